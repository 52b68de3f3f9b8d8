using System.Collections.Generic;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>The built-in losses that are a sum or mean over elements.</summary>
internal static class ElementLosses
{
    private static readonly Expression Y = new Variable("y");
    private static readonly Expression T = new Variable("t");
    private static readonly Expression W = new Variable("w");

    private static readonly Option Margin = new("Margin", 1, OptionRange.NotNegative);

    /// <summary>
    /// -(t ln p + (1 - t) ln(1 - p)) with p = 1 / (1 + exp(-y)), written so that no exp overflows and no logarithm is of a rounded 1.
    /// With weights the sum of two terms that are not negative, and not the shorter (1 - t) y + (1 + (w - 1) t) ln(1 + exp(-y)), in which large terms cancel.
    /// </summary>
    private static readonly ElementLoss SigmoidCrossEntropy = new("SigmoidCrossEntropy", Max(Y, Zero) - (Y * T) + Log1P(Exp(-Abs(Y))))
    {
        MeanOverElements = true,
        Slope = _ => Sigmoid(Y) - T,
        Weights = new("PositiveWeights", (W * T * Softplus(-Y)) + ((1.0 - T) * Softplus(Y)), ((1.0 - T) * Sigmoid(Y)) - (W * T * Sigmoid(-Y))),
        TargetCheck = "Probabilities",
        Decision = ClassDecision.AboveZero,
        AppliesItself = "Sigmoid",
        Probability = Sigmoid(new Variable("x")),
    };

    /// <summary>Logarithms of at least -100 and a denominator of at least 1e-12, as in PyTorch, keep the loss finite at 0 and 1.</summary>
    private static readonly ElementLoss BinaryCrossEntropy = new("BinaryCrossEntropy", -((T * Max(Log(Y), -100.0)) + ((1.0 - T) * Max(Log(1.0 - Y), -100.0))))
    {
        MeanOverElements = true,
        Slope = _ => (Y - T) / Max(Y * (1.0 - Y), 1e-12),
        TargetCheck = "Probabilities",
        Decision = ClassDecision.AboveHalf,
        Fused = ("Sigmoid", SigmoidCrossEntropy),
    };

    /// <summary>-ln p with p = 1 / (1 + exp(-2 t y)), the probability of the label t.</summary>
    private static readonly ElementLoss BinarySoftmax = new("BinarySoftmax", Softplus(-2.0 * (T * Y)))
    {
        MeanOverElements = true,
        Slope = _ => -2.0 * (T * Sigmoid(-2.0 * (T * Y))),
        TargetCheck = "Signs",
        Decision = ClassDecision.AtLeastZero,
        AppliesItself = "Sigmoid",
        Probability = Sigmoid(2.0 * new Variable("x")),
    };

    /// <summary>At the margin itself the slope is 0.</summary>
    private static readonly ElementLoss Hinge = new("Hinge", [Margin], o => Positive(o[0] - (T * Y)))
    {
        MeanOverElements = true,
        Slope = o => IfLessOrEqual(o[0] - (T * Y), Zero, Zero, -T),
        TargetCheck = "Signs",
        Decision = ClassDecision.AtLeastZero,
    };

    private static readonly ElementLoss SquaredHinge = new("SquaredHinge", [Margin], o => Positive(o[0] - (T * Y)) * Positive(o[0] - (T * Y)))
    {
        MeanOverElements = true,
        Slope = o => -2.0 * (T * Positive(o[0] - (T * Y))),
        TargetCheck = "Signs",
        Decision = ClassDecision.AtLeastZero,
    };

    /// <summary>The slope is the difference within bounds, which no overflow of the difference leaves.</summary>
    private static readonly ElementLoss Huber = new(
        "Huber",
        [new("delta", 1, OptionRange.Positive)],
        o => IfLessOrEqual(Abs(Y - T), o[0], 0.5 * (Abs(Y - T) * Abs(Y - T)), o[0] * (Abs(Y - T) - (0.5 * o[0]))))
    {
        MeanOverElements = true,
        Slope = o => Within(Y - T, o[0]),
    };

    private static readonly ElementLoss SmoothL1 = new(
        "SmoothL1",
        [new("beta", 1, OptionRange.Positive)],
        o => IfLess(Abs(Y - T), o[0], Abs(Y - T) * Abs(Y - T) / (2 * o[0]), Abs(Y - T) - (0.5 * o[0])))
    {
        MeanOverElements = true,
        Slope = o => Within((Y - T) / o[0], 1),
    };

    /// <summary>t (ln t - ln q) of log-probabilities y = ln q or of probabilities y = q; t ln t is 0 at t = 0.</summary>
    private static readonly ElementLoss KullbackLeibler = new(
        "KullbackLeibler",
        [new("LogInput", 1, OptionRange.Flag)],
        o => IfLess(Zero, T, T * Log(T), Zero) - (T * (IsSet(o[0]) ? Y : Probability.Log(Y))))
    {
        Slope = o => IsSet(o[0]) ? -T : -(T / Probability.AsDivisor(Y)),
        TargetCheck = "Distributions",
    };

    /// <summary>e^y - t y of the logarithm y of a rate, or y - t ln(y + epsilon) of a rate y.</summary>
    private static readonly ElementLoss Poisson = new(
        "Poisson",
        [new("LogInput", 1, OptionRange.Flag), new("Epsilon", 1e-8, OptionRange.Positive)],
        o => IsSet(o[0]) ? Exp(Y) - (T * Y) : Y - (T * Log(Y + o[1])))
    {
        MeanOverElements = true,
        Slope = o => IsSet(o[0]) ? Exp(Y) - T : 1.0 - (T / (Y + o[1])),
        TargetCheck = "NotNegative",
    };

    public static readonly IReadOnlyList<ElementLoss> All =
    [
        new("HalfSquaredError", 0.5 * ((Y - T) * (Y - T))),
        new("MeanSquaredError", (Y - T) * (Y - T)) { MeanOverElements = true },
        new("SummedSquaredError", (Y - T) * (Y - T)) { Reduction = Reduction.Sum },
        new("MeanAbsoluteError", Abs(Y - T)) { MeanOverElements = true },
        Huber,
        SmoothL1,
        BinaryCrossEntropy,
        SigmoidCrossEntropy,
        BinarySoftmax,
        Hinge,
        SquaredHinge,
        KullbackLeibler,
        Poisson,
        // The caller's dL/dy as target: the loss whose derivative it is. The caller's numbers stay as they are, so examples add up.
        new("OutputGradient", T * Y) { Reduction = Reduction.Sum, TakesAnySlope = true },
    ];

    /// <summary>x where it is positive, else 0; NaN stays.</summary>
    private static Expression Positive(Expression x) => IfLessOrEqual(x, Zero, Zero, x);

    /// <summary>x, but not further from 0 than <paramref name="bound"/>; NaN stays.</summary>
    private static Expression Within(Expression x, double bound) => IfLess(x, -bound, -bound, IfLess(bound, x, bound, x));

    private static bool IsSet(double flag) => flag != 0;
}
