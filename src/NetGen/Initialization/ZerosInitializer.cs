using System;

namespace NetGen;

internal sealed class ZerosInitializer : Initializer
{
    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random) => values.Clear();
}
