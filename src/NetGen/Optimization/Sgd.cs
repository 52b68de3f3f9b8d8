using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// Stochastic gradient descent, w ← w − η g, optionally with momentum µ in one of five forms:
/// <code>
/// HeavyBall            v ← µ v + g              w ← w − η v
/// Velocity             v ← µ v − η g            w ← w + v
/// ExponentialAverage   v ← µ v + (1 − µ) g      w ← w − η v
/// Nesterov             v ← µ v + g              w ← w − η (g + µ v)
/// NesterovVelocity     v' = µ v − η g           w ← w − µ v + (1 + µ) v'      v ← v'
/// </code>
/// </summary>
/// <remarks>Polyak 1964 for the first; Nesterov 1983 and Sutskever et al. 2013 for the last two, in the arrangement where w is the point at which the gradient is taken.</remarks>
public sealed class Sgd : Optimizer
{
    private static readonly ImmutableArray<string> States = ["velocity"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0.</param>
    /// <param name="momentum">µ, at least 0 and below 1; with 0 no form differs from plain descent, and nothing is kept from step to step.</param>
    /// <param name="form">What momentum means.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Sgd(double learningRate = 0.01, double momentum = 0, MomentumForm form = MomentumForm.HeavyBall)
        : base(learningRate)
    {
        Momentum = OptionCheck.Fraction(momentum, nameof(momentum));
        Form = OptionCheck.Defined(form, nameof(form));
    }

    /// <summary>µ: how much of the velocity is kept from step to step.</summary>
    public double Momentum { get; }

    /// <summary>What momentum means.</summary>
    public MomentumForm Form { get; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => Momentum > 0 ? States : [];

    /// <inheritdoc/>
    protected override bool LeavesAtZeroGradient => Momentum == 0;

    /// <inheritdoc/>
    protected override void Update(UpdateRange range)
    {
        var rate = (float)range.LearningRate;
        var kept = (float)Momentum;
        if (kept == 0)
        {
            Descend(range.Parameters, range.Gradients, rate);
            return;
        }

        switch (Form)
        {
            case MomentumForm.HeavyBall:
                HeavyBall(range.Parameters, range.Gradients, range.State(0), rate, kept, taken: 1);
                break;
            case MomentumForm.ExponentialAverage:
                HeavyBall(range.Parameters, range.Gradients, range.State(0), rate, kept, taken: 1 - kept);
                break;
            case MomentumForm.Velocity:
                Velocity(range.Parameters, range.Gradients, range.State(0), rate, kept);
                break;
            case MomentumForm.Nesterov:
                Nesterov(range.Parameters, range.Gradients, range.State(0), rate, kept);
                break;
            default:
                NesterovVelocity(range.Parameters, range.Gradients, range.State(0), rate, kept);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, float rate)
    {
        Span<Vector<float>> w = Vectors.Of(parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(gradients)[..w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            w[i] -= g[i] * rate;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HeavyBall(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> velocities, float rate, float kept, float taken)
    {
        Span<Vector<float>> w = Vectors.Of(parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(velocities)[..w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (v[i] * kept) + (g[i] * taken);
            w[i] -= v[i] * rate;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Velocity(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> velocities, float rate, float kept)
    {
        Span<Vector<float>> w = Vectors.Of(parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(velocities)[..w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (v[i] * kept) - (g[i] * rate);
            w[i] += v[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Nesterov(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> velocities, float rate, float kept)
    {
        Span<Vector<float>> w = Vectors.Of(parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(velocities)[..w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (v[i] * kept) + g[i];
            w[i] -= (g[i] + (v[i] * kept)) * rate;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NesterovVelocity(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> velocities, float rate, float kept)
    {
        Span<Vector<float>> w = Vectors.Of(parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(velocities)[..w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            Vector<float> slowed = v[i] * kept;
            v[i] = slowed - (g[i] * rate);
            w[i] += (v[i] * (1 + kept)) - slowed;
        }
    }
}
