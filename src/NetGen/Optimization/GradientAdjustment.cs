using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>What an optimizer's options do to gradients and parameters before its rule is applied: clipping and decay, a piece at a time that stays in the first cache. The gradients
/// themselves are left as they are.</summary>
internal sealed class GradientAdjustment
{
    /// <summary>The floats of a piece: with the parameters, the gradients and two values of state 20 KB.</summary>
    internal const int ChunkLength = 1024;

    // As PyTorch has it: a norm of 0 divides by this.
    private const double NormOffset = 1e-6;

    private readonly AlignedBuffer _adjusted = new(ChunkLength);
    private readonly GradientNorm _norm = new();
    private readonly double _clipNorm;
    private readonly float _clipValue;
    private readonly double _coupled;
    private readonly double _decoupled;
    private float _scale = 1;

    private GradientAdjustment(Optimizer options)
    {
        _clipNorm = options.ClipNorm;
        _clipValue = (float)options.ClipValue;
        _coupled = options.DecoupledWeightDecay ? 0 : options.WeightDecay;
        _decoupled = options.DecoupledWeightDecay ? options.WeightDecay : 0;
    }

    /// <summary>What the options ask for; null if nothing.</summary>
    internal static GradientAdjustment? Of(Optimizer options) =>
        options.WeightDecay > 0 || !double.IsPositiveInfinity(options.ClipNorm) || !double.IsPositiveInfinity(options.ClipValue) ? new GradientAdjustment(options) : null;

    /// <summary>Finds what all gradients of a step are multiplied by.</summary>
    internal void Begin(ParameterLayers layers, ReadOnlySpan<bool> frozen, Gradients gradients)
    {
        if (!double.IsPositiveInfinity(_clipNorm))
        {
            // A NaN comes through: Math.Min gives NaN where one of its arguments is NaN.
            _scale = (float)Math.Min(1, _clipNorm / (_norm.Of(layers, frozen, gradients) + NormOffset));
        }
    }

    /// <summary>Applies decoupled decay to parameters, and returns their gradients clipped and with coupled decay, valid until the next call.</summary>
    /// <param name="weights">At most <see cref="ChunkLength"/> parameters, a multiple of 16.</param>
    /// <param name="slopes">Their gradients.</param>
    /// <param name="decays">Whether they are of a kind that decays.</param>
    /// <param name="rate">Their learning rate.</param>
    internal ReadOnlySpan<float> Apply(Span<float> weights, ReadOnlySpan<float> slopes, bool decays, double rate)
    {
        Span<float> adjusted = _adjusted.Span[..weights.Length];
        Adjust(adjusted, slopes, weights, _scale, _clipValue, decays ? (float)_coupled : 0);
        if (decays && _decoupled > 0)
        {
            Multiply(weights, (float)(1 - rate * _decoupled));
        }

        return adjusted;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adjust(Span<float> adjusted, ReadOnlySpan<float> slopes, ReadOnlySpan<float> weights, float scale, float limit, float decay)
    {
        Span<Vector<float>> a = Vectors.Of(adjusted);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(slopes)[..a.Length];
        ReadOnlySpan<Vector<float>> w = Vectors.Of(weights)[..a.Length];
        var highest = new Vector<float>(limit);
        var lowest = new Vector<float>(-limit);
        for (int i = 0; i < a.Length; i++)
        {
            // Comparisons with NaN are false, so that it stays.
            Vector<float> scaled = g[i] * scale;
            scaled = Vector.ConditionalSelect(Vector.GreaterThan(scaled, highest), highest, scaled);
            scaled = Vector.ConditionalSelect(Vector.LessThan(scaled, lowest), lowest, scaled);
            a[i] = scaled + (w[i] * decay);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(Span<float> weights, float factor)
    {
        Span<Vector<float>> w = Vectors.Of(weights);
        for (int i = 0; i < w.Length; i++)
        {
            w[i] *= factor;
        }
    }
}
