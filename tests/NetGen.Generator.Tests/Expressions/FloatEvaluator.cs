using System;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Evaluates an expression as emitted code does: every constant and every step rounded to float, each function right to the last bit.</summary>
internal static class FloatEvaluator
{
    public static float Evaluate(Expression expression, Func<string, float> variable)
    {
        float Value(Expression part) => part switch
        {
            Constant constant => (float)constant.Value,
            Variable named => variable(named.Name),
            Unary unary => (float)Evaluator.Apply(unary.Operator, Value(unary.Operand)),
            // A sum, product or quotient of floats is rounded to float as it is when it has been rounded to double before.
            Binary binary => (float)Evaluator.Apply(binary.Operator, Value(binary.Left), Value(binary.Right)),
            Select select => Evaluator.Holds(select.Comparison, Value(select.Left), Value(select.Right)) ? Value(select.Then) : Value(select.Otherwise),
            _ => throw new NotSupportedException(part.GetType().Name),
        };

        return Value(expression);
    }
}
