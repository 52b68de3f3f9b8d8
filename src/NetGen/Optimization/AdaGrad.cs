using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer 2011, JMLR 12): parameters whose gradients were large so far take small steps. With s the sum of all g² so far,
/// <code>
/// s ← s + g²          w ← w − η / (1 + (t − 1) λ) · g / (√s + ε)
/// </code>
/// </summary>
public sealed class AdaGrad : Optimizer
{
    private static readonly ImmutableArray<string> States = ["squares"];
    private readonly double _rateDecay;
    private readonly double _initialSquares;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0. The first step moves a parameter by about this much.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdaGrad(double learningRate = 0.01, double epsilon = 1e-10)
        : base(learningRate) => Epsilon = OptionCheck.Positive(epsilon, nameof(epsilon));

    /// <summary>ε: added to the root of the sum.</summary>
    public double Epsilon { get; }

    /// <summary>λ, at least 0: the rate of step t is η / (1 + (t − 1) λ).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double RateDecay
    {
        get => _rateDecay;
        init => _rateDecay = OptionCheck.NotNegative(value, nameof(RateDecay));
    }

    /// <summary>What s starts at, at least 0; above 0 it makes the first steps smaller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double InitialSquares
    {
        get => _initialSquares;
        init => _initialSquares = OptionCheck.NotNegative(value, nameof(InitialSquares));
    }

    /// <summary>Whether the step divides by √(s + ε).</summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => States;

    /// <inheritdoc/>
    protected override bool LeavesAtZeroGradient => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> s = Vectors.Of(range.State(0))[..w.Length];
        var rate = (float)(range.LearningRate / (1 + (StepCount - 1) * RateDecay));

        // State starts at 0, so what the sum starts at is added here.
        var inside = new Vector<float>((float)(InitialSquares + (EpsilonInsideRoot ? Epsilon : 0)));
        var outside = new Vector<float>(EpsilonInsideRoot ? 0 : (float)Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            s[i] += g[i] * g[i];
            w[i] -= g[i] * rate / (Vector.SquareRoot(s[i] + inside) + outside);
        }
    }
}
