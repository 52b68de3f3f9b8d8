using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="OuterProductKernel"/>: the gradient of a weight matrix, summed over the rows in order.</summary>
internal sealed class OuterProductTemplate : KernelTemplate<OuterProductKernel>
{
    /// <summary>Rows that are summed before the next tile: so many of both operands stay in the first cache. The sums continue in the result.</summary>
    private const int BlockRows = 64;

    /// <summary>Row lengths from which an operand is copied to consecutive memory: neighbouring rows would share few lines of the first cache.</summary>
    private const int PackedFrom = 128;

    public override string Formula(OuterProductKernel kernel) =>
        $"result[i, j] = sum_r left[r, i] * right[r, j], i < {Text.Number(kernel.Rows)}, j < {Text.Number(kernel.Lanes)}; sums in order of r";

    public override IReadOnlyList<Tile> Tiles(InstructionSet set, OuterProductKernel kernel) =>
        kernel.Rows == 1 ? [] : Heights(set, kernel).Select(height => OuterProductTile.Of(set, height)).ToArray();

    public override void Emit(CodeWriter writer, InstructionSet set, OuterProductKernel kernel)
    {
        if (kernel.Rows == 1)
        {
            OuterProductRow.Emit(writer, set, kernel);
            return;
        }

        bool packsLeft = kernel.Rows >= PackedFrom;
        bool packsRight = kernel.Lanes >= PackedFrom || kernel.Lanes % PanelLayout.PanelLanes != 0;
        int lanes = PanelLayout.RoundUp(kernel.Lanes);
        int packedFloats = BlockRows * ((packsRight ? lanes : 0) + (packsLeft ? PanelLayout.PanelLanes : 0));
        if (packedFloats > 0)
        {
            writer.Line($"ref float packed = ref MemoryMarshal.GetReference(NetGenScratch.Get({Text.Number(packedFloats)}));");
        }

        if (packsLeft)
        {
            writer.Line($"ref float packedLeft = {InstructionSet.At("packed", packsRight ? BlockRows * lanes : 0)};");
        }

        using (writer.Block($"for (int first = 0; first < rows; first += {Text.Number(BlockRows)})"))
        {
            writer.Line($"int count = rows - first < {Text.Number(BlockRows)} ? rows - first : {Text.Number(BlockRows)};");
            writer.Line("bool isStart = isFirst && first == 0;");
            writer.Line($"ref float leftRows = ref Unsafe.Add(ref left, {IndexText.Times("first", kernel.Rows)});");
            writer.Line($"ref float rightRows = ref Unsafe.Add(ref right, {IndexText.Times("first", kernel.Lanes)});");
            if (packsRight)
            {
                EmitPacking(writer, kernel);
            }

            using (writer.Block("for (int i = from; i < to; i += 16)"))
            {
                EmitGroup(writer, set, kernel, packsLeft, packsRight);
            }
        }

        if (kernel.Lanes % PanelLayout.PanelLanes != 0)
        {
            int start = kernel.Lanes / PanelLayout.PanelLanes * PanelLayout.PanelLanes * kernel.Rows;
            writer.Gap();
            writer.Line("// Padding stays 0 whatever the operands are: infinity times the padding's 0 would be NaN.");
            writer.Line($"NetGenKernels.ClearPadding(ref Unsafe.Add(ref result, {IndexText.Plus(Text.Number(start), "from * 16")}), to - from, {Text.Number(kernel.Lanes % PanelLayout.PanelLanes)});");
        }
    }

    private static void EmitPacking(CodeWriter writer, OuterProductKernel kernel)
    {
        int whole = kernel.Lanes / PanelLayout.PanelLanes * PanelLayout.PanelLanes;
        string stride = Text.Number(kernel.Lanes);
        if (whole > 0)
        {
            using (writer.Block($"for (int j = 0; j < {Text.Number(whole)}; j += 16)"))
            {
                writer.Line($"NetGenKernels.PackStrip(ref Unsafe.Add(ref rightRows, j), {stride}, 16, count, ref Unsafe.Add(ref packed, j * {Text.Number(BlockRows)}));");
            }
        }

        if (whole < kernel.Lanes)
        {
            writer.Line($"NetGenKernels.PackStrip({InstructionSet.At("rightRows", whole)}, {stride}, {Text.Number(kernel.Lanes - whole)}, count, {InstructionSet.At("packed", whole * BlockRows)});");
        }
    }

    /// <summary>16 rows of the result, tile by tile.</summary>
    private static void EmitGroup(CodeWriter writer, InstructionSet set, OuterProductKernel kernel, bool packsLeft, bool packsRight)
    {
        int height = Heights(set, kernel)[0];
        bool ragged = kernel.Rows % PanelLayout.PanelLanes != 0;
        if (ragged)
        {
            writer.Line("int width = to - i < 16 ? to - i : 16;");
        }

        if (packsLeft)
        {
            writer.Line($"NetGenKernels.PackStrip(ref Unsafe.Add(ref leftRows, i), {Text.Number(kernel.Rows)}, {(ragged ? "width" : "16")}, count, ref packedLeft);");
        }

        string leftGroup = packsLeft ? "packedLeft" : "Unsafe.Add(ref leftRows, i)";
        int strip = set.TileLanes(1);
        string lanesOfPanel = strip == PanelLayout.PanelLanes ? "" : "(j & 15)";
        string panel = IndexText.Plus(ProductTemplate.PanelOf("j", strip, kernel.Rows), "i * 16");
        string right = !packsRight ? "ref Unsafe.Add(ref rightRows, j)"
            : lanesOfPanel.Length == 0 ? $"ref Unsafe.Add(ref packed, j * {Text.Number(BlockRows)})"
            : $"ref Unsafe.Add(ref packed, (j & ~15) * {Text.Number(BlockRows)} + (j & 15))";
        string leftStride = Text.Number(packsLeft ? PanelLayout.PanelLanes : kernel.Rows);
        string rightStride = Text.Number(packsRight ? PanelLayout.PanelLanes : kernel.Lanes);
        using (writer.Block($"for (int j = 0; j < {Text.Number(kernel.Lanes)}; j += {Text.Number(strip)})"))
        {
            writer.Line($"ref float output = ref Unsafe.Add(ref result, {panel});");
            string Call(int rows, string offset, string width) =>
                $"{OuterProductTile.Name(rows)}(ref {(offset.Length == 0 ? leftGroup : $"Unsafe.Add(ref {leftGroup}, {offset})")}, {right}, ref {(offset.Length == 0 ? "output" : $"Unsafe.Add(ref output, ({offset}) * 16)")}, {leftStride}, {rightStride}, {width}, count, isStart);";
            int rest = kernel.Rows % height;
            if (kernel.Rows >= height)
            {
                writer.Line(Call(height, "", rest == 0 ? (ragged ? "width" : "16") : $"width - width % {Text.Number(height)}"));
            }

            if (rest > 0)
            {
                using (writer.Block($"if (width % {Text.Number(height)} != 0)"))
                {
                    writer.Line(Call(rest, kernel.Rows >= height ? "width - " + Text.Number(rest) : "", Text.Number(rest)));
                }
            }
        }
    }

    /// <summary>The height of most tiles, and that of the last one if it is lower.</summary>
    private static int[] Heights(InstructionSet set, OuterProductKernel kernel)
    {
        int most = set.TileRows(1);
        int rest = kernel.Rows % most;
        return kernel.Rows < most ? [rest] : rest == 0 ? [most] : [most, rest];
    }
}
