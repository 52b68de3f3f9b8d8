using System;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>An outer product with one row, as for a layer with one unit: right's rows, each times one number, with literal sizes.</summary>
internal static class OuterProductRow
{
    private const int IndependentSums = 8;

    public static void Emit(CodeWriter writer, InstructionSet set, OuterProductKernel kernel)
    {
        int run = IndependentSums * set.Lanes;
        int whole = kernel.Lanes / run;
        if (whole > 1)
        {
            using (writer.Block($"for (int j = 0; j < {Text.Number(whole * run)} && from < to; j += {Text.Number(run)})"))
            {
                EmitLanes(writer, set, kernel, "j", run);
            }
        }

        int start = whole > 1 ? whole * run : 0;
        for (int first = start; first < kernel.Lanes; first += run)
        {
            using (writer.Block("if (from < to)"))
            {
                EmitLanes(writer, set, kernel, Text.Number(first), Math.Min(run, kernel.Lanes - first));
            }
        }
    }

    private static void EmitLanes(CodeWriter writer, InstructionSet set, OuterProductKernel kernel, string column, int lanes)
    {
        int vectors = set.Vectors(lanes);
        string? Count(int vector) => lanes - (vector * set.Lanes) is var left && left < set.Lanes ? Text.Number(left) : null;
        string At(int vector) => IndexText.Plus(column, Text.Number(vector * set.Lanes));
        for (int vector = 0; vector < vectors; vector++)
        {
            writer.Line($"{set.Floats} sum{Text.Number(vector)} = isFirst ? {set.Floats}.Zero : {set.Load("result", At(vector), Count(vector))};");
        }

        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"{set.Floats} value = {set.Broadcast("Unsafe.Add(ref left, row)")};");
            writer.Line($"ref float lanes = ref Unsafe.Add(ref right, {IndexText.Plus(IndexText.Times("row", kernel.Lanes), column)});");
            for (int vector = 0; vector < vectors; vector++)
            {
                writer.Line($"sum{Text.Number(vector)} = {set.MultiplyAdd}(value, {set.Load("lanes", Text.Number(vector * set.Lanes), Count(vector))}, sum{Text.Number(vector)});");
            }
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            writer.Line(set.Store("sum" + Text.Number(vector), "result", At(vector), Count(vector)));
        }
    }
}
