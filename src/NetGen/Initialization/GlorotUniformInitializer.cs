using System;

namespace NetGen;

internal sealed class GlorotUniformInitializer : Initializer
{
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        double limit = Math.Sqrt(6 / (FanIn(shape) + FanOut(shape)));
        foreach (ref float value in values)
        {
            value = (float)(limit * (2 * random.NextDouble() - 1));
        }
    }
}
