using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="DotKernel"/>: lanes over the sum, reduced by a tree.</summary>
internal sealed class DotTemplate : KernelTemplate<DotKernel>
{
    /// <summary>Elements of a pass of the loop.</summary>
    private const int Run = 64;

    private const int BlockLanes = 16;

    public override string Formula(DotKernel kernel)
    {
        string sum = "sum_k x[r, k] * weights[k]" + (kernel.HasBias ? " + bias" : "");
        return $"result[r] = {EpilogueText.Formula(kernel.Epilogue, sum, "r")}, k < {Text.Number(kernel.Length)}; {Text.Number(SummationOrder.VirtualLanes(kernel.Length))} interleaved sums and their tree";
    }

    public override IReadOnlyList<Tile> Tiles(InstructionSet set, DotKernel kernel) => [.. EpilogueText.ScalarMethods(kernel.Epilogue)];

    public override void Emit(CodeWriter writer, InstructionSet set, DotKernel kernel)
    {
        using (writer.Block("for (int row = from; row < to; row++)"))
        {
            writer.Line($"ref float input = ref Unsafe.Add(ref x, {IndexText.Times("row", kernel.Length)});");
            int used = SummationOrder.VirtualLanes(kernel.Length) / set.Lanes;
            writer.Line($"{set.Floats} {string.Join(", ", Enumerable.Range(0, used).Select(sum => $"sum{Text.Number(sum)} = {set.Floats}.Zero"))};");
            int full = kernel.Length / Run * Run;
            if (full == Run)
            {
                EmitBlocks(writer, set, kernel, Run, "input", "weights");
            }
            else if (full > 0)
            {
                using (writer.Block($"for (int k = 0; k < {Text.Number(full)}; k += {Text.Number(Run)})"))
                {
                    writer.Line("ref float values = ref Unsafe.Add(ref input, k);");
                    writer.Line("ref float factors = ref Unsafe.Add(ref weights, k);");
                    EmitBlocks(writer, set, kernel, Run, "values", "factors");
                }
            }

            if (full < kernel.Length)
            {
                writer.Line($"ref float lastValues = {InstructionSet.At("input", full)};");
                writer.Line($"ref float lastFactors = {InstructionSet.At("weights", full)};");
                EmitBlocks(writer, set, kernel, kernel.Length - full, "lastValues", "lastFactors");
            }

            EmitTotal(writer, set, kernel, used);
            EpilogueText.StoreScalar(writer, kernel.Epilogue, "row");
        }
    }

    /// <summary>Products of up to 64 elements in blocks of 16, which are the virtual lanes: a partly empty block is filled with zeros in every body alike.</summary>
    private static void EmitBlocks(CodeWriter writer, InstructionSet set, DotKernel kernel, int elements, string values, string factors)
    {
        int perBlock = BlockLanes / set.Lanes;
        bool wide = SummationOrder.VirtualLanes(kernel.Length) == 64;
        for (int start = 0; start < elements; start += BlockLanes)
        {
            for (int vector = 0; vector < perBlock; vector++)
            {
                int offset = start + (vector * set.Lanes);
                int sum = vector + (wide ? start / BlockLanes * perBlock : 0);
                string value = Math.Min(set.Lanes, elements - offset) switch
                {
                    <= 0 => set.Floats + ".Zero",
                    int count when count < set.Lanes => $"NetGenLanes.Load{Text.Number(set.Lanes)}({InstructionSet.At(values, offset)}, {Text.Number(count)})",
                    _ => set.Load(values, offset),
                };
                writer.Line($"sum{Text.Number(sum)} = {set.MultiplyAdd}({value}, {set.Load(factors, offset)}, sum{Text.Number(sum)});");
            }
        }
    }

    private static void EmitTotal(CodeWriter writer, InstructionSet set, DotKernel kernel, int used)
    {
        int perBlock = BlockLanes / set.Lanes;
        string[] lanes = Enumerable.Range(0, perBlock).Select(vector =>
        {
            string Of(int block) => "sum" + Text.Number((block * perBlock) + vector);
            return used == perBlock ? Of(0) : $"({Of(0)} + {Of(2)}) + ({Of(1)} + {Of(3)})";
        }).ToArray();
        string bias = kernel.HasBias ? " + biases" : "";
        writer.Line($"float sum = NetGenLanes.Sum({string.Join(", ", lanes)}){bias};");
    }
}
