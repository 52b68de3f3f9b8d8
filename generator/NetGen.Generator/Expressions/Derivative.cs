using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Expressions;

/// <summary>
/// Symbolic derivatives of scalar expressions, and their product with what flows back from the loss.
/// <list type="bullet">
/// <item>At a kink the derivative is that of the branch which the value takes: of max(x, 0) and max(0, x) at 0 it is that of the first (a tie goes to the first),
/// of <c>x &lt;= 0 ? 0 : x</c> it is 0.</item>
/// <item>|x| has the derivative 0 at 0. Floor and ceiling have the derivative 0 everywhere, at their jumps too.</item>
/// <item>A derivative that is a number for every argument because of how the expression is built, a structural zero or one, takes part in no product:
/// nothing flows back through the branch of a conditional that does not depend on the variable, not even NaN.</item>
/// </list>
/// </summary>
internal static class Derivative
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>Up to so many branches a factor goes into the branches of a conditional.</summary>
    private const int MostBranches = 8;

    /// <summary>d <paramref name="expression"/> / d <paramref name="variable"/>; null if it does not depend on it.</summary>
    /// <exception cref="NotSupportedException">A method that can only be called takes the variable.</exception>
    public static Expression? Of(Expression expression, Variable variable)
    {
        var known = new Dictionary<Expression, Expression?>();
        Expression? Inner(Expression part)
        {
            if (!known.TryGetValue(part, out Expression? derivative))
            {
                derivative = part == variable ? Expression.One : OfParts(part, [.. part.Parts.Select(Inner)]);
                known.Add(part, derivative);
            }

            return derivative;
        }

        return Inner(expression);
    }

    /// <summary>
    /// upstream * derivative, with the product taken inside conditionals: where a branch's derivative is a structural zero nothing flows back,
    /// not even a NaN or an infinity of upstream times zero.
    /// </summary>
    public static Expression Pullback(Expression upstream, Expression derivative) =>
        OnBranches(derivative, branch => branch is Constant { Value: 0 } ? Expression.Zero : upstream * branch, []);

    /// <summary>The derivative of an expression, given those of its parts.</summary>
    private static Expression? OfParts(Expression expression, IReadOnlyList<Expression?> parts) => expression switch
    {
        // What decides between branches has no derivative.
        Select select => parts[2] is null && parts[3] is null
            ? null
            : Simplifier.Choose(select.Comparison, select.Left, select.Right, parts[2] ?? Expression.Zero, parts[3] ?? Expression.Zero),
        _ when parts.All(part => part is null) => null,
        Unary unary => OfUnary(unary, parts[0]!),
        Binary binary => OfBinary(binary, parts[0], parts[1]),
        _ => throw new NotSupportedException("There is no derivative rule for " + expression.GetType().Name + "."),
    };

    private static Expression OfBinary(Binary binary, Expression? left, Expression? right) => (binary.Operator, left, right) switch
    {
        (BinaryOperator.Add, null, _) => right!,
        (BinaryOperator.Add, _, null) => left,
        (BinaryOperator.Add, _, _) => Plus(left, right),
        (BinaryOperator.Subtract, null, _) => Minus(right!),
        (BinaryOperator.Subtract, _, null) => left,
        (BinaryOperator.Subtract, _, _) => Plus(left, Minus(right)),
        (BinaryOperator.Multiply, null, _) => Times(binary.Left, right!),
        (BinaryOperator.Multiply, _, null) => Times(binary.Right, left),
        (BinaryOperator.Multiply, _, _) => Plus(Times(binary.Right, left), Times(binary.Left, right)),
        // (a / b)' = (a' - (a / b) b') / b
        (BinaryOperator.Divide, null, _) => Minus(Over(Times(binary, right!), binary.Right)),
        (BinaryOperator.Divide, _, null) => Over(left, binary.Right),
        (BinaryOperator.Divide, _, _) => Over(Plus(left, Minus(Times(binary, right))), binary.Right),
        _ => throw new NotSupportedException("There is no derivative rule for " + binary.Operator + "."),
    };

    /// <summary>The chain rule: f(u)' = f'(u) u', where possible through the value of f(u) itself.</summary>
    private static Expression? OfUnary(Unary unary, Expression inner)
    {
        Expression u = unary.Operand;
        return unary.Operator switch
        {
            UnaryOperator.Negate => Minus(inner),
            UnaryOperator.Exp => Times(unary, inner),
            UnaryOperator.Log => Over(inner, u),
            UnaryOperator.Log1P => Over(inner, 1.0 + u),
            UnaryOperator.ExpM1 => Times(Expression.Exp(u), inner),
            UnaryOperator.Softplus => Times(Expression.Sigmoid(u), inner),
            UnaryOperator.Sqrt => Over(inner, 2.0 * unary),
            // NaN takes the last branch, so that what flows back does flow.
            UnaryOperator.Abs => Times(Expression.IfLess(u, 0.0, -1.0, Expression.IfLessOrEqual(u, 0.0, 0.0, 1.0)), inner),
            UnaryOperator.Floor or UnaryOperator.Ceiling => null,
            UnaryOperator.Sin => Times(Expression.Cos(u), inner),
            UnaryOperator.Cos => Minus(Times(Expression.Sin(u), inner)),
            UnaryOperator.Atan => Over(inner, 1.0 + (u * u)),
            UnaryOperator.Tanh => Times(1.0 - (unary * unary), inner),
            UnaryOperator.Sigmoid => Times(unary * (1.0 - unary), inner),
            UnaryOperator.Erf => Times(TwoOverRootPi * Expression.Exp(-(u * u)), inner),
            UnaryOperator.Erfc => Times(-TwoOverRootPi * Expression.Exp(-(u * u)), inner),
            _ => throw new NotSupportedException("There is no derivative rule for " + unary.Operator + "."),
        };
    }

    /// <summary>The product with a derivative, in which structural zeros stay zeros and constants gather.</summary>
    private static Expression Times(Expression factor, Expression derivative) =>
        Branches(factor) * Branches(derivative) <= MostBranches
            ? OnBranches(factor, one => OnBranches(derivative, other => Product(one, other), []), [])
            : factor * derivative;

    private static Expression Product(Expression factor, Expression derivative) => (factor, derivative) switch
    {
        (_, Constant { Value: 0 }) or (Constant { Value: 0 }, _) => Expression.Zero,
        // A derivative has no bits of a user's to keep.
        (Binary { Operator: BinaryOperator.Multiply, Left: Constant a } product, Constant b) => (a.Value * b.Value) * product.Right,
        (Constant a, Binary { Operator: BinaryOperator.Multiply, Left: Constant b } product) => (a.Value * b.Value) * product.Right,
        _ => factor * derivative,
    };

    private static Expression Over(Expression derivative, Expression divisor) =>
        Branches(derivative) <= MostBranches ? OnBranches(derivative, branch => branch is Constant { Value: 0 } ? branch : branch / divisor, []) : derivative / divisor;

    private static Expression Minus(Expression derivative) =>
        Branches(derivative) <= MostBranches ? OnBranches(derivative, branch => branch is Constant { Value: 0 } ? branch : -branch, []) : -derivative;

    /// <summary>The sum of two derivatives, branch by branch if one condition decides both.</summary>
    private static Expression Plus(Expression left, Expression right) => (left, right) switch
    {
        (Constant { Value: 0 }, _) => right,
        (_, Constant { Value: 0 }) => left,
        (Select one, Select other) when one.Comparison == other.Comparison && one.Left == other.Left && one.Right == other.Right =>
            Simplifier.Choose(one.Comparison, one.Left, one.Right, Plus(one.Then, other.Then), Plus(one.Otherwise, other.Otherwise)),
        _ => left + right,
    };

    /// <summary>The expression with each branch of its outermost conditionals changed.</summary>
    private static Expression OnBranches(Expression expression, Func<Expression, Expression> change, Dictionary<Expression, Expression> known)
    {
        if (expression is not Select select)
        {
            return change(expression);
        }

        if (!known.TryGetValue(select, out Expression? changed))
        {
            changed = Simplifier.Choose(select.Comparison, select.Left, select.Right, OnBranches(select.Then, change, known), OnBranches(select.Otherwise, change, known));
            known.Add(select, changed);
        }

        return changed;
    }

    /// <summary>How many branches the outermost conditionals have; more than matter are not counted to the end.</summary>
    private static int Branches(Expression expression)
    {
        if (expression is not Select select)
        {
            return 1;
        }

        int then = Branches(select.Then);
        return then > MostBranches ? then : Math.Min(then + Branches(select.Otherwise), MostBranches + 1);
    }
}
