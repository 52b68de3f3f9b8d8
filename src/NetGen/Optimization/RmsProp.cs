using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012, Coursera lecture 6.5): AdaGrad with a running mean in place of the sum. With v the running mean of g², starting at 0,
/// <code>
/// v ← ρ v + (1 − ρ) g²          d = g / (√v + ε)
/// b ← µ b + d                   w ← w − η b
/// </code>
/// where without momentum b is d. Centered (Graves 2013, arXiv:1308.0850) it takes the variance v − a² for v, a being the running mean of g. With ρ = 0 and ε inside the root
/// each parameter moves by η against the sign of its gradient.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private readonly double _momentum;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0. A parameter moves by about this much in a step.</param>
    /// <param name="rho">ρ, at least 0 and below 1: how much of the mean squared gradient is kept from step to step.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RmsProp(double learningRate = 0.01, double rho = 0.99, double epsilon = 1e-8)
        : base(learningRate)
    {
        Rho = OptionCheck.Fraction(rho, nameof(rho));
        Epsilon = OptionCheck.Positive(epsilon, nameof(epsilon));
    }

    /// <summary>ρ: how much of the mean squared gradient is kept from step to step.</summary>
    public double Rho { get; }

    /// <summary>ε: added to the root.</summary>
    public double Epsilon { get; }

    /// <summary>µ, at least 0 and below 1: how much of the step before is kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = OptionCheck.Fraction(value, nameof(Momentum));
    }

    /// <summary>Whether the step divides by the root of the gradients' variance, which is larger where they agree. Where they hardly change the variance is a difference of near
    /// numbers, and ε alone limits the step: choose it larger, such as 1e-4.</summary>
    public bool Centered { get; init; }

    /// <summary>Whether the step divides by √(v + ε).</summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => ["square", .. Momentum > 0 ? ["velocity"] : (string[])[], .. Centered ? ["mean"] : (string[])[]];

    private float InsideRoot => EpsilonInsideRoot ? (float)Epsilon : 0;

    private float OutsideRoot => EpsilonInsideRoot ? 0 : (float)Epsilon;

    /// <inheritdoc/>
    protected override void Update(UpdateRange range)
    {
        if (Centered)
        {
            DescendCentered(range);
        }
        else
        {
            Descend(range);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Descend(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(range.State(0))[..w.Length];
        Span<Vector<float>> velocities = Momentum > 0 ? Vectors.Of(range.State(1))[..w.Length] : default;
        float rate = (float)range.LearningRate, rho = (float)Rho, momentum = (float)Momentum;
        var inside = new Vector<float>(InsideRoot);
        var outside = new Vector<float>(OutsideRoot);
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (v[i] * rho) + (g[i] * g[i] * (1 - rho));
            Vector<float> step = g[i] / (Vector.SquareRoot(v[i] + inside) + outside);
            w[i] -= rate * Keep(velocities, i, momentum, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DescendCentered(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(range.State(0))[..w.Length];
        Span<Vector<float>> velocities = Momentum > 0 ? Vectors.Of(range.State(1))[..w.Length] : default;
        Span<Vector<float>> a = Vectors.Of(range.State(Momentum > 0 ? 2 : 1))[..w.Length];
        float rate = (float)range.LearningRate, rho = (float)Rho, momentum = (float)Momentum;
        var inside = new Vector<float>(InsideRoot);
        var outside = new Vector<float>(OutsideRoot);
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (v[i] * rho) + (g[i] * g[i] * (1 - rho));
            a[i] = (a[i] * rho) + (g[i] * (1 - rho));

            // Rounding may take a variance near 0 below it.
            Vector<float> variance = Vectors.Larger(Vector<float>.Zero, v[i] - (a[i] * a[i]));
            Vector<float> step = g[i] / (Vector.SquareRoot(variance + inside) + outside);
            w[i] -= rate * Keep(velocities, i, momentum, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Keep(Span<Vector<float>> velocities, int i, float momentum, Vector<float> step) =>
        velocities.IsEmpty ? step : velocities[i] = (velocities[i] * momentum) + step;
}
