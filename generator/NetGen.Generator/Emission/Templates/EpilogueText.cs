using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>What a kernel does with a finished sum: the epilogue's expression, then the store.</summary>
internal static class EpilogueText
{
    /// <summary>Stores the vector in <paramref name="sum"/> at <paramref name="offset"/> floats after the local <c>position</c>; <paramref name="lanes"/> of it count.</summary>
    public static void Store(CodeWriter writer, InstructionSet set, Epilogue epilogue, string sum, int offset, int lanes)
    {
        string index = LaneChunks.Plus("position", Text.Number(offset));
        string value = ExpressionText.Vector(set, epilogue.Expression, variable => variable == Epilogue.Sum.Name ? sum : Loaded(variable));
        foreach (string operand in epilogue.Operands)
        {
            string load = lanes == set.Lanes ? set.LoadAt(operand, index) : $"NetGenLanes.Load{Text.Number(set.Lanes)}(ref Unsafe.Add(ref {operand}, {index}), {Text.Number(lanes)})";
            writer.Line($"{set.Floats} {Loaded(operand)} = {load};");
        }

        writer.Line(lanes == set.Lanes
            ? $"{set.LoadAt("result", index)} = {value};"
            : $"NetGenLanes.Store({value}, ref Unsafe.Add(ref result, {index}), {Text.Number(lanes)});");

        string Loaded(string operand) => operand + "At" + Text.Number(offset);
    }

    /// <summary>Stores the float in the local <c>sum</c> at <c>position</c>.</summary>
    public static void StoreScalar(CodeWriter writer, Epilogue epilogue)
    {
        string value = ExpressionText.Float(epilogue.Expression, variable => variable == Epilogue.Sum.Name ? "sum" : Loaded(variable));
        foreach (string operand in epilogue.Operands)
        {
            writer.Line($"float {Loaded(operand)} = Unsafe.Add(ref {operand}, position);");
        }

        writer.Line($"Unsafe.Add(ref result, position) = {value};");

        static string Loaded(string operand) => operand + "Value";
    }

    /// <summary>The epilogue as a formula around <paramref name="sum"/>, for documentation.</summary>
    public static string Formula(Epilogue epilogue, string sum) =>
        ExpressionFormula.Write(epilogue.Expression, variable => variable != Epilogue.Sum.Name ? variable + "[r, j]" : epilogue.Expression is Binary ? "(" + sum + ")" : sum);
}
