using System;

namespace NetGen;

internal sealed class HeNormalInitializer : Initializer
{
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        double deviation = Math.Sqrt(2 / FanIn(shape));
        foreach (ref float value in values)
        {
            value = (float)(deviation * random.NextNormal());
        }
    }
}
