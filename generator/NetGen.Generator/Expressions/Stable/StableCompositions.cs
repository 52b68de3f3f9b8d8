using System.Collections.Generic;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Expressions.Stable.Pattern;

namespace NetGen.Generator.Expressions.Stable;

/// <summary>Functions of functions.</summary>
internal static class StableCompositions
{
    public static readonly IReadOnlyList<StableForm> All =
    [
        new("sqrt(u * u)", "The square overflows and vanishes long before u does, and the derivative at 0 is 0 over 0.", RootOfSquare),
        new("exp(-softplus(u))", "This is sigmoid(-u) by way of a logarithm.", e => Argument(e, UnaryOperator.Exp) is Unary { Operator: UnaryOperator.Negate } x && Argument(x.Operand, UnaryOperator.Softplus) is { } u ? Sigmoid(Opposite(u)) : null),
        new("tanh(softplus(u))", "Three exponentials where one will do.", e => Argument(e, UnaryOperator.Tanh) is { } x && Argument(x, UnaryOperator.Softplus) is { } u ? TanhOfSoftplus(u) : null),
    ];

    /// <summary>tanh(ln(1 + e)) = n / (n + 2) with e = exp(u) and n = e (e + 2), and 1 to the last bit of a double for u above 20.</summary>
    public static Expression TanhOfSoftplus(Expression u)
    {
        Expression e = Exp(u);
        Expression n = e * (e + 2.0);
        return IfLess(20.0, u, One, n / (n + 2.0));
    }

    private static Expression? RootOfSquare(Expression expression) =>
        Argument(expression, UnaryOperator.Sqrt) is Binary { Operator: BinaryOperator.Multiply } product && product.Left == product.Right ? Abs(product.Left) : null;
}
