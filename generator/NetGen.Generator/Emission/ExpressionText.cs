using System;
using System.Linq;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Emission;

/// <summary>Writes scalar expressions as C#, for vectors of a width, for single floats and for doubles.</summary>
internal static class ExpressionText
{
    /// <summary>As an expression over vectors. <paramref name="variable"/> gives the vector that a variable stands for, <paramref name="element"/> that of one element.</summary>
    public static string Vector(InstructionSet set, Expression expression, Func<string, string> variable, Func<ElementAt, string>? element = null)
    {
        string Write(Expression part, bool nested) => part switch
        {
            Constant constant when IsZero(constant) => set.Floats + ".Zero",
            Constant constant => set.Broadcast(Text.Float(constant.Value)),
            Variable named => variable(named.Name),
            ElementAt at when element is not null => element(at),
            Unary { Operator: UnaryOperator.Negate } negate => Negated(Write(negate.Operand, true)),
            Unary { Operator: UnaryOperator.Abs or UnaryOperator.Sqrt or UnaryOperator.Floor or UnaryOperator.Ceiling } unary => $"{set.Operations}.{unary.Operator}({Write(unary.Operand, false)})",
            Unary unary => $"NetGenMath.{unary.Operator}({Write(unary.Operand, false)})",
            Binary binary => Bracketed(Write(binary.Left, true) + Sign(binary.Operator) + Write(binary.Right, true), nested),
            Select select => $"{set.Operations}.ConditionalSelect({set.Operations}.{VectorComparison(select.Comparison)}({Write(select.Left, false)}, {Write(select.Right, false)}), {Write(select.Then, false)}, {Write(select.Otherwise, false)})",
            _ => throw new NotSupportedException(part.GetType().Name + " has no vector form."),
        };

        return Write(expression, false);
    }

    /// <summary>As an expression over floats, with the same bits as a lane of <see cref="Vector"/>.</summary>
    public static string Float(Expression expression, Func<string, string> variable, Func<ElementAt, string>? element = null) =>
        Scalar(expression, variable, element, Text.Float, "MathF", call => "(float)" + call);

    /// <summary>As an expression over doubles.</summary>
    public static string Double(Expression expression, Func<string, string> variable, Func<ElementAt, string>? element = null) =>
        Scalar(expression, variable, element, Text.Double, "Math", call => call);

    private static string Scalar(Expression expression, Func<string, string> variable, Func<ElementAt, string>? element, Func<double, string> number, string math, Func<string, string> result)
    {
        string Write(Expression part, bool nested) => part switch
        {
            Constant constant => number(constant.Value),
            Variable named => variable(named.Name),
            ElementAt at when element is not null => element(at),
            Unary { Operator: UnaryOperator.Negate } negate => Negated(Write(negate.Operand, true)),
            Unary { Operator: UnaryOperator.Abs } absolute => $"global::System.Math.Abs({Write(absolute.Operand, false)})",
            Unary { Operator: UnaryOperator.Sqrt or UnaryOperator.Floor or UnaryOperator.Ceiling } unary => $"global::System.{math}.{unary.Operator}({Write(unary.Operand, false)})",
            Unary unary => $"NetGenMath.{unary.Operator}({Write(unary.Operand, false)})",
            Binary binary => Bracketed(Write(binary.Left, true) + Sign(binary.Operator) + Write(binary.Right, true), nested),
            Select select => Bracketed($"{Write(select.Left, true)} {ScalarComparison(select.Comparison)} {Write(select.Right, true)} ? {Write(select.Then, true)} : {Write(select.Otherwise, true)}", nested),
            // The method may take and return floats or doubles: a float fits both.
            Invocation invocation => result($"{invocation.Method}({string.Join(", ", invocation.Arguments.Select(argument => "(float)" + Write(argument, true)))})"),
            _ => throw new NotSupportedException(part.GetType().Name + " has no scalar form."),
        };

        return Write(expression, false);
    }

    /// <summary>True for a function of the runtime, false for what processors have an instruction for.</summary>
    public static bool IsRuntimeFunction(UnaryOperator function) =>
        function is not (UnaryOperator.Negate or UnaryOperator.Abs or UnaryOperator.Sqrt or UnaryOperator.Floor or UnaryOperator.Ceiling);

    private static bool IsZero(Constant constant) => BitConverter.DoubleToInt64Bits(constant.Value) == 0;

    private static string Negated(string text) => text[0] == '-' ? "-(" + text + ")" : "-" + text;

    private static string Bracketed(string text, bool nested) => nested ? "(" + text + ")" : text;

    private static string Sign(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Add => " + ",
        BinaryOperator.Subtract => " - ",
        BinaryOperator.Multiply => " * ",
        BinaryOperator.Divide => " / ",
        _ => throw new NotSupportedException(binary + " has no sign."),
    };

    private static string VectorComparison(Comparison comparison) => comparison switch
    {
        Comparison.LessOrEqual => "LessThanOrEqual",
        Comparison.Less => "LessThan",
        Comparison.Equal => "Equals",
        _ => throw new NotSupportedException(comparison + " has no vector form."),
    };

    private static string ScalarComparison(Comparison comparison) => comparison switch
    {
        Comparison.LessOrEqual => "<=",
        Comparison.Less => "<",
        Comparison.Equal => "==",
        _ => throw new NotSupportedException(comparison + " has no scalar form."),
    };
}
