using System;
using System.Collections.Generic;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Expressions.Stable.Pattern;

namespace NetGen.Generator.Expressions.Stable;

/// <summary>Logarithms of numbers that overflow, vanish or lie near 1.</summary>
internal static class StableLogarithms
{
    private const double Ln2 = 0.6931471805599453;

    public static readonly IReadOnlyList<StableForm> All =
    [
        new("log(exp(u))", "Overflows for large u.", e => OfLog(e) is { } power ? Argument(power, UnaryOperator.Exp) : null),
        new("log(1 + exp(u))", "Overflows for large u, and has no digits left for u far below 0.", LogOfOnePlusExp),
        new("log(cosh(u))", "Overflows for large u, and has no digits left near 0.", LogOfCosh),
        new("log(exp(u) + exp(v))", "Overflows for large u or v, and is -infinity for both far below 0.", e => Scaled(e, LogOfSumOfExps)),
        new("log(sigmoid(u))", "-infinity where the sigmoid is 0, and has no digits left where it is near 1.", e => Scaled(e, x => Argument(x, UnaryOperator.Sigmoid) is { } u ? -Softplus(Opposite(u)) : null)),
        // 1 - exp(u) has become -(exp(u) - 1) already.
        new("log(1 - exp(u))", "Has no digits left where exp(u) is near 0, and its parts have none where it is near 1.", LogOfOneMinusExp),
        new("log(1 + u)", "Has no digits left near u = 0.", e => OfLog(e) is { } sum && OnePlus(sum) is { } u ? Log1P(u) : null),
        new("log(1 - u)", "Has no digits left near u = 0.", e => OfLog(e) is { } difference && OneMinus(difference) is { } u ? Log1P(-u) : null),
    ];

    private static Expression? OfLog(Expression expression) => Argument(expression, UnaryOperator.Log);

    private static Expression? LogOfOnePlusExp(Expression expression) =>
        OfLog(expression) is { } sum ? OnePlusExp(sum) is { } u ? Softplus(u) : null
        : Argument(expression, UnaryOperator.Log1P) is { } power && Argument(power, UnaryOperator.Exp) is { } v ? Softplus(v)
        : null;

    /// <summary>log(c e) = log c + log e for what a form is known of.</summary>
    private static Expression? Scaled(Expression expression, Func<Expression, Expression?> logarithm) => OfLog(expression) switch
    {
        Binary { Operator: BinaryOperator.Multiply, Left: Constant { Value: > 0 } factor } product when logarithm(product.Right) is { } form => form + Math.Log(factor.Value),
        Binary { Operator: BinaryOperator.Divide, Right: Constant { Value: > 0 } divisor } quotient when logarithm(quotient.Left) is { } form => form - Math.Log(divisor.Value),
        { } whole => logarithm(whole),
        _ => null,
    };

    /// <summary>The larger and ln(1 + exp(-|u - v|)). Both sides of a tie have the derivative that is right for both.</summary>
    private static Expression? LogOfSumOfExps(Expression expression) => SumOfExps(expression) is not var (u, v) ? null
        : AreOpposite(u, v) ? Abs(u) + Softplus(-2.0 * Abs(u))
        : IfLess(u, v, v + Softplus(u - v), u + Softplus(v - u));

    /// <summary>ln(1 + (cosh u - 1)) near 0, |u| + ln(1 + exp(-2 |u|)) - ln 2 beyond.</summary>
    private static Expression? LogOfCosh(Expression expression)
    {
        if (OfLog(expression) is not { } hyperbolic || Cosh(hyperbolic) is not { } u)
        {
            return null;
        }

        Expression twice = ExpM1(0.5 * u) - ExpM1(-0.5 * u);
        return IfLess(Abs(u), One, Log1P(0.5 * (twice * twice)), Abs(u) + (Softplus(-2.0 * Abs(u)) - Ln2));
    }

    /// <summary>As M. Mächler: Accurately Computing log(1 - exp(-|a|)), 2012; near 0 as u + log(exp(-u) - 1), in which no rewrite finds its own pattern again.</summary>
    private static Expression? LogOfOneMinusExp(Expression expression) =>
        OfLog(expression) is Unary { Operator: UnaryOperator.Negate } negative && Argument(negative.Operand, UnaryOperator.ExpM1) is { } u
            ? IfLess(u, -Ln2, Log1P(-Exp(u)), u + Log(ExpM1(Opposite(u))))
            : null;
}
