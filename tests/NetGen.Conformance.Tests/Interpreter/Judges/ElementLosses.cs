using static NetGen.Conformance.Tests.Interpreter.Rounded;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>The losses that are sums or means over elements, each with its derivative by hand.</summary>
internal static class ElementLosses
{
    private const double SmallestNormal = 1.1754943508222875e-38;

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
        KullbackLeibler,
        Poisson,
        // The operation of a user's loss bears the name of its kernel.
        new(UserFunctions.LossName + "Loss", UserFunctions.Loss, UserFunctions.LossSlope) { IsMean = true, Attribute = "NetGen.Loss" },
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
        (y, _) => y.Error > 0 && !(y.Value > 100 * y.Error && 1 - y.Value > 100 * (y.Error + Rounding.Unit)))
    { IsMean = true };

    /// <summary>
    /// The same at p = 1 / (1 + exp(-y)), the first part with a weight: -ln p = ln(1 + exp(-y)) and -ln(1 - p) = ln(1 + exp(y)). With the weight 1 the derivative is p - t.
    /// </summary>
    private static ElementLossJudge SigmoidCrossEntropy => new(
        "SigmoidCrossEntropy",
        o => new(
            (y, t) => o[0] * t * Softplus(-y) + (1 - t) * Softplus(y),
            (y, t) => o[0].Value == 1 ? Sigmoid(y) - t : (1 - t) * Sigmoid(y) - o[0] * t * Sigmoid(-y)))
    { IsMean = true };

    /// <summary>t (ln t - ln q), 0 for t = 0, of y = ln q or of y = q. Logarithms of at least -104, and denominators of at least the smallest normal float.</summary>
    private static ElementLossJudge KullbackLeibler => new("KullbackLeibler", o => new(
        (y, t) => (t.Value == 0 ? 0 : t * Log(t)) - t * (IsSet(o[0]) ? y : Max(Log(y), -104)),
        (y, t) => IsSet(o[0]) ? -t : -t / Max(y, SmallestNormal)));

    /// <summary>e^y - t y of the logarithm y of a rate, or y - t ln(y + epsilon) of a rate y, which a rounding must not have made negative.</summary>
    private static ElementLossJudge Poisson => new("Poisson", o => IsSet(o[0])
        ? new((y, t) => Exp(y) - t * y, (y, t) => Exp(y) - t)
        : new((y, t) => y - t * Log(y + o[1]), (y, t) => 1 - t / (y + o[1]), (y, _) => y.IsAt(0)))
    { IsMean = true };

    private static Rounded Sign(Rounded x) => x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0;

    private static bool IsSet(Rounded flag) => flag.Value != 0;

    private static bool IsAbove(Rounded x) => x.Value > 0;

    private static bool IsWithin(Rounded x, Rounded limit) => System.Math.Abs(x.Value) <= limit.Value;
}
