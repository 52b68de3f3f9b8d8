using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>
/// NAdam (Dozat 2016, ICLR workshop): Adam with Nesterov's look ahead and a momentum that grows towards β1. With µ_t = β1 (1 − 0.5 · 0.96^(t ψ)) and M_t = µ_1 µ_2 ... µ_t,
/// <code>
/// m ← β1 m + (1 − β1) g          v ← β2 v + (1 − β2) g²
/// w ← w − η (µ_(t+1) m / (1 − M_(t+1)) + (1 − µ_t) g / (1 − M_t)) / (√(v / (1 − β2^t)) + ε)
/// </code>
/// </summary>
public sealed class NAdam : Optimizer
{
    private const int SquarePower = 0, DecayPower = 1, Product = 2;

    // 0.96 of the paper, whose half at step 0 is the momentum's start.
    private const double DecayBase = 0.96;

    private static readonly ImmutableArray<string> States = ["mean", "square"];
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean gradient is kept from step to step, and what the momentum grows to.</param>
    /// <param name="beta2">β2, at least 0 and below 1: how much of the mean squared gradient is kept.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <param name="momentumDecay">ψ, at least 0: how fast the momentum grows from β1 / 2 to β1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public NAdam(double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 0.004)
        : base(learningRate)
    {
        Beta1 = OptionCheck.Fraction(beta1, nameof(beta1));
        Beta2 = OptionCheck.Fraction(beta2, nameof(beta2));
        Epsilon = OptionCheck.Positive(epsilon, nameof(epsilon));
        MomentumDecay = OptionCheck.NotNegative(momentumDecay, nameof(momentumDecay));
        _decay = VectorMath.Exp(MomentumDecay * VectorMath.Log(DecayBase));
    }

    /// <summary>β1: how much of the mean gradient is kept from step to step, and what the momentum grows to.</summary>
    public double Beta1 { get; }

    /// <summary>β2: how much of the mean squared gradient is kept.</summary>
    public double Beta2 { get; }

    /// <summary>ε: added to the root of the mean squared gradient.</summary>
    public double Epsilon { get; }

    /// <summary>ψ: how fast the momentum grows from β1 / 2 to β1.</summary>
    public double MomentumDecay { get; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => States;

    /// <inheritdoc/>
    protected override ImmutableArray<string> ScalarNames => ["beta2Power", "decayPower", "momentumProduct"];

    /// <summary>µ_t.</summary>
    private double Momentum => Beta1 * (1 - 0.5 * Scalars[DecayPower]);

    /// <summary>µ_(t+1).</summary>
    private double NextMomentum => Beta1 * (1 - 0.5 * (Scalars[DecayPower] * _decay));

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        RunningPower.Next(ref Scalars[SquarePower], (float)Beta2, StepCount);
        RunningPower.Next(ref Scalars[DecayPower], _decay, StepCount);
        RunningPower.Next(ref Scalars[Product], Momentum, StepCount);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> m = Vectors.Of(range.State(0))[..w.Length];
        Span<Vector<float>> v = Vectors.Of(range.State(1))[..w.Length];
        float beta1 = (float)Beta1, beta2 = (float)Beta2;
        var ofMean = (float)(range.LearningRate * NextMomentum / (1 - Scalars[Product] * NextMomentum));
        var ofGradient = (float)(range.LearningRate * (1 - Momentum) / (1 - Scalars[Product]));
        var correction = (float)(1 / Math.Sqrt(1 - Scalars[SquarePower]));
        var epsilon = new Vector<float>((float)Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (m[i] * beta1) + (g[i] * (1 - beta1));
            v[i] = (v[i] * beta2) + (g[i] * g[i] * (1 - beta2));
            w[i] -= ((m[i] * ofMean) + (g[i] * ofGradient)) / ((Vector.SquareRoot(v[i]) * correction) + epsilon);
        }
    }
}
