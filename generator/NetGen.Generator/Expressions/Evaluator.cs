using System;
using System.Collections.Generic;

namespace NetGen.Generator.Expressions;

/// <summary>Evaluates expressions in double: for tests of derivatives and for constants.</summary>
internal static class Evaluator
{
    /// <summary>The value of <paramref name="expression"/> when each variable has the value that <paramref name="variable"/> gives for its name.</summary>
    public static double Evaluate(Expression expression, Func<string, double> variable)
    {
        var values = new Dictionary<Expression, double>();
        double Value(Expression part)
        {
            if (!values.TryGetValue(part, out double value))
            {
                value = part switch
                {
                    Constant constant => constant.Value,
                    Variable named => variable(named.Name),
                    Unary unary => Apply(unary.Operator, Value(unary.Operand)),
                    Binary binary => Apply(binary.Operator, Value(binary.Left), Value(binary.Right)),
                    Select select => Holds(select.Comparison, Value(select.Left), Value(select.Right)) ? Value(select.Then) : Value(select.Otherwise),
                    _ => throw new NotSupportedException(part.GetType().Name + " has no value outside a kernel."),
                };
                values.Add(part, value);
            }

            return value;
        }

        return Value(expression);
    }

    public static double Apply(UnaryOperator function, double x) => function switch
    {
        UnaryOperator.Negate => -x,
        UnaryOperator.Exp => Math.Exp(x),
        UnaryOperator.Log => Math.Log(x),
        UnaryOperator.Log1P => SpecialFunctions.Log1P(x),
        UnaryOperator.ExpM1 => SpecialFunctions.ExpM1(x),
        UnaryOperator.Softplus => SpecialFunctions.Softplus(x),
        UnaryOperator.Sqrt => Math.Sqrt(x),
        UnaryOperator.Abs => Math.Abs(x),
        UnaryOperator.Floor => Math.Floor(x),
        UnaryOperator.Ceiling => Math.Ceiling(x),
        UnaryOperator.Sin => Math.Sin(x),
        UnaryOperator.Cos => Math.Cos(x),
        UnaryOperator.Atan => Math.Atan(x),
        UnaryOperator.Tanh => Math.Tanh(x),
        UnaryOperator.Sigmoid => SpecialFunctions.Sigmoid(x),
        UnaryOperator.Erf => SpecialFunctions.Erf(x),
        UnaryOperator.Erfc => SpecialFunctions.Erfc(x),
        _ => throw new NotSupportedException(function.ToString()),
    };

    public static double Apply(BinaryOperator function, double left, double right) => function switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        _ => throw new NotSupportedException(function.ToString()),
    };

    public static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.LessOrEqual => left <= right,
        Comparison.Less => left < right,
        Comparison.Equal => left == right,
        _ => throw new NotSupportedException(comparison.ToString()),
    };
}
