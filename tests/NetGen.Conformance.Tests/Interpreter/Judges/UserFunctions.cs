using System;
using static NetGen.Conformance.Tests.Interpreter.Rounded;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>A function as a user would write it, and what it is by hand.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Method">The method, and others that it needs.</param>
/// <param name="Value">f(x, p) for the trained numbers p.</param>
/// <param name="Slope">df/dx.</param>
/// <param name="SlopesByNumbers">df/dp for each trained number.</param>
/// <param name="Kinks">Where f or a derivative jumps.</param>
internal sealed record UserFunction(
    string Name,
    string Method,
    Func<Rounded, Rounded[], Rounded> Value,
    Func<Rounded, Rounded[], Rounded> Slope,
    Func<Rounded, Rounded[], Rounded>[] SlopesByNumbers,
    params double[] Kinks);

/// <summary>The users' functions of the tests: with and without trained numbers, of one expression, with locals and branches, and one that has to be called as it is.</summary>
internal static class UserFunctions
{
    public static UserFunction[] All { get; } =
    [
        new(
            "UserSwish",
            "private static float UserSwish(float x) => x / (1 + System.MathF.Exp(-x));",
            (x, _) => x * Sigmoid(x),
            (x, _) => Sigmoid(x) * (1 + x * Sigmoid(-x)),
            []),
        new(
            "TrainedSwish",
            "private static float TrainedSwish(float x, [Initial(1.5)] float beta) => x / (1 + System.MathF.Exp(-beta * x));",
            (x, p) => x * Sigmoid(p[0] * x),
            (x, p) => Sigmoid(p[0] * x) * (1 + p[0] * x * Sigmoid(-p[0] * x)),
            [(x, p) => Squared(x) * (Sigmoid(p[0] * x) * Sigmoid(-p[0] * x))]),
        new(
            "Gabor",
            """
            private static float Gabor(float x, float phase, float frequency = 0.5f)
            {
                float z = phase + frequency * x;
                return System.MathF.Sin(z) * Bell(z);
            }

            private static float Bell(float z) => System.MathF.Exp(-z * z / 8);
            """,
            (x, p) => Sin(Angle(x, p)) * Exp(Squared(Angle(x, p)) / -8),
            (x, p) => p[1] * GaborSlope(Angle(x, p)),
            [(x, p) => GaborSlope(Angle(x, p)), (x, p) => x * GaborSlope(Angle(x, p))]),
        new(
            "Bent",
            """
            private static float Bent(float x, [Initial(0.25)] float slope, float level)
            {
                if (x > 0.5f)
                {
                    return x + level;
                }

                var lower = slope * x;
                return x <= -0.5f ? 2 * lower : lower - level;
            }
            """,
            (x, p) => x.Value > 0.5 ? x + p[1] : x.Value <= -0.5 ? 2 * (p[0] * x) : p[0] * x - p[1],
            (x, p) => x.Value > 0.5 ? 1 : x.Value <= -0.5 ? 2 * p[0] : p[0],
            [(x, _) => x.Value > 0.5 ? 0 : x.Value <= -0.5 ? 2 * x : x, (x, _) => x.Value > 0.5 ? 1 : x.Value <= -0.5 ? 0 : -1],
            0.5,
            -0.5),
        new(
            "Overtones",
            """
            [Derivative(nameof(OvertonesSlope))]
            private static float Overtones(float x)
            {
                float sum = 0;
                for (int n = 1; n <= 3; n++)
                {
                    sum += System.MathF.Sin(n * x) / n;
                }

                return sum;
            }

            private static float OvertonesSlope(float x) => System.MathF.Cos(x) + System.MathF.Cos(2 * x) + System.MathF.Cos(3 * x);
            """,
            (x, _) => Sin(x) + Sin(2 * x) / 2 + Sin(3 * x) / 3,
            (x, _) => Cos(x) + Cos(2 * x) + Cos(3 * x),
            []),
    ];

    /// <summary>A loss as a user would write it: twice the square where the prediction is too low.</summary>
    public static string LossName => "Lopsided";

    public static string LossMethod => "private static float Lopsided(float prediction, float target) => (prediction < target ? 2 : 1) * (prediction - target) * (prediction - target);";

    public static Rounded Loss(Rounded y, Rounded t) => Factor(y - t) * Squared(y - t);

    public static Rounded LossSlope(Rounded y, Rounded t) => 2 * Factor(y - t) * (y - t);

    private static Rounded Factor(Rounded difference) => difference.Value < 0 ? 2 : 1;

    private static Rounded Angle(Rounded x, Rounded[] p) => p[0] + p[1] * x;

    /// <summary>The derivative of sin z exp(-z^2 / 8).</summary>
    private static Rounded GaborSlope(Rounded z) => (Cos(z) - z / 4 * Sin(z)) * Exp(Squared(z) / -8);
}
