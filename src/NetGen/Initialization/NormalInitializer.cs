using System;

namespace NetGen;

internal sealed class NormalInitializer(double mean, double deviation, string name) : Initializer
{
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        foreach (ref float value in values)
        {
            value = (float)(mean + deviation * random.NextNormal());
        }
    }

    public override string ToString() => name;
}
