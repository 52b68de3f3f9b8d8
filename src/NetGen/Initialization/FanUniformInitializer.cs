using System;

namespace NetGen;

/// <summary>Uniform over [-a, a) with a = sqrt(numerator / fans).</summary>
internal sealed class FanUniformInitializer(string name, double numerator, Fans fans) : Initializer
{
    public override Initializer ForBiasOf(params int[] weightShape) => new BiasInitializer(this, weightShape);

    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        double limit = Math.Sqrt(numerator / FanCount.Of(shape, fans, name));
        foreach (ref float value in values)
        {
            value = (float)(limit * (2 * random.NextDouble() - 1));
        }
    }

    public override string ToString() => name;
}
