using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1), in PyTorch's arrangement. With m and v the running means of g and g², starting at 0,
/// step t does
/// <code>
/// m ← β1 m + (1 − β1) g          v ← β2 v + (1 − β2) g²
/// w ← w − η / (1 − β1^t) · m / (√v / √(1 − β2^t) + ε)
/// </code>
/// </summary>
public sealed class Adam : Optimizer
{
    private double _beta1Power;
    private double _beta2Power;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0. Far from convergence a parameter moves by about this much in a step.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">β2, at least 0 and below 1: the same for the mean squared gradient.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate, "mean", "square")
    {
        Beta1 = CheckedFraction(beta1, nameof(beta1));
        Beta2 = CheckedFraction(beta2, nameof(beta2));
        Epsilon = CheckedPositive(epsilon, nameof(epsilon));
    }

    /// <summary>β1: how much of the mean gradient is kept from step to step.</summary>
    public double Beta1 { get; }

    /// <summary>β2: how much of the mean squared gradient is kept from step to step.</summary>
    public double Beta2 { get; }

    /// <summary>ε: added to the root of the mean squared gradient.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        // Of the rounded factors that Descend multiplies by, so that the corrections undo exactly the bias that arises: 1 - 0.999f is 1e-5 off 0.001.
        // Running products, not Math.Pow, whose last bits differ between systems.
        _beta1Power = (StepCount == 1 ? 1 : _beta1Power) * (float)Beta1;
        _beta2Power = (StepCount == 1 ? 1 : _beta2Power) * (float)Beta2;
    }

    /// <inheritdoc/>
    protected override void Update(UpdateRange range)
    {
        var step = new Scalars(
            Beta1: (float)Beta1,
            Beta2: (float)Beta2,
            Rate: (float)(range.LearningRate / (1 - _beta1Power)),
            RootCorrection: (float)(1 / Math.Sqrt(1 - _beta2Power)),
            Epsilon: (float)Epsilon);
        Descend(range.Parameters, range.Gradients, range.State(0), range.State(1), in step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, in Scalars step)
    {
        // Ranges are multiples of 16 floats and no Vector<float> is wider, so there is no tail.
        Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        ReadOnlySpan<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients)[..w.Length];
        Span<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(means)[..w.Length];
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(squares)[..w.Length];
        var beta1 = new Vector<float>(step.Beta1);
        var beta2 = new Vector<float>(step.Beta2);
        var share1 = new Vector<float>(1 - step.Beta1);
        var share2 = new Vector<float>(1 - step.Beta2);
        var rate = new Vector<float>(step.Rate);
        var rootCorrection = new Vector<float>(step.RootCorrection);
        var epsilon = new Vector<float>(step.Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            Vector<float> gradient = g[i];
            Vector<float> mean = (m[i] * beta1) + (gradient * share1);
            Vector<float> square = (v[i] * beta2) + (gradient * gradient * share2);
            m[i] = mean;
            v[i] = square;
            w[i] -= rate * mean / ((Vector.SquareRoot(square) * rootCorrection) + epsilon);
        }
    }

    private readonly record struct Scalars(float Beta1, float Beta2, float Rate, float RootCorrection, float Epsilon);
}
