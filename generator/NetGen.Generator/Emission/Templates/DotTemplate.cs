using System;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="DotKernel"/>: lanes over the sum, reduced by a tree.</summary>
internal sealed class DotTemplate : KernelTemplate<DotKernel>
{
    public override string Formula(DotKernel kernel)
    {
        string sum = "sum_k x[r, k] * weights[j, k]" + (kernel.HasBias ? " + biases[j]" : "");
        return $"result[r, j] = {EpilogueText.Formula(kernel.Epilogue, sum)}, k < {Text.Number(kernel.Length)}, j < {Text.Number(kernel.Results)}; {Text.Number(SummationOrder.VirtualLanes(kernel.Length))} interleaved sums and their tree";
    }

    public override void Emit(CodeWriter writer, InstructionSet set, DotKernel kernel)
    {
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line($"ref float input = ref Unsafe.Add(ref x, {LaneChunks.Times("row", kernel.Length)});");
            if (kernel.Results == 1)
            {
                EmitResult(writer, set, kernel, "0");
                return;
            }

            using (writer.Block($"for (int j = 0; j < {Text.Number(kernel.Results)}; j++)"))
            {
                EmitResult(writer, set, kernel, "j");
            }
        }
    }

    private static void EmitResult(CodeWriter writer, InstructionSet set, DotKernel kernel, string j)
    {
        var panels = new PanelLayout(kernel.Results, kernel.Length);
        int[] used = Enumerable.Range(0, SummationOrder.VirtualLanes(kernel.Length) / set.Lanes).ToArray();
        foreach (int sum in used)
        {
            writer.Line($"{set.Floats} sum{Text.Number(sum)} = {set.Floats}.Zero;");
        }

        int full = panels.FullPanels * PanelLayout.PanelLanes;
        if (full == PanelLayout.PanelLanes)
        {
            writer.Line($"ref float panel = {InstructionSet.At("weights", j == "0" ? "0" : "j * 64")};");
            EmitBlocks(writer, set, kernel, PanelLayout.PanelLanes, "input", "panel");
        }
        else if (full > 0)
        {
            using (writer.Block($"for (int k = 0; k < {Text.Number(full)}; k += 64)"))
            {
                writer.Line("ref float values = ref Unsafe.Add(ref input, k);");
                writer.Line($"ref float panel = ref Unsafe.Add(ref weights, {LaneChunks.Plus(LaneChunks.Times("k", kernel.Results), j == "0" ? "0" : "j * 64")});");
                EmitBlocks(writer, set, kernel, PanelLayout.PanelLanes, "values", "panel");
            }
        }

        if (panels.LastLanes > 0)
        {
            writer.Line($"ref float lastValues = {InstructionSet.At("input", full)};");
            string start = LaneChunks.Plus(Text.Number(full * kernel.Results), j == "0" ? "0" : LaneChunks.Times("j", panels.LastWidth));
            writer.Line($"ref float lastPanel = {InstructionSet.At("weights", start)};");
            EmitBlocks(writer, set, kernel, panels.LastLanes, "lastValues", "lastPanel");
        }

        EmitTotal(writer, set, kernel, used);
        writer.Line($"int position = {LaneChunks.Plus(LaneChunks.Times("row", kernel.Results), j)};");
        EpilogueText.StoreScalar(writer, kernel.Epilogue);
    }

    /// <summary>Products of up to 64 elements in blocks of 16, which are the virtual lanes: a partly empty block is filled with zeros in every body alike.</summary>
    private static void EmitBlocks(CodeWriter writer, InstructionSet set, DotKernel kernel, int elements, string values, string panel)
    {
        int perBlock = PanelLayout.Granule / set.Lanes;
        bool wide = SummationOrder.VirtualLanes(kernel.Length) == 64;
        for (int start = 0; start < elements; start += PanelLayout.Granule)
        {
            for (int vector = 0; vector < perBlock; vector++)
            {
                int offset = start + (vector * set.Lanes);
                int sum = vector + (wide ? start / PanelLayout.Granule * perBlock : 0);
                string value = Math.Min(set.Lanes, elements - offset) switch
                {
                    <= 0 => set.Floats + ".Zero",
                    int count when count < set.Lanes => $"NetGenLanes.Load{Text.Number(set.Lanes)}({InstructionSet.At(values, offset)}, {Text.Number(count)})",
                    _ => set.Load(values, offset),
                };
                writer.Line($"sum{Text.Number(sum)} = {set.MultiplyAdd}({value}, {set.Load(panel, offset)}, sum{Text.Number(sum)});");
            }
        }
    }

    private static void EmitTotal(CodeWriter writer, InstructionSet set, DotKernel kernel, int[] used)
    {
        int perBlock = PanelLayout.Granule / set.Lanes;
        string[] lanes = Enumerable.Range(0, perBlock).Select(vector =>
        {
            string Of(int block) => "sum" + Text.Number((block * perBlock) + vector);
            return used.Length == perBlock ? Of(0) : $"({Of(0)} + {Of(2)}) + ({Of(1)} + {Of(3)})";
        }).ToArray();
        string bias = kernel.HasBias ? " + biases" : "";
        writer.Line($"float sum = NetGenLanes.Sum({string.Join(", ", lanes)}){bias};");
    }
}
