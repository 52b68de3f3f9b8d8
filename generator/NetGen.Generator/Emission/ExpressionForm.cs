using System;
using System.Linq;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Emission;

/// <summary>How scalar expressions are written as C#: over vectors of a width, over floats with the same bits as a lane of a vector, or over doubles.</summary>
internal abstract class ExpressionForm
{
    public static readonly ExpressionForm Float = new Scalar("float", "MathF", Text.Float);

    public static readonly ExpressionForm Double = new Scalar("double", "Math", Text.Double);

    /// <summary>The type of what it computes with.</summary>
    public abstract string Type { get; }

    public static ExpressionForm Vector(InstructionSet set) => new Vectors(set);

    /// <summary>An expression as text.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="name">The text of a part that has a name, which all variables and single elements have; null for a part to be written out.</param>
    public string Write(Expression expression, Func<Expression, string?> name) => Write(expression, name, nested: false);

    private string Write(Expression part, Func<Expression, string?> name, bool nested)
    {
        if (name(part) is { } known)
        {
            return known;
        }

        string Inner(Expression inner) => Write(inner, name, nested: false);
        string Nested(Expression inner) => Write(inner, name, nested: true);
        string Bracketed(string text) => nested ? "(" + text + ")" : text;
        return part switch
        {
            Constant constant => Number(constant.Value),
            Unary { Operator: UnaryOperator.Negate } negate => Negated(Nested(negate.Operand)),
            Unary unary when ExpressionCost.IsFunction(unary.Operator) => $"NetGenMath.{unary.Operator}({Inner(unary.Operand)})",
            Unary unary => $"{Instruction(unary.Operator)}({Inner(unary.Operand)})",
            Binary binary => Bracketed(Nested(binary.Left) + Sign(binary.Operator) + Nested(binary.Right)),
            Select select => Conditional(select, Inner, Nested, Bracketed),
            Invocation call => Call(call.Method, [.. call.Arguments.Select(Nested)]),
            _ => throw new NotSupportedException(part + " has no name."),
        };
    }

    protected abstract string Number(double value);

    /// <summary>The method behind which a processor's instruction stands.</summary>
    protected abstract string Instruction(UnaryOperator function);

    protected abstract string Conditional(Select select, Func<Expression, string> inner, Func<Expression, string> nested, Func<string, string> bracketed);

    /// <summary>A user's method.</summary>
    protected abstract string Call(string method, string[] arguments);

    private static string Negated(string text) => text[0] == '-' ? "-(" + text + ")" : "-" + text;

    private static string Sign(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Add => " + ",
        BinaryOperator.Subtract => " - ",
        BinaryOperator.Multiply => " * ",
        BinaryOperator.Divide => " / ",
        _ => throw new NotSupportedException(binary + " has no sign."),
    };

    private sealed class Vectors(InstructionSet set) : ExpressionForm
    {
        public override string Type => set.Floats;

        // -0 is no vector of zeros.
        protected override string Number(double value) => BitConverter.DoubleToInt64Bits(value) == 0 ? set.Floats + ".Zero" : set.Broadcast(Text.Float(value));

        protected override string Instruction(UnaryOperator function) => set.Operations + "." + function;

        protected override string Conditional(Select select, Func<Expression, string> inner, Func<Expression, string> nested, Func<string, string> bracketed) =>
            $"{set.Operations}.ConditionalSelect({set.Operations}.{Comparer(select.Comparison)}({inner(select.Left)}, {inner(select.Right)}), {inner(select.Then)}, {inner(select.Otherwise)})";

        protected override string Call(string method, string[] arguments) => throw new NotSupportedException(method + " knows no vectors.");

        private static string Comparer(Comparison comparison) => comparison switch
        {
            Comparison.LessOrEqual => "LessThanOrEqual",
            Comparison.Less => "LessThan",
            Comparison.Equal => "Equals",
            _ => throw new NotSupportedException(comparison + " has no vector form."),
        };
    }

    private sealed class Scalar(string type, string math, Func<double, string> number) : ExpressionForm
    {
        public override string Type => type;

        protected override string Number(double value) => number(value);

        // Of the absolute value Math has every type.
        protected override string Instruction(UnaryOperator function) => $"global::System.{(function == UnaryOperator.Abs ? "Math" : math)}.{function}";

        protected override string Conditional(Select select, Func<Expression, string> inner, Func<Expression, string> nested, Func<string, string> bracketed) =>
            bracketed($"{nested(select.Left)} {Comparer(select.Comparison)} {nested(select.Right)} ? {nested(select.Then)} : {nested(select.Otherwise)}");

        // The method may take and return floats or doubles: a float fits both.
        protected override string Call(string method, string[] arguments) =>
            $"{(type == "float" ? "(float)" : "")}{method}({string.Join(", ", arguments.Select(argument => "(float)" + argument))})";

        private static string Comparer(Comparison comparison) => comparison switch
        {
            Comparison.LessOrEqual => "<=",
            Comparison.Less => "<",
            Comparison.Equal => "==",
            _ => throw new NotSupportedException(comparison + " has no scalar form."),
        };
    }
}
