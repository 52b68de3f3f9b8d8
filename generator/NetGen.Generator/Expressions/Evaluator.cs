using System;

namespace NetGen.Generator.Expressions;

/// <summary>Evaluates expressions in double: for tests of derivatives and for constants.</summary>
internal static class Evaluator
{
    /// <summary>The value of <paramref name="expression"/> when each variable has the value that <paramref name="variable"/> gives for its name.</summary>
    public static double Evaluate(Expression expression, Func<string, double> variable) => expression switch
    {
        Constant constant => constant.Value,
        Variable named => variable(named.Name),
        Unary unary => Apply(unary.Operator, Evaluate(unary.Operand, variable)),
        Binary binary => Apply(binary.Operator, Evaluate(binary.Left, variable), Evaluate(binary.Right, variable)),
        Select select => Holds(select.Comparison, Evaluate(select.Left, variable), Evaluate(select.Right, variable))
            ? Evaluate(select.Then, variable)
            : Evaluate(select.Otherwise, variable),
        _ => throw new NotSupportedException(expression.GetType().Name + " has no value outside a kernel."),
    };

    private static double Apply(UnaryOperator function, double x) => function switch
    {
        UnaryOperator.Negate => -x,
        UnaryOperator.Exp => Math.Exp(x),
        UnaryOperator.Log => Math.Log(x),
        // The quotient undoes the rounding of 1 + x.
        UnaryOperator.Log1P => 1 + x == 1 ? x : Math.Log(1 + x) * (x / (1 + x - 1)),
        UnaryOperator.Abs => Math.Abs(x),
        UnaryOperator.Tanh => Math.Tanh(x),
        UnaryOperator.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        _ => throw new NotSupportedException(function.ToString()),
    };

    private static double Apply(BinaryOperator function, double left, double right) => function switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        _ => throw new NotSupportedException(function.ToString()),
    };

    private static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.LessOrEqual => left <= right,
        Comparison.Less => left < right,
        _ => throw new NotSupportedException(comparison.ToString()),
    };
}
