using static NetGen.Conformance.Tests.Interpreter.Rounded;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>The losses that are sums or means over elements, each with its derivative by hand.</summary>
internal static class ElementLosses
{
    public static ElementLossJudge[] All { get; } =
    [
        new("HalfSquaredError", (y, t) => 0.5 * Squared(y - t), (y, t) => y - t),
        new("SummedSquaredError", (y, t) => Squared(y - t), (y, t) => 2 * (y - t)),
        new("MeanSquaredError", (y, t) => Squared(y - t), (y, t) => 2 * (y - t)) { IsMean = true },
        new("MeanAbsoluteError", (y, t) => Abs(y - t), (y, t) => Sign(y - t), (y, t) => (y - t).IsAt(0)) { IsMean = true },
        new("Huber", o => new(
            (y, t) => IsWithin(y - t, o[0]) ? 0.5 * Squared(y - t) : o[0] * (Abs(y - t) - 0.5 * o[0]),
            (y, t) => IsWithin(y - t, o[0]) ? y - t : Sign(y - t) * o[0])) { IsMean = true },
        new("SmoothL1", o => new(
            (y, t) => IsWithin(y - t, o[0]) ? 0.5 * Squared(y - t) / o[0] : Abs(y - t) - 0.5 * o[0],
            (y, t) => IsWithin(y - t, o[0]) ? (y - t) / o[0] : Sign(y - t))) { IsMean = true },
        BinaryCrossEntropy,
        SigmoidCrossEntropy,
        new("Hinge", o => new((y, t) => Max(o[0] - t * y, 0), (y, t) => IsAbove(o[0] - t * y) ? -t : 0, (y, t) => (o[0] - t * y).IsAt(0))) { IsMean = true },
        new("SquaredHinge", o => new((y, t) => Squared(Max(o[0] - t * y, 0)), (y, t) => -2 * t * Max(o[0] - t * y, 0))) { IsMean = true },
        new("BinarySoftmax", (y, t) => Softplus(-2 * t * y), (y, t) => -2 * t * Sigmoid(-2 * t * y)) { IsMean = true },
        new("OutputGradient", (y, t) => t * y, (_, t) => t),
    ];

    /// <summary>
    /// -(t ln y + (1 - t) ln(1 - y)) with logarithms of at least -100, and (y - t) / (y (1 - y)) with a denominator of at least 1e-12.
    /// Within a hundred times its rounding error of an end a prediction has no digit left to trust.
    /// </summary>
    private static ElementLossJudge BinaryCrossEntropy => new(
        "BinaryCrossEntropy",
        (y, t) => -(t * Max(Log(y), -100) + (1 - t) * Max(Log(1 - y), -100)),
        (y, t) => (y - t) / Max(y * (1 - y), 1e-12),
        (y, _) => y.Error > 0 && !(y.Value > 100 * y.Error && 1 - y.Value > 100 * (y.Error + Rounding.Unit))) { IsMean = true };

    /// <summary>The same at p = 1 / (1 + exp(-y)): -ln p = ln(1 + exp(-y)) and -ln(1 - p) = ln(1 + exp(y)).</summary>
    private static ElementLossJudge SigmoidCrossEntropy => new(
        "SigmoidCrossEntropy",
        (y, t) => t * Softplus(-y) + (1 - t) * Softplus(y),
        (y, t) => Sigmoid(y) - t) { IsMean = true };

    private static Rounded Sign(Rounded x) => x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0;

    private static bool IsAbove(Rounded x) => x.Value > 0;

    private static bool IsWithin(Rounded x, Rounded limit) => System.Math.Abs(x.Value) <= limit.Value;
}
