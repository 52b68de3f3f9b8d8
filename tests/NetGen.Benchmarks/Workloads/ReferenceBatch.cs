using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>The next batch of examples in order, which copies nothing.</summary>
internal sealed class ReferenceBatch : Workload
{
    private readonly Batches _batches;
    private Batches.Enumerator _enumerator;

    public ReferenceBatch(int inputSize, int examples, int batch)
        : base(new Cost(Flops: 0))
    {
        var data = Examples.From(AlignedRows.Zeros(examples * inputSize).Span, inputSize, AlignedRows.Indices(examples, 10));
        _batches = data.Batches(batch);
        _enumerator = _batches.GetEnumerator();
    }

    /// <inheritdoc/>
    public override void Run(int times)
    {
        for (int time = 0; time < times; time++)
        {
            if (!_enumerator.MoveNext())
            {
                _enumerator = _batches.GetEnumerator();
                _enumerator.MoveNext();
            }
        }
    }
}
