using System.Collections.Generic;
using System.Linq;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Expressions.Stable.Pattern;

namespace NetGen.Generator.Expressions.Stable;

/// <summary>Quotients of exponentials: sigmoid, tanh, the hyperbolic secant.</summary>
internal static class StableQuotients
{
    public static readonly IReadOnlyList<StableForm> All =
    [
        new("(exp(u) - exp(-u)) / (exp(u) + exp(-u))", "Infinity over infinity far out.", TanhOfExps),
        new("exp(u) / (exp(u) + exp(v))", "Infinity over infinity far out.", ShareOfExps),
        new("a / (1 + exp(u))", "The derivative has 0 times infinity where exp overflows.", OverOnePlusExp),
        new("a / ((1 + exp(u)) * b)", "A factor at a time, as the quotient alone: the product of two overflows sooner.", OverProduct),
        new("a / cosh(u)", "The derivative has 0 times infinity where cosh overflows.", e => e is Binary { Operator: BinaryOperator.Divide } quotient && Cosh(quotient.Right) is { } u ? quotient.Left * (2.0 * OverExps(u)) : null),
        new("a / (exp(u) + exp(v))", "The derivative has 0 times infinity where exp overflows.", OverSumOfExps),
        new("a / exp(u)", "The derivative has infinity over infinity where exp overflows.", OverExp),
        new("exp(u) * sigmoid(-u)", "Infinity times 0 far out; this is exp(u) / (1 + exp(u)).", ProductWithSigmoid),
    ];

    private static Expression? TanhOfExps(Expression expression) =>
        // The numerator has been rewritten already.
        expression is Binary { Operator: BinaryOperator.Divide } quotient
        && Both(quotient.Left, BinaryOperator.Subtract, UnaryOperator.ExpM1) is var (u, v)
        && SumOfExps(quotient.Right) is var (p, q)
        && AreOpposite(u, v) && ((p == u && q == v) || (p == v && q == u))
            ? Tanh(u)
            : null;

    private static Expression? ShareOfExps(Expression expression) =>
        expression is Binary { Operator: BinaryOperator.Divide } quotient && Argument(quotient.Left, UnaryOperator.Exp) is { } part && SumOfExps(quotient.Right) is var (u, v)
            ? part == u ? Sigmoid(u - v) : part == v ? Sigmoid(v - u) : null
            : null;

    private static Expression? OverOnePlusExp(Expression expression) =>
        expression is Binary { Operator: BinaryOperator.Divide } quotient && OnePlusExp(quotient.Right) is { } u ? quotient.Left * Sigmoid(Opposite(u)) : null;

    private static Expression? OverProduct(Expression expression)
    {
        if (expression is Binary { Operator: BinaryOperator.Divide } quotient && Factors(quotient.Right) is { Count: > 0 } factors
            && factors.FirstOrDefault(factor => OnePlusExp(factor) is not null) is { } sum)
        {
            List<Expression> others = [.. factors];
            others.Remove(sum);
            return quotient.Left * Sigmoid(Opposite(OnePlusExp(sum)!)) / Product(others);
        }

        return null;
    }

    /// <summary>1 / (exp(u) + exp(v)) = exp(-m) sigmoid(|u - v|) with m = max(u, v). Both sides of a tie have the derivative that is right for both.</summary>
    private static Expression? OverSumOfExps(Expression expression)
    {
        if (expression is not Binary { Operator: BinaryOperator.Divide } quotient || SumOfExps(quotient.Right) is not var (u, v))
        {
            return null;
        }

        Expression From(Expression larger, Expression smaller) => Exp(Opposite(larger)) * Sigmoid(larger - smaller);
        return quotient.Left * (AreOpposite(u, v) ? OverExps(u) : IfLess(u, v, From(v, u), From(u, v)));
    }

    /// <summary>1 / (exp(u) + exp(-u)).</summary>
    private static Expression OverExps(Expression u) => Exp(-Abs(u)) * Sigmoid(2.0 * Abs(u));

    private static Expression? OverExp(Expression expression) =>
        expression is Binary { Operator: BinaryOperator.Divide } quotient && Argument(quotient.Right, UnaryOperator.Exp) is { } u ? quotient.Left * Exp(Opposite(u)) : null;

    /// <summary>exp(u) sigmoid(-u) is sigmoid(u), and (exp(u) - 1) sigmoid(-u) is tanh(u / 2), wherever they stand in a product.</summary>
    private static Expression? ProductWithSigmoid(Expression expression)
    {
        List<Expression> factors = [.. Factors(expression)];
        for (int i = 0; i < factors.Count; i++)
        {
            if (Argument(factors[i], UnaryOperator.Sigmoid) is not { } u)
            {
                continue;
            }

            int power = factors.FindIndex(factor => (Argument(factor, UnaryOperator.Exp) ?? Argument(factor, UnaryOperator.ExpM1)) is { } v && AreOpposite(u, v));
            if (power >= 0)
            {
                Expression v = ((Unary)factors[power]).Operand;
                factors[i] = Argument(factors[power], UnaryOperator.Exp) is not null ? Sigmoid(v) : Tanh(0.5 * v);
                factors.RemoveAt(power);
                return Product(factors);
            }
        }

        return null;
    }
}
