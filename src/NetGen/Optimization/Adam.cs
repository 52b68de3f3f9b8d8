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
        _beta1Power = NextPower(_beta1Power, (float)Beta1);
        _beta2Power = NextPower(_beta2Power, (float)Beta2);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(UpdateRange range) => Descend(
        ref MemoryMarshal.GetReference(range.Parameters),
        ref MemoryMarshal.GetReference(range.Gradients),
        ref MemoryMarshal.GetReference(range.State(0)),
        ref MemoryMarshal.GetReference(range.State(1)),
        range.Parameters.Length,
        (float)Beta1,
        (float)Beta2,
        (float)(range.LearningRate / (1 - _beta1Power)),
        (float)(1 / Math.Sqrt(1 - _beta2Power)),
        (float)Epsilon);

    // Powers this small change nothing, as 1 minus them is 1; as denormal numbers they would slow every step down.
    private double NextPower(double power, float beta) => StepCount == 1 ? beta : power < 1e-30 ? 0 : power * beta;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector<float> At(ref float start, nint offset) => ref Unsafe.As<float, Vector<float>>(ref Unsafe.Add(ref start, offset));
}
