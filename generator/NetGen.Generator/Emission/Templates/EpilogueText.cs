using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>What a kernel does with a finished sum: the epilogue's expression, then the store.</summary>
internal static class EpilogueText
{
    /// <summary>Stores a vector of sums at <paramref name="offset"/> floats after the local <c>position</c>.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="set">The width.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    /// <param name="sum">The sums.</param>
    /// <param name="offset">A literal.</param>
    /// <param name="count">How many lanes count, as text; null for all.</param>
    public static void Store(CodeWriter writer, InstructionSet set, Epilogue epilogue, string sum, int offset, string? count = null) =>
        Store(writer, set, epilogue, sum, IndexText.Plus("position", Text.Number(offset)), count, isOpen: false);

    /// <summary>Stores a vector of sums at <paramref name="index"/>; if open, the count may be any number.</summary>
    public static void Store(CodeWriter writer, InstructionSet set, Epilogue epilogue, string sum, string index, string? count, bool isOpen)
    {
        string value = ExpressionText.Vector(set, epilogue.Expression, variable => variable == Epilogue.Sum.Name ? sum : set.Load(variable, index, count, isOpen));
        writer.Line(set.Store(value, "result", index, count, isOpen));
    }

    /// <summary>Stores the float in the local <c>sum</c> at <paramref name="position"/>.</summary>
    public static void StoreScalar(CodeWriter writer, Epilogue epilogue, string position)
    {
        string value = ExpressionText.Float(epilogue.Expression, variable => variable == Epilogue.Sum.Name ? "sum" : $"Unsafe.Add(ref {variable}, {position})");
        writer.Line($"Unsafe.Add(ref result, {position}) = {value};");
    }

    /// <summary>The parameters that hold the operands.</summary>
    public static IEnumerable<string> Parameters(Epilogue epilogue) => epilogue.Operands.Select(operand => "ref float " + operand.Name);

    /// <summary>The epilogue as a formula around <paramref name="sum"/>, for documentation.</summary>
    public static string Formula(Epilogue epilogue, string sum) =>
        ExpressionFormula.Write(epilogue.Expression, variable => variable != Epilogue.Sum.Name ? variable + "[r, j]" : epilogue.Expression is Binary ? "(" + sum + ")" : sum);
}
