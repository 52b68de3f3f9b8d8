using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Fills a bias as an initializer with fans would scale its layer's weight.</summary>
internal sealed class BiasInitializer : Initializer
{
    private readonly Initializer _initializer;
    private readonly ImmutableArray<int> _weightShape;

    public BiasInitializer(Initializer initializer, int[] weightShape)
    {
        ArgumentNullException.ThrowIfNull(weightShape);
        if (weightShape.Length < 2)
        {
            throw new ArgumentException($"weightShape has {weightShape.Length} axes, but a weight has at least the axes [out, in].", nameof(weightShape));
        }

        _initializer = initializer;
        _weightShape = [.. weightShape];
    }

    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random) =>
        _initializer.Fill(values, _weightShape.AsSpan(), ref random);

    public override string ToString() => $"{_initializer} for the bias of {Shapes.Text(_weightShape)}";
}
