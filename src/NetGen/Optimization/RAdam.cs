using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// RAdam (Liu et al. 2020, arXiv:1908.03265): Adam whose first steps, when the mean square is of few gradients, do not use it. With m and v as in <see cref="Adam"/>,
/// r_∞ = 2 / (1 − β2) − 1 and r_t = r_∞ − 2 t β2^t / (1 − β2^t), step t does, where r_t > 5,
/// <code>
/// w ← w − η / (1 − β1^t) · m · √((r_t − 4)(r_t − 2) r_∞ / ((r_∞ − 4)(r_∞ − 2) r_t)) · √(1 − β2^t) / (√v + ε)
/// </code>
/// and else w ← w − η / (1 − β1^t) · m.
/// </summary>
public sealed class RAdam : Optimizer
{
    private const int MeanPower = 0, SquarePower = 1, Beta2Power = 2;

    private static readonly ImmutableArray<string> States = ["mean", "square"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">β2, at least 0 and below 1: the same for the mean squared gradient.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RAdam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta1 = OptionCheck.Fraction(beta1, nameof(beta1));
        Beta2 = OptionCheck.Fraction(beta2, nameof(beta2));
        Epsilon = OptionCheck.Positive(epsilon, nameof(epsilon));
    }

    /// <summary>β1: how much of the mean gradient is kept from step to step.</summary>
    public double Beta1 { get; }

    /// <summary>β2: how much of the mean squared gradient is kept from step to step.</summary>
    public double Beta2 { get; }

    /// <summary>ε: added to the root of the mean squared gradient.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => States;

    /// <inheritdoc/>
    protected override ImmutableArray<string> ScalarNames => ["beta1Power", "beta2Power", "exactBeta2Power"];

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        // The bias is that of the rounded factors, as in Adam; r is a difference of near numbers in the first steps, so it takes β2 as it was given.
        RunningPower.Next(ref Scalars[MeanPower], (float)Beta1, StepCount);
        RunningPower.Next(ref Scalars[SquarePower], (float)Beta2, StepCount);
        RunningPower.Next(ref Scalars[Beta2Power], Beta2, StepCount);
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
        double rectification = Rectification();
        bool isRectified = rectification > 0;
        var rate = (float)(range.LearningRate / (1 - Scalars[MeanPower]) * (isRectified ? rectification * Math.Sqrt(1 - Scalars[SquarePower]) : 1));
        var epsilon = new Vector<float>((float)Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (m[i] * beta1) + (g[i] * (1 - beta1));
            v[i] = (v[i] * beta2) + (g[i] * g[i] * (1 - beta2));
            Vector<float> step = m[i] * rate;
            w[i] -= isRectified ? step / (Vector.SquareRoot(v[i]) + epsilon) : step;
        }
    }

    /// <summary>The first root of the formula; 0 where r is 5 or less.</summary>
    private double Rectification()
    {
        double limit = 2 / (1 - Beta2) - 1;
        double power = Scalars[Beta2Power];
        double r = limit - 2 * StepCount * power / (1 - power);
        return r > 5 ? Math.Sqrt((r - 4) * (r - 2) * limit / ((limit - 4) * (limit - 2) * r)) : 0;
    }
}
