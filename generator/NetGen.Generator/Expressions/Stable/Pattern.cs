using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Expressions.Stable;

/// <summary>What the stable forms look for.</summary>
internal static class Pattern
{
    /// <summary>A product of more factors is none that anybody wrote as one.</summary>
    private const int MostFactors = 8;

    /// <summary>u if the expression is f(u).</summary>
    public static Expression? Argument(Expression expression, UnaryOperator function) => expression is Unary unary && unary.Operator == function ? unary.Operand : null;

    /// <summary>e of 1 + e or e + 1.</summary>
    public static Expression? OnePlus(Expression expression) => expression is not Binary { Operator: BinaryOperator.Add } sum ? null
        : sum.Left == Expression.One ? sum.Right
        : sum.Right == Expression.One ? sum.Left
        : null;

    /// <summary>e of 1 - e.</summary>
    public static Expression? OneMinus(Expression expression) => expression is Binary { Operator: BinaryOperator.Subtract } difference && difference.Left == Expression.One ? difference.Right : null;

    /// <summary>e of e - 1.</summary>
    public static Expression? MinusOne(Expression expression) => expression is Binary { Operator: BinaryOperator.Subtract } difference && difference.Right == Expression.One ? difference.Left : null;

    /// <summary>u of 1 + exp(u).</summary>
    public static Expression? OnePlusExp(Expression expression) => OnePlus(expression) is { } power ? Argument(power, UnaryOperator.Exp) : null;

    /// <summary>u and v of exp(u) + exp(v).</summary>
    public static (Expression U, Expression V)? SumOfExps(Expression expression) => Both(expression, BinaryOperator.Add, UnaryOperator.Exp);

    /// <summary>u of cosh(u): of (exp(u) + exp(-u)) / 2, and of 1 + 2 sinh(u / 2)^2, as which a call of the method is read.</summary>
    public static Expression? Cosh(Expression expression)
    {
        if (Half(expression) is { } sum)
        {
            return SumOfExps(sum) is var (u, v) && AreOpposite(u, v) ? u : null;
        }

        return OnePlus(expression) is { } part && Half(part) is Binary { Operator: BinaryOperator.Multiply } square && square.Left == square.Right
            && Both(square.Left, BinaryOperator.Subtract, UnaryOperator.ExpM1) is var (half, minus) && AreOpposite(half, minus) ? 2.0 * half : null;
    }

    /// <summary>u and v of an operator on f(u) and f(v).</summary>
    public static (Expression U, Expression V)? Both(Expression expression, BinaryOperator @operator, UnaryOperator function) =>
        expression is Binary binary && binary.Operator == @operator && Argument(binary.Left, function) is { } u && Argument(binary.Right, function) is { } v ? (u, v) : null;

    /// <summary>-u, with a difference turned round: the sign of a zero matters to no function here.</summary>
    public static Expression Opposite(Expression u) => u is Binary { Operator: BinaryOperator.Subtract } difference ? difference.Right - difference.Left : -u;

    public static bool AreOpposite(Expression u, Expression v) => Opposite(u) == v || Opposite(v) == u;

    /// <summary>The factors of a product of products, or nothing if they are too many.</summary>
    public static IReadOnlyList<Expression> Factors(Expression expression)
    {
        var factors = new List<Expression>();
        void Add(Expression part)
        {
            if (factors.Count <= MostFactors && part is Binary { Operator: BinaryOperator.Multiply } product)
            {
                Add(product.Left);
                Add(product.Right);
            }
            else
            {
                factors.Add(part);
            }
        }

        if (expression is Binary { Operator: BinaryOperator.Multiply })
        {
            Add(expression);
        }

        return factors.Count <= MostFactors ? factors : [];
    }

    public static Expression Product(IEnumerable<Expression> factors) => factors.Aggregate((product, factor) => product * factor);

    private static Expression? Half(Expression expression) =>
        expression is Binary { Operator: BinaryOperator.Multiply, Left: Constant { Value: 0.5 } } product ? product.Right : null;
}
