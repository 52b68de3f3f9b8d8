using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// Adamax (Kingma and Ba 2015, arXiv:1412.6980, algorithm 2): Adam with a decaying maximum of the gradients' sizes in place of their mean square, in PyTorch's arrangement,
/// <code>
/// m ← β1 m + (1 − β1) g          u ← max(β2 u, |g| + ε)
/// w ← w − η / (1 − β1^t) · m / u
/// </code>
/// </summary>
public sealed class Adamax : Optimizer
{
    private static readonly ImmutableArray<string> States = ["mean", "largest"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0. A parameter moves by at most about this much in a step.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">β2, at least 0 and below 1: how much of the largest size is kept.</param>
    /// <param name="epsilon">ε above 0: keeps the quotient finite where gradients are 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Adamax(double learningRate = 0.002, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        Beta1 = OptionCheck.Fraction(beta1, nameof(beta1));
        Beta2 = OptionCheck.Fraction(beta2, nameof(beta2));
        Epsilon = OptionCheck.Positive(epsilon, nameof(epsilon));
    }

    /// <summary>β1: how much of the mean gradient is kept from step to step.</summary>
    public double Beta1 { get; }

    /// <summary>β2: how much of the largest size is kept.</summary>
    public double Beta2 { get; }

    /// <summary>ε: added to the size of each gradient.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => States;

    /// <inheritdoc/>
    protected override ImmutableArray<string> ScalarNames => ["beta1Power"];

    /// <inheritdoc/>
    protected override void BeginStep() => RunningPower.Next(ref Scalars[0], (float)Beta1, StepCount);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> m = Vectors.Of(range.State(0))[..w.Length];
        Span<Vector<float>> u = Vectors.Of(range.State(1))[..w.Length];
        float beta1 = (float)Beta1, beta2 = (float)Beta2;
        var rate = (float)(range.LearningRate / (1 - Scalars[0]));
        var epsilon = new Vector<float>((float)Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (m[i] * beta1) + (g[i] * (1 - beta1));
            u[i] = Vectors.Larger(u[i] * beta2, Vector.Abs(g[i]) + epsilon);
            w[i] -= m[i] * rate / u[i];
        }
    }
}
