using System;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>A prediction of several examples in one call.</summary>
internal sealed class PredictRows(IPredictor network, LayerSizes sizes, int batch) : Workload(sizes.Prediction(batch))
{
    private readonly Memory<float> _x = AlignedRows.Normals(batch * sizes.Input);
    private readonly Memory<float> _y = AlignedRows.Zeros(batch * sizes.Output);

    /// <inheritdoc/>
    public override void Run(int times)
    {
        ReadOnlySpan<float> x = _x.Span;
        Span<float> y = _y.Span;
        for (int time = 0; time < times; time++)
        {
            network.PredictBatch(x, y);
        }
    }
}
