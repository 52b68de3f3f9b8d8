using System;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>A prediction of one example.</summary>
internal sealed class PredictOne<TCall>(TCall network, LayerSizes sizes) : Workload(sizes.Prediction(1))
    where TCall : struct, IPredictCall
{
    private readonly Memory<float> _x = AlignedRows.Normals(sizes.Input);
    private readonly Memory<float> _y = AlignedRows.Zeros(sizes.Output);

    /// <inheritdoc/>
    public override void Run(int times)
    {
        ReadOnlySpan<float> x = _x.Span;
        Span<float> y = _y.Span;
        for (int time = 0; time < times; time++)
        {
            network.Predict(x, y);
        }
    }
}
