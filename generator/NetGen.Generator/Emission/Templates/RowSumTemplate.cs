using System;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="RowSumKernel"/>: the gradient of a bias, summed over the rows in order.</summary>
internal sealed class RowSumTemplate : KernelTemplate<RowSumKernel>
{
    public override string Formula(RowSumKernel kernel) => $"result[j] = sum_r x[r, j], j < {Text.Number(kernel.Length)}; sums in order of r";

    public override void Emit(CodeWriter writer, InstructionSet set, RowSumKernel kernel)
    {
        int chunk = Math.Min(PanelLayout.PanelLanes, 8 * set.Lanes);
        LaneChunks.ForEach(writer, new PanelLayout(1, kernel.Length), chunk, lanes =>
        {
            int vectors = set.Vectors(lanes.Lanes);
            for (int vector = 0; vector < vectors; vector++)
            {
                writer.Line($"{set.Floats} sum{Text.Number(vector)} = {set.Floats}.Zero;");
            }

            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line($"ref float lanes = ref Unsafe.Add(ref x, {LaneChunks.Plus(LaneChunks.Times("row", kernel.Length), lanes.Column)});");
                for (int vector = 0; vector < vectors; vector++)
                {
                    writer.Line($"sum{Text.Number(vector)} += {OuterProductTemplate.LoadLanes(set, "lanes", vector * set.Lanes, lanes.Lanes)};");
                }
            }

            writer.Line($"ref float output = {InstructionSet.At("result", lanes.Column)};");
            for (int vector = 0; vector < vectors; vector++)
            {
                OuterProductTemplate.StoreLanes(writer, set, "output", "sum" + Text.Number(vector), vector * set.Lanes, lanes.Lanes);
            }
        });
    }
}
