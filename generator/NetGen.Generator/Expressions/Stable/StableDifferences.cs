using System;
using System.Collections.Generic;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Expressions.Stable.Pattern;

namespace NetGen.Generator.Expressions.Stable;

/// <summary>Differences of near numbers, of which no digits are left.</summary>
internal static class StableDifferences
{
    public static readonly IReadOnlyList<StableForm> All =
    [
        FromOne("1 - exp(u)", "Cancels near 0.", e => Argument(e, UnaryOperator.Exp) is { } u ? -ExpM1(u) : null),
        FromOne("1 - sigmoid(u)", "Cancels where the sigmoid is near 1.", e => Argument(e, UnaryOperator.Sigmoid) is { } u ? Sigmoid(Opposite(u)) : null),
        FromOne("1 - 2 * sigmoid(u)", "Cancels near 0.", e => Twice(e, UnaryOperator.Sigmoid) is { } u ? -Tanh(0.5 * u) : null),
        FromOne("1 - tanh(u)", "Cancels where tanh is near 1.", e => Argument(e, UnaryOperator.Tanh) is { } u ? 2.0 * Sigmoid(-2.0 * u) : null),
        new("1 + tanh(u)", "Cancels where tanh is near -1.", e => OnePlus(e) is { } t && Argument(t, UnaryOperator.Tanh) is { } u ? 2.0 * Sigmoid(2.0 * u) : null),
        FromOne("1 - tanh(u)^2", "Cancels where tanh is near 1 or -1.", e => Squared(e, UnaryOperator.Tanh) is { } u ? 4.0 * (Sigmoid(2.0 * u) * Sigmoid(-2.0 * u)) : null),
        FromOne("1 - erf(u)", "Cancels where erf is near 1.", e => Argument(e, UnaryOperator.Erf) is { } u ? Erfc(u) : null),
        new("1 + erf(u)", "Cancels where erf is near -1.", e => OnePlus(e) is { } erf && Argument(erf, UnaryOperator.Erf) is { } u ? Erfc(Opposite(u)) : null),
        FromOne("1 - erfc(u)", "Cancels near 0.", e => Argument(e, UnaryOperator.Erfc) is { } u ? Erf(u) : null),
        FromOne("1 - cos(u)", "Cancels near 0.", e => Argument(e, UnaryOperator.Cos) is { } u ? 2.0 * (Sin(0.5 * u) * Sin(0.5 * u)) : null),
        new("exp(u) - exp(-u)", "Cancels near 0.", e => Both(e, BinaryOperator.Subtract, UnaryOperator.Exp) is var (u, v) && AreOpposite(u, v) ? ExpM1(u) - ExpM1(v) : null),
        new("sigmoid(u) - 1/2", "Cancels near 0.", SigmoidLessHalf),
        new("softplus(u) - u", "Cancels for large u.", SoftplusLessItsArgument),
    ];

    /// <summary>A form of 1 - e, which is also one of e - 1.</summary>
    private static StableForm FromOne(string name, string reason, Func<Expression, Expression?> form) => new(
        name,
        reason,
        expression => OneMinus(expression) is { } below ? form(below) : MinusOne(expression) is { } above && form(above) is { } other ? -other : null);

    /// <summary>u of 2 f(u).</summary>
    private static Expression? Twice(Expression expression, UnaryOperator function) =>
        expression is Binary { Operator: BinaryOperator.Multiply, Left: Constant { Value: 2 } } product ? Argument(product.Right, function) : null;

    /// <summary>u of f(u)^2.</summary>
    private static Expression? Squared(Expression expression, UnaryOperator function) =>
        Both(expression, BinaryOperator.Multiply, function) is var (u, v) && u == v ? u : null;

    private static Expression? SigmoidLessHalf(Expression expression) => expression switch
    {
        Binary { Operator: BinaryOperator.Subtract, Right: Constant { Value: 0.5 } } difference when Argument(difference.Left, UnaryOperator.Sigmoid) is { } u => 0.5 * Tanh(0.5 * u),
        Binary { Operator: BinaryOperator.Subtract, Left: Constant { Value: 0.5 } } difference when Argument(difference.Right, UnaryOperator.Sigmoid) is { } u => -0.5 * Tanh(0.5 * u),
        _ => null,
    };

    /// <summary>ln(1 + exp(u)) - u = ln(1 + exp(-u)).</summary>
    private static Expression? SoftplusLessItsArgument(Expression expression) => expression switch
    {
        Binary { Operator: BinaryOperator.Subtract } difference when Argument(difference.Left, UnaryOperator.Softplus) is { } u && u == difference.Right => Softplus(Opposite(u)),
        Binary { Operator: BinaryOperator.Subtract } difference when Argument(difference.Right, UnaryOperator.Softplus) is { } u && u == difference.Left => -Softplus(Opposite(u)),
        _ => null,
    };
}
