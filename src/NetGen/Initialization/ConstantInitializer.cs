using System;

namespace NetGen;

internal sealed class ConstantInitializer(float value, string name) : Initializer
{
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random) => values.Fill(value);

    public override string ToString() => name;
}
