using System;
using System.Globalization;
using System.Linq;

namespace NetGen.Generator.Expressions;

/// <summary>Writes expressions the way formulas stand in comments: infix, with the fewest brackets.</summary>
internal static class ExpressionFormula
{
    private const int Sum = 1;
    private const int Product = 2;
    private const int Atom = 3;

    public static string Write(Expression expression, Func<string, string> variable) => Write(expression, variable, 0);

    private static string Write(Expression expression, Func<string, string> variable, int outer)
    {
        (string text, int rank) = expression switch
        {
            Constant constant => (constant.Value.ToString("R", CultureInfo.InvariantCulture), constant.Value < 0 ? Sum : Atom),
            Variable named => (variable(named.Name), Atom),
            ElementAt element => (element.Tensor + "[" + element.Index + "]", Atom),
            Unary { Operator: UnaryOperator.Negate } negate => ("-" + Write(negate.Operand, variable, Product), Product),
            Unary unary => (unary.Operator.ToString().ToLowerInvariant() + "(" + Write(unary.Operand, variable, 0) + ")", Atom),
            Binary { Operator: BinaryOperator.Add } add => (Write(add.Left, variable, Sum) + " + " + Write(add.Right, variable, Sum), Sum),
            Binary { Operator: BinaryOperator.Subtract } subtract => (Write(subtract.Left, variable, Sum) + " - " + Write(subtract.Right, variable, Product), Sum),
            Binary { Operator: BinaryOperator.Multiply } multiply => (Write(multiply.Left, variable, Product) + " * " + Write(multiply.Right, variable, Atom), Product),
            Binary divide => (Write(divide.Left, variable, Product) + " / " + Write(divide.Right, variable, Atom), Product),
            Select { Comparison: Comparison.LessOrEqual, Right: Constant { Value: 0 }, Then: Constant { Value: 0 } } rectifier when rectifier.Left == rectifier.Otherwise =>
                ("max(" + Write(rectifier.Left, variable, 0) + ", 0)", Atom),
            Select { Comparison: Comparison.Less } larger when larger.Left == larger.Otherwise && larger.Right == larger.Then =>
                ("max(" + Write(larger.Then, variable, 0) + ", " + Write(larger.Otherwise, variable, 0) + ")", Atom),
            Select select => (
                Write(select.Left, variable, Sum) + (select.Comparison == Comparison.Less ? " < " : " <= ") + Write(select.Right, variable, Sum)
                + " ? " + Write(select.Then, variable, Sum) + " : " + Write(select.Otherwise, variable, Sum), 0),
            Invocation call => (call.Method.Substring(call.Method.LastIndexOf('.') + 1) + "(" + string.Join(", ", call.Arguments.Select(argument => Write(argument, variable, 0))) + ")", Atom),
            _ => throw new NotSupportedException(expression.GetType().Name + " has no formula."),
        };
        return rank < outer ? "(" + text + ")" : text;
    }
}
