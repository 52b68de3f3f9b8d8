using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="TransposeKernel"/>: from panels of a narrow layer's outputs to panels of its inputs.</summary>
internal sealed class TransposeTemplate : KernelTemplate<TransposeKernel>
{
    public override string Formula(TransposeKernel kernel) => $"result[j, i] = x[i, j], i < {Text.Number(kernel.Rows)}, j < {Text.Number(kernel.Lanes)}";

    public override void Emit(CodeWriter writer, InstructionSet set, TransposeKernel kernel)
    {
        // Fewer than 64 lanes: the source is one panel.
        int width = new PanelLayout(kernel.Rows, kernel.Lanes).LastWidth;
        var target = new PanelLayout(kernel.Lanes, kernel.Rows);
        int full = target.FullPanels * PanelLayout.PanelLanes;
        if (full > 0)
        {
            string start = target.FullPanels == 1 ? "i" : $"{LaneChunks.Times("(i & ~63)", kernel.Lanes)} + (i & 63)";
            EmitPanel(writer, 0, full, width, start, PanelLayout.PanelLanes, kernel.Lanes);
        }

        if (target.LastLanes > 0)
        {
            int shift = (full * kernel.Lanes) - full;
            EmitPanel(writer, full, kernel.Rows, width, LaneChunks.Plus("i", Text.Number(shift)), target.LastWidth, kernel.Lanes);
        }
    }

    private static void EmitPanel(CodeWriter writer, int from, int to, int width, string start, int stride, int lanes)
    {
        using (writer.Block($"for (int i = {Text.Number(from)}; i < {Text.Number(to)}; i++)"))
        {
            writer.Line($"ref float source = ref Unsafe.Add(ref x, i * {Text.Number(width)});");
            writer.Line($"ref float target = ref Unsafe.Add(ref result, {start});");
            using (writer.Block($"for (int j = 0; j < {Text.Number(lanes)}; j++)"))
            {
                writer.Line($"Unsafe.Add(ref target, j * {Text.Number(stride)}) = Unsafe.Add(ref source, j);");
            }
        }
    }
}
