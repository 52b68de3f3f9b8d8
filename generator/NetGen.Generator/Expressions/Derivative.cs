using System;

namespace NetGen.Generator.Expressions;

/// <summary>Symbolic derivatives of scalar expressions, and their product with what flows back from the loss.</summary>
internal static class Derivative
{
    /// <summary>d <paramref name="expression"/> / d <paramref name="variable"/>; null if it does not depend on it.</summary>
    public static Expression? Of(Expression expression, Variable variable) => expression switch
    {
        Variable other => other == variable ? Expression.One : null,
        Constant or ElementAt => null,
        Unary unary => Of(unary.Operand, variable) is { } inner ? Outer(unary) * inner : null,
        Binary binary => OfBinary(binary, Of(binary.Left, variable), Of(binary.Right, variable)),
        // The conditions of both sides are taken as they are: at a kink the branch that the value takes is differentiated.
        Select select => (Of(select.Then, variable), Of(select.Otherwise, variable)) switch
        {
            (null, null) => null,
            var (then, otherwise) => select with { Then = then ?? Expression.Zero, Otherwise = otherwise ?? Expression.Zero },
        },
        _ => throw new NotSupportedException("There is no derivative rule for " + expression.GetType().Name + "."),
    };

    /// <summary>
    /// upstream * derivative, with the product taken inside conditionals: where a branch's derivative is a structural zero nothing flows back,
    /// not even a NaN or an infinity of upstream times zero.
    /// </summary>
    public static Expression Pullback(Expression upstream, Expression derivative) => derivative switch
    {
        Constant { Value: 0 } => Expression.Zero,
        Select select => select with { Then = Pullback(upstream, select.Then), Otherwise = Pullback(upstream, select.Otherwise) },
        _ => upstream * derivative,
    };

    /// <summary>The derivative of the function itself, where possible through its own value.</summary>
    private static Expression Outer(Unary unary) => unary.Operator switch
    {
        UnaryOperator.Negate => -1.0,
        UnaryOperator.Exp => unary,
        UnaryOperator.Log => 1.0 / unary.Operand,
        UnaryOperator.Log1P => 1.0 / (1.0 + unary.Operand),
        // The derivative at 0 is 0.
        UnaryOperator.Abs => new Select(Comparison.Less, unary.Operand, 0.0, -1.0, new Select(Comparison.Less, 0.0, unary.Operand, 1.0, 0.0)),
        UnaryOperator.Tanh => 1.0 - (unary * unary),
        UnaryOperator.Sigmoid => unary * (1.0 - unary),
        _ => throw new NotSupportedException("There is no derivative rule for " + unary.Operator + "."),
    };

    private static Expression? OfBinary(Binary binary, Expression? left, Expression? right) => (binary.Operator, left, right) switch
    {
        (_, null, null) => null,
        (BinaryOperator.Add, _, null) => left,
        (BinaryOperator.Add, null, _) => right,
        (BinaryOperator.Add, _, _) => left + right,
        (BinaryOperator.Subtract, _, null) => left,
        (BinaryOperator.Subtract, null, _) => -right,
        (BinaryOperator.Subtract, _, _) => left - right,
        (BinaryOperator.Multiply, _, null) => left * binary.Right,
        (BinaryOperator.Multiply, null, _) => binary.Left * right,
        (BinaryOperator.Multiply, _, _) => (left * binary.Right) + (binary.Left * right),
        (BinaryOperator.Divide, _, null) => left / binary.Right,
        (BinaryOperator.Divide, null, _) => -(binary * right) / binary.Right,
        (BinaryOperator.Divide, _, _) => (left - (binary * right)) / binary.Right,
        _ => throw new NotSupportedException("There is no derivative rule for " + binary.Operator + "."),
    };
}
