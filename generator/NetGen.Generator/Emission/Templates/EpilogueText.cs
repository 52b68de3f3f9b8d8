using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>What a kernel does with a finished sum: the epilogue's expression, then the store.</summary>
internal static class EpilogueText
{
    /// <summary>Stores a vector of sums.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="set">The width.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    /// <param name="sum">The sums.</param>
    /// <param name="index">Where the first one belongs, in the result and in operands of its shape.</param>
    /// <param name="column">Which result of a row the first one is: where it is in operands with a number for each feature, which reach to the end of a panel.</param>
    /// <param name="count">How many lanes count, as text; null for all.</param>
    public static void Store(CodeWriter writer, InstructionSet set, Epilogue epilogue, string sum, string index, string column, string? count = null)
    {
        writer.Line(set.Store(Write(set, epilogue, name => name, sum, index, column, count), "result", index, count));
    }

    /// <summary>The same of the sums <c>sum</c> at <c>position</c> and <c>column</c>, of which as many as <c>count</c> count, any number.</summary>
    /// <param name="set">The width.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    /// <param name="name">What an operand is called.</param>
    public static string Apply(InstructionSet set, Epilogue epilogue, Func<string, string> name) => Write(set, epilogue, name, "sum", "position", "column", "count", isOpen: true);

    /// <summary>Stores the float in the local <c>sum</c>, the only one of its row, at <paramref name="position"/>.</summary>
    public static void StoreScalar(CodeWriter writer, Epilogue epilogue, string position)
    {
        string value = OfOne(epilogue).Write(ExpressionForm.Float, read => KindOf(epilogue, read) switch
        {
            null => "sum",
            RowOperandKind.Number or RowOperandKind.Feature => KernelExpression.Name(read),
            _ => $"Unsafe.Add(ref {KernelExpression.Name(read)}, {position})",
        });
        writer.Line($"Unsafe.Add(ref result, {position}) = {value};");
    }

    /// <summary>What <see cref="Store"/> calls.</summary>
    public static IEnumerable<Tile> Methods(InstructionSet set, Epilogue epilogue) => Of(epilogue).Methods(ExpressionForm.Vector(set));

    /// <summary>What <see cref="StoreScalar"/> calls.</summary>
    public static IEnumerable<Tile> ScalarMethods(Epilogue epilogue) => OfOne(epilogue).Methods(ExpressionForm.Float);

    /// <summary>
    /// The epilogue as a formula around <paramref name="sum"/>, for documentation; <paramref name="index"/> is that of a sum. Where the sum occurs more than once it stands
    /// at the end: <c>sum * sum with sum = ...</c>.
    /// </summary>
    public static string Formula(Epilogue epilogue, string sum, string index = "r, j")
    {
        string Written(string ofSum) => FormulaOf(epilogue, name => name, ofSum, index);
        int occurrences = 0;
        string formula = ExpressionFormula.Write(epilogue.Expression, variable =>
        {
            occurrences += variable == Epilogue.Sum.Name ? 1 : 0;
            return variable;
        });
        return occurrences <= 1
            ? Written(epilogue.Expression is Binary ? "(" + sum + ")" : sum)
            : Written(Epilogue.Sum.Name) + (formula.Contains(" with ") ? ", " : " with ") + Epilogue.Sum.Name + " = " + sum;
    }

    /// <summary>The epilogue as a formula of <c>sum</c>, with names for its operands.</summary>
    public static string FormulaOfSum(Epilogue epilogue, Func<string, string> name) => FormulaOf(epilogue, name, Epilogue.Sum.Name, "r, j");

    private static string FormulaOf(Epilogue epilogue, Func<string, string> name, string sum, string index) => ExpressionFormula.Write(epilogue.Expression, variable => KindOf(epilogue, new Variable(variable)) switch
    {
        null => sum,
        RowOperandKind.Number => name(variable),
        RowOperandKind.Feature => name(variable) + "[j]",
        _ => name(variable) + "[" + index + "]",
    });

    private static string Write(InstructionSet set, Epilogue epilogue, Func<string, string> name, string sum, string index, string column, string? count, bool isOpen = false) =>
        Of(epilogue).Write(ExpressionForm.Vector(set), read => KindOf(epilogue, read) switch
        {
            null => sum,
            RowOperandKind.Number => set.Broadcast(name(KernelExpression.Name(read))),
            RowOperandKind.Feature => set.LoadAt(name(KernelExpression.Name(read)), column),
            _ => set.Load(name(KernelExpression.Name(read)), index, count, isOpen),
        });

    private static KernelExpression Of(Epilogue epilogue) => new($"Apply{epilogue.Name}ToSum", epilogue.Expression);

    private static KernelExpression OfOne(Epilogue epilogue) => Of(epilogue) with { IsWrittenOnce = true };

    /// <summary>What kind of operand a variable is; null for the sum.</summary>
    private static RowOperandKind? KindOf(Epilogue epilogue, Expression variable) =>
        variable == Epilogue.Sum ? null : epilogue.Operands.Single(operand => operand.Name == KernelExpression.Name(variable)).Kind;
}
