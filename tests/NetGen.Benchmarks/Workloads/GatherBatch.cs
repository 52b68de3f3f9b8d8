using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>The next batch of shuffled examples; the shuffling at the start of each epoch counts too.</summary>
internal sealed class GatherBatch : Workload
{
    private readonly ExampleBatches _batches;
    private ExampleBatches.Enumerator _enumerator;
    private int _epoch;

    public GatherBatch(int inputSize, int examples, int batch)
        : base(new Cost(Flops: 0, BytesRead: (long)batch * (inputSize + 1) * sizeof(float), Footprint: (long)examples * (inputSize + 1) * sizeof(float)))
    {
        var data = Examples.From(AlignedRows.Zeros(examples * inputSize).Span, inputSize, AlignedRows.Indices(examples, 10));
        _batches = data.ShuffledBatches(batch, seed: 1);
        _enumerator = _batches.Epoch(0).GetEnumerator();
    }

    /// <inheritdoc/>
    public override void Run(int times)
    {
        for (int time = 0; time < times; time++)
        {
            if (!_enumerator.MoveNext())
            {
                _enumerator = _batches.Epoch(++_epoch).GetEnumerator();
                _enumerator.MoveNext();
            }
        }
    }
}
