using System;
using System.Collections.Generic;
using NetGen.Generator.Expressions;
using NetGen.Generator.Expressions.Stable;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>
/// An activation: one row of the table. Its derivative is derived from the value, through the output where the output occurs in it; a row gives
/// <see cref="Derivative"/> only where the output decides and the derivation cannot see it, or where the derived form would lose digits.
/// </summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Formula">The formula in the emitted text, with {0} for the argument and {1}, {2} ... for the options.</param>
/// <param name="Options">The numbers that the attribute takes.</param>
/// <param name="Body">f(x) in the variable <c>x</c>, given the options.</param>
internal sealed record PointwiseFunction(string Name, string Formula, IReadOnlyList<Option> Options, Func<IReadOnlyList<double>, Expression> Body)
{
    public PointwiseFunction(string name, string formula, Expression body)
        : this(name, formula, [], _ => body)
    {
    }

    /// <summary>f'(x) in the variables <c>x</c> and <c>y</c> = f(x), given the options; null to derive it.</summary>
    public Func<IReadOnlyList<double>, Expression>? Derivative { get; init; }

    /// <summary>The initializer of the weights in front of it.</summary>
    public Initializer? InitializerBefore { get; init; }

    /// <summary>True if it is 0 for all negative arguments, so that no gradient flows back from one.</summary>
    public bool CutsOffNegatives { get; init; }

    /// <summary>The option that does not fit the others, by its place, and what it must be; null if they fit.</summary>
    public Func<IReadOnlyList<double>, (int Option, string Expected)?>? Misfit { get; init; }
}

