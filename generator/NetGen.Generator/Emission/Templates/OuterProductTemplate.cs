using System;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="OuterProductKernel"/>: the gradient of a weight matrix, summed over the rows in order.</summary>
internal sealed class OuterProductTemplate : KernelTemplate<OuterProductKernel>
{
    public override string Formula(OuterProductKernel kernel) =>
        $"result[i, j] = sum_r left[r, i] * right[r, j], i < {Text.Number(kernel.Rows)}, j < {Text.Number(kernel.Lanes)}; sums in order of r";

    public override void Emit(CodeWriter writer, InstructionSet set, OuterProductKernel kernel)
    {
        int chunk = Math.Min(PanelLayout.PanelLanes, 8 * set.Lanes);
        LaneChunks.ForEach(writer, new PanelLayout(kernel.Rows, kernel.Lanes), chunk, lanes =>
        {
            if (kernel.Rows == 1)
            {
                EmitRow(writer, set, kernel, lanes, "0");
                return;
            }

            using (writer.Block($"for (int i = 0; i < {Text.Number(kernel.Rows)}; i++)"))
            {
                EmitRow(writer, set, kernel, lanes, "i");
            }
        });
    }

    private static void EmitRow(CodeWriter writer, InstructionSet set, OuterProductKernel kernel, LaneChunk lanes, string i)
    {
        int vectors = set.Vectors(lanes.Lanes);
        for (int vector = 0; vector < vectors; vector++)
        {
            writer.Line($"{set.Floats} sum{Text.Number(vector)} = {set.Floats}.Zero;");
        }

        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"{set.Floats} value = {set.Broadcast($"Unsafe.Add(ref left, {LaneChunks.Plus(LaneChunks.Times("row", kernel.Rows), i)})")};");
            writer.Line($"ref float lanes = ref Unsafe.Add(ref right, {LaneChunks.Plus(LaneChunks.Times("row", kernel.Lanes), lanes.Column)});");
            for (int vector = 0; vector < vectors; vector++)
            {
                string sum = "sum" + Text.Number(vector);
                writer.Line($"{sum} = {set.MultiplyAdd}(value, {LoadLanes(set, "lanes", vector * set.Lanes, lanes.Lanes)}, {sum});");
            }
        }

        string start = LaneChunks.Plus(lanes.Panel, i == "0" ? "0" : LaneChunks.Times("i", lanes.Stride));
        writer.Line($"ref float output = {InstructionSet.At("result", start)};");
        for (int vector = 0; vector < vectors; vector++)
        {
            StoreLanes(writer, set, "output", "sum" + Text.Number(vector), vector * set.Lanes, lanes.Lanes);
        }
    }

    /// <summary>The vector at <paramref name="offset"/> of a run of <paramref name="lanes"/> lanes, with zeros past its end.</summary>
    public static string LoadLanes(InstructionSet set, string reference, int offset, int lanes) => lanes - offset >= set.Lanes
        ? set.Load(reference, offset)
        : $"NetGenLanes.Load{Text.Number(set.Lanes)}({InstructionSet.At(reference, offset)}, {Text.Number(lanes - offset)})";

    /// <summary>Writes the lanes of a run that exist and no more: padding of parameters and gradients stays zero.</summary>
    public static void StoreLanes(CodeWriter writer, InstructionSet set, string reference, string value, int offset, int lanes) => writer.Line(lanes - offset >= set.Lanes
        ? $"{set.Load(reference, offset)} = {value};"
        : $"NetGenLanes.Store({value}, {InstructionSet.At(reference, offset)}, {Text.Number(lanes - offset)});");
}
