using System;
using static NetGen.Conformance.Tests.Interpreter.Rounded;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>The pointwise activations, each with its derivative by hand.</summary>
internal static class Activations
{
    // Klambauer, Unterthiner, Mayr, Hochreiter: Self-Normalizing Neural Networks, 2017.
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    private static readonly double HalfRoot = Math.Sqrt(0.5);

    public static PointwiseJudge[] All { get; } =
    [
        new("Linear", x => x, (_, _) => 1),
        new("Relu", x => Above(x, 0) ? x : Zero, (x, _) => Above(x, 0) ? 1 : 0, 0),
        new("Relu6", x => Min(Max(x, 0), 6), (x, _) => Within(x, 0, 6) ? 1 : 0, 0, 6),
        new("LeakyRelu", o => new(x => Above(x, 0) ? x : o[0] * x, (x, _) => Above(x, 0) ? 1 : o[0], 0)),
        new("Elu", o => new(x => Above(x, 0) ? x : o[0] * ExpM1(x), (x, y) => Above(x, 0) ? 1 : y + o[0], 0)),
        new("Selu", x => Constant(SeluScale) * (Above(x, 0) ? x : Constant(SeluAlpha) * ExpM1(x)), (x, y) => Above(x, 0) ? Constant(SeluScale) : y + Constant(SeluScale * SeluAlpha), 0),
        new("Sigmoid", Sigmoid, (_, y) => y * (1 - y)),
        new("LogSigmoid", x => -Softplus(-x), (x, _) => Sigmoid(-x)),
        new("HardSigmoid", o => new(x => Min(Max(o[0] * x + o[1], 0), 1), (x, _) => Within(o[0] * x + o[1], 0, 1) ? o[0] : 0, -o[1] / o[0], (1 - o[1]) / o[0])),
        new("Tanh", Tanh, (_, y) => 1 - Squared(y)),
        new("HardTanh", o => new(x => Min(Max(x, o[0]), o[1]), (x, _) => Within(x, o[0], o[1]) ? 1 : 0, o)),
        new("Softsign", x => x / (1 + Abs(x)), (x, _) => 1 / Squared(1 + Abs(x))),
        new("Softplus", o => new(x => Softplus(o[0] * x) / o[0], (x, _) => Sigmoid(o[0] * x))),
        new("Silu", x => x * Sigmoid(x), (x, _) => SwishSlope(x)),
        new("Swish", o => new(x => x * Sigmoid(o[0] * x), (x, _) => SwishSlope(o[0] * x))),
        new("HardSwish", x => x * (Min(Max(x + 3, 0), 6) / 6), (x, _) => !Above(x, -3) ? 0 : x.Value >= 3 ? 1 : (2 * x + 3) / 6, -3, 3),
        new("Mish", Mish, (x, _) => MishSlope(x)),
        new("Gelu", x => x * NormalShare(x), (x, _) => NormalShare(x) + x * (Constant(1 / Math.Sqrt(2 * Math.PI)) * Exp(-0.5 * Squared(x)))),
        new("GeluTanh", x => x * Sigmoid(GeluArgument(x)), (x, _) => GeluTanhSlope(x)),
        new("Sign", x => x.Value >= 0 ? 1 : -1, (_, _) => 0, 0),
        new("Step", x => x.Value >= 0 ? 1 : 0, (_, _) => 0, 0),
        new("Sin", Sin, (x, _) => Cos(x)),
        new("Cos", Cos, (x, _) => -Sin(x)),
        new("Exp", Exp, (_, y) => y),
        new("Gaussian", o => new(x => Exp(-o[0] * Squared(x)), (x, y) => -2 * o[0] * x * y)),
    ];

    private static bool Above(Rounded x, double limit) => x.Value > limit;

    private static bool Within(Rounded x, Rounded from, Rounded to) => x.Value > from.Value && x.Value < to.Value;

    /// <summary>d/dx x s(b x) = s(u) + u s(u) (1 - s(u)) at u = b x, where 1 - s(u) = s(-u).</summary>
    private static Rounded SwishSlope(Rounded u) => Sigmoid(u) * (1 + u * Sigmoid(-u));

    /// <summary>x tanh(ln(1 + e^x)); with q = 1 / (1 + e^x), tanh(-ln q) = (1 - q^2) / (1 + q^2), and 1 - q = s(x).</summary>
    private static Rounded Mish(Rounded x) => x * (Sigmoid(x) * (1 + Sigmoid(-x)) / (1 + Squared(Sigmoid(-x))));

    /// <summary>tanh(p) + x (1 - tanh^2 p) s(x) at p = ln(1 + e^x), where 1 - tanh^2 p = 4 q^2 / (1 + q^2)^2.</summary>
    private static Rounded MishSlope(Rounded x)
    {
        Rounded square = Squared(Sigmoid(-x));
        return Sigmoid(x) * (1 + Sigmoid(-x)) / (1 + square) + x * (4 * square / Squared(1 + square) * Sigmoid(x));
    }

    /// <summary>The share of the standard normal distribution below x.</summary>
    private static Rounded NormalShare(Rounded x) => 0.5 * Erfc(-Constant(HalfRoot) * x);

    /// <summary>u of (1 + tanh(u / 2)) / 2 = s(u): 2 sqrt(2 / pi) (x + 0.044715 x^3).</summary>
    private static Rounded GeluArgument(Rounded x) => Constant(2 * Math.Sqrt(2 / Math.PI)) * (x * (1 + Constant(0.044715) * Squared(x)));

    /// <summary>s(u) + x u' s(u) s(-u). Beyond 20 it is 0 and 1 to all digits, while u' grows and s(-u) has none left.</summary>
    private static Rounded GeluTanhSlope(Rounded x) => Math.Abs(x.Value) > 20
        ? Above(x, 0) ? 1 : 0
        : Sigmoid(GeluArgument(x)) * (1 + x * (Constant(2 * Math.Sqrt(2 / Math.PI)) * (1 + Constant(3 * 0.044715) * Squared(x))) * Sigmoid(-GeluArgument(x)));
}
