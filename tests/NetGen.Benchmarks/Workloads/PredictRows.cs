using System;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>A prediction of several examples in one call.</summary>
internal sealed class PredictRows(INetwork network, LayerSizes sizes, int batch) : Workload(sizes.Prediction(batch))
{
    private readonly Minibatch _batch = Minibatch.From(AlignedRows.Normals(batch * sizes.Input), sizes.Input);
    private readonly Memory<float> _y = AlignedRows.Zeros(batch * sizes.Output);

    /// <inheritdoc/>
    public override void Run(int times)
    {
        Span<float> y = _y.Span;
        for (int time = 0; time < times; time++)
        {
            network.PredictBatch(_batch, y);
        }
    }
}
