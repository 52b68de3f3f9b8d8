using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// AdaDelta (Zeiler 2012, arXiv:1212.5701): steps have the size of the steps before, so no rate needs to be chosen. With v and u the running means of g² and d², starting at 0,
/// <code>
/// v ← ρ v + (1 − ρ) g²          d = √(u + ε) / √(v + ε) · g
/// u ← ρ u + (1 − ρ) d²          w ← w − η d
/// </code>
/// </summary>
public sealed class AdaDelta : Optimizer
{
    private static readonly ImmutableArray<string> States = ["square", "squareOfSteps"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0; the paper's is 1.</param>
    /// <param name="rho">ρ, at least 0 and below 1: how much of both means is kept from step to step.</param>
    /// <param name="epsilon">ε above 0: the size of the first steps is about its root.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdaDelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6)
        : base(learningRate)
    {
        Rho = OptionCheck.Fraction(rho, nameof(rho));
        Epsilon = OptionCheck.Positive(epsilon, nameof(epsilon));
    }

    /// <summary>ρ: how much of both means is kept from step to step.</summary>
    public double Rho { get; }

    /// <summary>ε: added to both means inside the roots.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => States;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> v = Vectors.Of(range.State(0))[..w.Length];
        Span<Vector<float>> u = Vectors.Of(range.State(1))[..w.Length];
        float rate = (float)range.LearningRate, rho = (float)Rho;
        var epsilon = new Vector<float>((float)Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (v[i] * rho) + (g[i] * g[i] * (1 - rho));
            Vector<float> step = Vector.SquareRoot(u[i] + epsilon) / Vector.SquareRoot(v[i] + epsilon) * g[i];
            u[i] = (u[i] * rho) + (step * step * (1 - rho));
            w[i] -= step * rate;
        }
    }
}
