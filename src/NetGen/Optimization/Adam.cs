using System;
using System.Collections.Immutable;
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
public class Adam : Optimizer
{
    private static readonly ImmutableArray<string> States = ["mean", "square"];
    private static readonly ImmutableArray<string> StatesOfAmsGrad = ["mean", "square", "largestSquare"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0. Far from convergence a parameter moves by about this much in a step.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">β2, at least 0 and below 1: the same for the mean squared gradient.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
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

    /// <summary>Whether the means are divided by 1 − β^t, which undoes that they start at 0. Without, the form that lectures show: w ← w − η m / (√v + ε), whose first steps differ in
    /// size by (1 − β1^t) / √(1 − β2^t).</summary>
    public bool BiasCorrection { get; init; } = true;

    /// <summary>Whether v in the step is the largest that the running mean has been, so that steps do not grow again (AMSGrad: Reddi, Kale and Kumar 2018, arXiv:1904.09237).</summary>
    public bool AmsGrad { get; init; }

    /// <summary>Whether the step divides by √(v / (1 − β2^t) + ε).</summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <inheritdoc/>
    protected override ImmutableArray<string> StateNames => AmsGrad ? StatesOfAmsGrad : States;

    /// <inheritdoc/>
    protected override ImmutableArray<string> ScalarNames => ["beta1Power", "beta2Power"];

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        // Of the rounded factors that Descend multiplies by, so that the corrections undo exactly the bias that arises: 1 - 0.999f is 1e-5 off 0.001.
        RunningPower.Next(ref Scalars[0], (float)Beta1, StepCount);
        RunningPower.Next(ref Scalars[1], (float)Beta2, StepCount);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range)
    {
        double meanBias = BiasCorrection ? 1 - Scalars[0] : 1;
        double squareBias = BiasCorrection ? 1 - Scalars[1] : 1;
        if (AmsGrad || EpsilonInsideRoot)
        {
            DescendOtherwise(range, (float)(range.LearningRate / meanBias), squareBias);
            return;
        }

        Descend(
            ref MemoryMarshal.GetReference(range.Parameters),
            ref MemoryMarshal.GetReference(range.Gradients),
            ref MemoryMarshal.GetReference(range.State(0)),
            ref MemoryMarshal.GetReference(range.State(1)),
            range.Parameters.Length,
            (float)Beta1,
            (float)Beta2,
            (float)(range.LearningRate / meanBias),
            (float)(1 / Math.Sqrt(squareBias)),
            (float)Epsilon);
    }

    // The root and the quotient take all the time there is: the rest of the arithmetic passes beside them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(
        ref float parameters, ref float gradients, ref float means, ref float squares, nint length, float beta1, float beta2, float rate, float correction, float epsilon)
    {
        var keptMean = new Vector<float>(beta1);
        var keptSquare = new Vector<float>(beta2);
        var newMean = new Vector<float>(1 - beta1);
        var newSquare = new Vector<float>(1 - beta2);
        var rates = new Vector<float>(rate);
        var corrections = new Vector<float>(correction);
        var epsilons = new Vector<float>(epsilon);

        // All spans of a range have this length, a multiple of 16 floats, and no Vector<float> is wider: there is no tail.
        for (nint i = 0; i < length; i += Vector<float>.Count)
        {
            Vector<float> gradient = At(ref gradients, i);
            Vector<float> mean = (At(ref means, i) * keptMean) + (gradient * newMean);
            Vector<float> square = (At(ref squares, i) * keptSquare) + (gradient * gradient * newSquare);
            At(ref means, i) = mean;
            At(ref squares, i) = square;
            At(ref parameters, i) -= rates * mean / ((Vector.SquareRoot(square) * corrections) + epsilons);
        }
    }

    /// <summary>The largest square, and epsilon on either side of the root, where the other side adds 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DescendOtherwise(UpdateRange range, float rate, double squareBias)
    {
        Span<Vector<float>> w = Vectors.Of(range.Parameters);
        ReadOnlySpan<Vector<float>> g = Vectors.Of(range.Gradients)[..w.Length];
        Span<Vector<float>> m = Vectors.Of(range.State(0))[..w.Length];
        Span<Vector<float>> v = Vectors.Of(range.State(1))[..w.Length];
        Span<Vector<float>> largest = AmsGrad ? Vectors.Of(range.State(2))[..w.Length] : v;
        float beta1 = (float)Beta1, beta2 = (float)Beta2;
        var correction = (float)(1 / squareBias);
        var inside = new Vector<float>(EpsilonInsideRoot ? (float)Epsilon : 0);
        var outside = new Vector<float>(EpsilonInsideRoot ? 0 : (float)Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (m[i] * beta1) + (g[i] * (1 - beta1));
            v[i] = (v[i] * beta2) + (g[i] * g[i] * (1 - beta2));
            largest[i] = Vectors.Larger(largest[i], v[i]);
            w[i] -= m[i] * rate / (Vector.SquareRoot((largest[i] * correction) + inside) + outside);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector<float> At(ref float start, nint offset) => ref Unsafe.As<float, Vector<float>>(ref Unsafe.Add(ref start, offset));
}
