using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// Lion (Chen et al. 2023, arXiv:2302.06675): every parameter moves by the rate, against the sign of a mean of gradients in which the newest counts more,
/// <code>
/// w ← w − η sign(β1 m + (1 − β1) g)          m ← β2 m + (1 − β2) g
/// </code>
/// with sign(0) = 0. Weight decay is decoupled unless asked otherwise, w ← (1 − η d) w before that.
/// </summary>
public sealed class Lion : Optimizer
{
    private static readonly ImmutableArray<string> States = ["mean"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0; about a tenth of Adam's, as every step has this size.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean counts in the sign.</param>
    /// <param name="beta2">β2, at least 0 and below 1: how much of the mean is kept from step to step.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Lion(double learningRate = 0.0001, double beta1 = 0.9, double beta2 = 0.99)
        : base(learningRate)
    {
        Beta1 = OptionCheck.Fraction(beta1, nameof(beta1));
        Beta2 = OptionCheck.Fraction(beta2, nameof(beta2));
        DecoupledWeightDecay = true;
    }

    /// <summary>β1: how much of the mean counts in the sign.</summary>
    public double Beta1 { get; }

    /// <summary>β2: how much of the mean is kept from step to step.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => States;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> m = Vectors.Of(range.State(0))[..w.Length];
        float rate = (float)range.LearningRate, beta1 = (float)Beta1, beta2 = (float)Beta2;
        for (int i = 0; i < w.Length; i++)
        {
            // 0 and NaN are their own signs.
            Vector<float> sign = (m[i] * beta1) + (g[i] * (1 - beta1));
            sign = Vector.ConditionalSelect(Vector.GreaterThan(sign, Vector<float>.Zero), Vector<float>.One, sign);
            sign = Vector.ConditionalSelect(Vector.LessThan(sign, Vector<float>.Zero), -Vector<float>.One, sign);
            w[i] -= sign * rate;
            m[i] = (m[i] * beta2) + (g[i] * (1 - beta2));
        }
    }
}
