using System;

namespace NetGen;

internal sealed class UniformInitializer(double from, double to, string name) : Initializer
{
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        foreach (ref float value in values)
        {
            value = (float)(from + (to - from) * random.NextDouble());
        }
    }

    public override string ToString() => name;
}