/// <summary>
/// The built-in activations. Sources, kinks and the formulas of the derivatives stand in the attributes' documentation.
/// Each form is finite, or has the right limit, for every finite float: no infinity times 0 and no difference of near numbers.
/// Weights begin with He's normal distribution before the rectifiers and their smooth relatives, as their papers and the common models do;
/// with LeCun's before SELU, without which it does not normalise; before others with Glorot's uniform one.
/// </summary>
internal static class PointwiseFunctions
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluScaleAlpha = SeluScale * 1.6732632423543772;

    private static readonly double RootHalf = Math.Sqrt(0.5);
    private static readonly double RootOfTwoOverPi = Math.Sqrt(2 / Math.PI);

    private static readonly Expression X = new Variable("x");
    private static readonly Expression Y = new Variable("y");

    public static readonly IReadOnlyList<PointwiseFunction> All =
    [
        new("Linear", "{0}", X),
        .. Rectifiers(),
        .. SmoothRectifiers(),
        .. Sigmoids(),
        new("Sin", "sin({0})", Sin(X)),
        new("Cos", "cos({0})", Cos(X)),
        new("Exp", "exp({0})", Exp(X)),
        // alpha x first: the square alone would leave the range of floats. x y first: alpha x alone could, and infinity times a y of 0 is NaN.
        new("Gaussian", "exp(-{1} * {0}^2)", [new("alpha", 1, OptionRange.Positive)], o => Exp(-((o[0] * X) * X))) { Derivative = o => (-2 * o[0]) * (X * Y) },
    ];

    /// <summary>Linear pieces. Written x &lt;= 0 ? 0 : x and not x > 0 ? x : 0: a NaN fails both comparisons and must come through.</summary>
    private static IEnumerable<PointwiseFunction> Rectifiers() =>
    [
        new("Relu", "max({0}, 0)", IfLessOrEqual(X, Zero, Zero, X))
        {
            Derivative = _ => IfLessOrEqual(Y, Zero, Zero, One),
            InitializerBefore = Initializer.HeNormal,
            CutsOffNegatives = true,
        },
        new("Relu6", "min(max({0}, 0), 6)", Clip(X, 0, 6))
        {
            Derivative = _ => InsideClip(0, 6, 1),
            InitializerBefore = Initializer.HeNormal,
            CutsOffNegatives = true,
        },
        new("LeakyRelu", "{0} > 0 ? {0} : {1} * {0}", [new("slope", 0.01, OptionRange.Finite)], o => IfLessOrEqual(X, Zero, o[0] * X, X))
        {
            // A falling left side hides the sign of x in y.
            Derivative = o => IfLessOrEqual(o[0] >= 0 ? Y : X, Zero, o[0], One),
            InitializerBefore = Initializer.HeNormal,
        },
        new("HardTanh", "min(max({0}, {1}), {2})", [new("min", -1, OptionRange.Finite), new("max", 1, OptionRange.Finite)], o => Clip(X, o[0], o[1]))
        {
            Derivative = o => InsideClip(o[0], o[1], 1),
            Misfit = o => (float)o[0] < (float)o[1] ? null : (1, "above min"),
        },
        new("HardSigmoid", "min(max({1} * {0} + {2}, 0), 1)", [new("alpha", 1.0 / 6, OptionRange.Finite), new("beta", 0.5, OptionRange.Finite)], o => Clip((o[0] * X) + o[1], 0, 1))
        {
            Derivative = o => InsideClip(0, 1, o[0]),
        },
        new("HardSwish", "{0} * min(max({0} + 3, 0), 6) / 6", IfLessOrEqual(X, -3.0, Zero, IfLessOrEqual(3.0, X, X, X * ((1.0 / 6) * (X + 3.0)))))
        {
            Derivative = _ => IfLessOrEqual(X, -3.0, Zero, IfLessOrEqual(3.0, X, One, ((1.0 / 3) * X) + 0.5)),
            InitializerBefore = Initializer.HeNormal,
        },
        // At a NaN both comparisons fail, and it comes through. The derivative is 0 there too.
        new("Sign", "{0} >= 0 ? 1 : -1", IfLessOrEqual(Zero, X, One, IfLess(X, Zero, -1.0, X))) { Derivative = _ => Zero },
        new("Step", "{0} >= 0 ? 1 : 0", IfLessOrEqual(Zero, X, One, IfLess(X, Zero, Zero, X))) { Derivative = _ => Zero },
    ];

    private static IEnumerable<PointwiseFunction> SmoothRectifiers() =>
    [
        // y + alpha is alpha exp(x), without another exponential.
        new("Elu", "{0} > 0 ? {0} : {1} * (exp({0}) - 1)", [new("alpha", 1, OptionRange.NotNegative)], o => IfLess(Zero, X, X, o[0] * ExpM1(X)))
        {
            Derivative = o => IfLess(Zero, Y, One, Y + o[0]),
            InitializerBefore = Initializer.HeNormal,
        },
        new("Selu", "1.0507009873554805 * ({0} > 0 ? {0} : 1.6732632423543772 * (exp({0}) - 1))", IfLess(Zero, X, SeluScale * X, SeluScaleAlpha * ExpM1(X)))
        {
            Derivative = _ => IfLess(Zero, Y, SeluScale, Y + SeluScaleAlpha),
            InitializerBefore = Initializer.LeCunNormal,
        },
        new("Gelu", "{0} / 2 * erfc(-{0} / sqrt(2))", (0.5 * X) * Erfc(-RootHalf * X))
        {
            Derivative = _ => (0.5 * Erfc(-RootHalf * X)) + ((0.5 * RootOfTwoOverPi) * (X * Exp(-0.5 * (X * X)))),
            InitializerBefore = Initializer.HeNormal,
        },
        GeluTanh(),
        new("Silu", "{0} / (1 + exp(-{0}))", X * Sigmoid(X)) { InitializerBefore = Initializer.HeNormal },
        new("Swish", "{0} / (1 + exp(-{1} * {0}))", [new("beta", 1, OptionRange.Finite)], o => X * Sigmoid(o[0] * X)) { InitializerBefore = Initializer.HeNormal },
        Mish(),
        // For any beta but 1 with the part that may leave the range of floats on its own. 1 - exp(-beta y) is sigmoid(beta x), to all digits where it is small.
        new("Softplus", "log(1 + exp({1} * {0})) / {1}", [new("beta", 1, OptionRange.Positive)], o => o[0] == 1 ? Softplus(X) : Max(X, Zero) + (Softplus(-Abs(o[0] * X)) / o[0]))
        {
            Derivative = o => -ExpM1(-(o[0] * Y)),
        },
    ];

    private static IEnumerable<PointwiseFunction> Sigmoids() =>
    [
        new("Sigmoid", "1 / (1 + exp(-{0}))", Sigmoid(X)),
        // 1 - exp(y) is sigmoid(-x), to all digits where it is small.
        new("LogSigmoid", "-log(1 + exp(-{0}))", -Softplus(-X)) { Derivative = _ => -ExpM1(Y) },
        new("Tanh", "tanh({0})", Tanh(X)),
        // Not (1 - |y|)^2, which has no digits left where |y| is near 1.
        new("Softsign", "{0} / (1 + abs({0}))", X / (1.0 + Abs(X))) { Derivative = _ => Square(1.0 / (1.0 + Abs(X))) },
    ];

    /// <summary>x / 2 (1 + tanh u) = x sigmoid(2 u). Its derivative needs no x^2 beyond 1000, where the sigmoid has long been 0 or 1, and infinity times 0 would be NaN.</summary>
    private static PointwiseFunction GeluTanh()
    {
        double linear = 2 * RootOfTwoOverPi;
        double cubic = linear * 0.044715;
        Expression sigmoid = Sigmoid(X * (linear + (cubic * (X * X))));
        Expression slope = linear + ((3 * cubic) * Min(X * X, 1000.0));
        return new("GeluTanh", "{0} / 2 * (1 + tanh(sqrt(2 / pi) * ({0} + 0.044715 * {0}^3)))", X * sigmoid)
        {
            Derivative = _ => sigmoid + ((X * sigmoid) * ((1.0 - sigmoid) * slope)),
            InitializerBefore = Initializer.HeNormal,
        };
    }

    /// <summary>x t with t = tanh(log(1 + e)) = n / (n + 2) = n r, e = exp(x) and n = e (e + 2); t' = 4 e (e + 1) r^2.</summary>
    private static PointwiseFunction Mish()
    {
        Expression e = Exp(X);
        Expression n = e * (e + 2.0);
        Expression over = 1.0 / (n + 2.0);
        return new("Mish", "{0} * tanh(log(1 + exp({0})))", X * StableCompositions.TanhOfSoftplus(X))
        {
            Derivative = _ => IfLess(20.0, X, One, (n * over) + (X * ((4.0 * (e * (e + 1.0))) * (over * over)))),
            InitializerBefore = Initializer.HeNormal,
        };
    }

    private static Expression Clip(Expression x, double min, double max) => IfLessOrEqual(x, min, min, IfLessOrEqual(max, x, max, x));

    /// <summary>The derivative of a clipped line by the output: <paramref name="slope"/> between the limits, 0 at them and beyond.</summary>
    private static Expression InsideClip(double min, double max, double slope) => IfLessOrEqual(Y, min, Zero, IfLessOrEqual(max, Y, Zero, slope));

    private static Expression Square(Expression x) => x * x;
}
