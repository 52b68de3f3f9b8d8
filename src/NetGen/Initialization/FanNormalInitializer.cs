using System;

namespace NetGen;

/// <summary>Normal with mean 0 and deviation sqrt(numerator / fans).</summary>
internal sealed class FanNormalInitializer(string name, double numerator, Fans fans) : Initializer
{
    public override Initializer ForBiasOf(params int[] weightShape) => new BiasInitializer(this, weightShape);

    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        double deviation = Math.Sqrt(numerator / FanCount.Of(shape, fans, name));
        foreach (ref float value in values)
        {
            value = (float)(deviation * random.NextNormal());
        }
    }

    public override string ToString() => name;
}
