using System;

namespace NetGen.Samples.Gabor;

/// <summary>
/// A network that is one function of the user's: no weights, two trained numbers. NetGen reads the method below and derives how the loss changes with p0 and p1.
/// </summary>
[Network(1)]
[Elementwise(nameof(Curve))]
[MeanSquaredError]
public sealed partial class GaborModel
{
    /// <summary>A sine under a bell, Gabor's function: p0 moves the wave, p1 is its frequency.</summary>
    private static float Curve(float x, [Initial(1)] float p0, [Initial(10)] float p1)
    {
        float wave = p0 + 0.06f * p1 * x;
        return MathF.Sin(wave) * MathF.Exp(-wave * wave / 8);
    }
}
