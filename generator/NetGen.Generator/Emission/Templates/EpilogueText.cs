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
    /// <param name="isOpen">Whether the count may be any number.</param>
    public static void Store(CodeWriter writer, InstructionSet set, Epilogue epilogue, string sum, string index, string column, string? count = null, bool isOpen = false)
    {
        string value = ExpressionText.Vector(set, epilogue.Expression, variable => KindOf(epilogue, variable) switch
        {
            null => sum,
            RowOperandKind.Number => set.Broadcast(variable),
            RowOperandKind.Feature => set.LoadAt(variable, column),
            _ => set.Load(variable, index, count, isOpen),
        });
        writer.Line(set.Store(value, "result", index, count, isOpen));
    }

    /// <summary>Stores the float in the local <c>sum</c>, the only one of its row, at <paramref name="position"/>.</summary>
    public static void StoreScalar(CodeWriter writer, Epilogue epilogue, string position)
    {
        string value = ExpressionText.Float(epilogue.Expression, variable => KindOf(epilogue, variable) switch
        {
            null => "sum",
            RowOperandKind.Number or RowOperandKind.Feature => variable,
            _ => $"Unsafe.Add(ref {variable}, {position})",
        });
        writer.Line($"Unsafe.Add(ref result, {position}) = {value};");
    }

    /// <summary>The parameters that hold the operands.</summary>
    public static IEnumerable<string> Parameters(Epilogue epilogue) => epilogue.Operands.Select(operand => "ref float " + operand.Name);

    /// <summary>The epilogue as a formula around <paramref name="sum"/>, for documentation; <paramref name="index"/> is that of a sum.</summary>
    public static string Formula(Epilogue epilogue, string sum, string index = "r, j") => ExpressionFormula.Write(epilogue.Expression, variable => KindOf(epilogue, variable) switch
    {
        null => epilogue.Expression is Binary ? "(" + sum + ")" : sum,
        RowOperandKind.Number => variable,
        RowOperandKind.Feature => variable + "[j]",
        _ => variable + "[" + index + "]",
    });

    /// <summary>What kind of operand a variable is; null for the sum.</summary>
    private static RowOperandKind? KindOf(Epilogue epilogue, string variable) =>
        variable == Epilogue.Sum.Name ? null : epilogue.Operands.Single(operand => operand.Name == variable).Kind;
}
