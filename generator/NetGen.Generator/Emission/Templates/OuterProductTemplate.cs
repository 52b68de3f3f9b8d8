using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="OuterProductKernel"/>: the gradient of a weight matrix, summed over the rows in order.</summary>
internal sealed class OuterProductTemplate : KernelTemplate<OuterProductKernel>
{
    /// <summary>Rows that are summed before the next tile: so many of both operands stay in the first cache. The sums continue in the result.</summary>
    private const string BlockRows = "64";

    /// <summary>
    /// Rows of the left operand are copied to consecutive memory when their length is a multiple of this, 8 cache lines, since a column of them would share few
    /// lines of the first cache; and from a length on at which each row lies in a page of its own.
    /// </summary>
    private const string CollidingLength = "128";

    private const string LengthOfPage = "1024";

    /// <summary>Rows of the right operand are copied from this length on: every tile reads them.</summary>
    private const string PackedFrom = "128";

    public override string Formula(OuterProductKernel kernel)
    {
        string height = kernel.Rows == 1 ? "1" : "height";
        string width = kernel.Rows == 1 ? Text.Number(kernel.Lanes) : "width";
        return $"result[i, j] = sum_r left[r, i] * right[r, j], i < {height}, j < {width}; sums in order of r, continued unless isFirst";
    }

    public override IReadOnlyList<Tile> Tiles(InstructionSet set, OuterProductKernel kernel) =>
        kernel.Rows == 1 ? [] : Heights(set).Select(height => OuterProductTile.Of(set, height)).ToArray();

    public override void Emit(CodeWriter writer, InstructionSet set, OuterProductKernel kernel)
    {
        if (kernel.Rows == 1)
        {
            OuterProductRow.Emit(writer, set, kernel);
            return;
        }

        writer.Line($"bool packsLeft = height % {CollidingLength} == 0 || height > {LengthOfPage};");
        writer.Line($"bool packsRight = width >= {PackedFrom} || width % 16 != 0;");
        writer.Line("ref float packedLeft = ref result;");
        using (writer.Block("if (packsLeft || packsRight)"))
        {
            writer.Line($"packedLeft = ref MemoryMarshal.GetReference(NetGenScratch.Get((width + 31) / 16 * 16 * {BlockRows}));");
        }

        writer.Line($"ref float packedRight = ref Unsafe.Add(ref packedLeft, packsLeft ? 16 * {BlockRows} : 0);");
        writer.Line("int leftStride = packsLeft ? 16 : height, rightStride = packsRight ? 16 : width;");
        using (writer.Block($"for (int first = 0; first < rows; first += {BlockRows})"))
        {
            EmitBlock(writer, set);
        }

        using (writer.Block("if (width % 16 != 0)"))
        {
            writer.Line("// Padding stays 0 whatever the operands are: infinity times the padding's 0 would be NaN.");
            writer.Line("NetGenKernels.ClearPadding(ref Unsafe.Add(ref result, width / 16 * 16 * height + from * 16), to - from, width % 16);");
        }
    }

    private static void EmitBlock(CodeWriter writer, InstructionSet set)
    {
        writer.Line($"int count = rows - first < {BlockRows} ? rows - first : {BlockRows};");
        writer.Line("bool isStart = isFirst && first == 0;");
        writer.Line("ref float rightRows = ref Unsafe.Add(ref right, first * width);");
        using (writer.Block("for (int j = 0; packsRight && j < width; j += 16)"))
        {
            writer.Line($"NetGenKernels.PackStrip(ref Unsafe.Add(ref rightRows, j), width, width - j < 16 ? width - j : 16, count, ref Unsafe.Add(ref packedRight, j * {BlockRows}));");
        }

        using (writer.Block("for (int i = from; i < to; i += 16)"))
        {
            writer.Line("int group = to - i < 16 ? to - i : 16;");
            writer.Line("ref float leftGroup = ref Unsafe.Add(ref left, first * height + i);");
            using (writer.Block("if (packsLeft)"))
            {
                writer.Line("NetGenKernels.PackStrip(ref leftGroup, height, group, count, ref packedLeft);");
                writer.Line("leftGroup = ref packedLeft;");
            }

            EmitGroup(writer, set);
        }
    }

    /// <summary>16 rows of the result against all lanes: tiles of the full height, then lower ones for what is left.</summary>
    private static void EmitGroup(CodeWriter writer, InstructionSet set)
    {
        int strip = set.TileLanes(1);
        using (writer.Block($"for (int j = 0; j < width; j += {Text.Number(strip)})"))
        {
            string packed = strip == 16 ? $"j * {BlockRows}" : $"(j & ~15) * {BlockRows} + (j & 15)";
            writer.Line($"ref float rightStrip = ref packsRight ? ref Unsafe.Add(ref packedRight, {packed}) : ref Unsafe.Add(ref rightRows, j);");
            writer.Line($"ref float output = ref Unsafe.Add(ref result, {ProductTemplate.PanelOf("j", strip, "height")} + i * 16);");
            writer.Line("int done = 0;");
            foreach (int height in Heights(set))
            {
                using (writer.Block($"if (group - done >= {Text.Number(height)})"))
                {
                    writer.Line($"done = {OuterProductTile.Name(height)}(ref leftGroup, ref rightStrip, ref output, leftStride, rightStride, done, group, count, isStart);");
                }
            }
        }
    }

    private static int[] Heights(InstructionSet set) => [set.TileRows(1), 2, 1];
}
