using System.Linq;

namespace NetGen.Generator.Emission.Templates;

/// <summary>The tile of <see cref="OuterProductTemplate"/>: some rows of the result and one run of lanes, over a block of the batch.</summary>
internal static class OuterProductTile
{
    public static string Name(int height) => "SumOf" + Text.Number(height) + "Rows";

    public static Tile Of(InstructionSet set, int height) => new(
        Name(height),
        $"result[i, j] += sum_r left[r, i] * right[r, j] for {Text.Number(set.TileLanes(1))} lanes j and a width of i that is a multiple of {Text.Number(height)}; the start is 0 or what result holds",
        "ref float left, ref float right, ref float result, int leftStride, int rightStride, int width, int rows, bool isStart",
        writer => Emit(writer, set, height));

    private static void Emit(CodeWriter writer, InstructionSet set, int height)
    {
        int vectors = set.TileVectors(1);
        using (writer.Block($"for (int i = 0; i < width; i += {Text.Number(height)})"))
        {
            writer.Line("ref float output = ref Unsafe.Add(ref result, i * 16);");
            for (int row = 0; row < height; row++)
            {
                writer.Line($"{set.Floats} {string.Join(", ", Enumerable.Range(0, vectors).Select(vector => $"{Sum(row, vector)} = isStart ? {set.Floats}.Zero : {set.Load("output", (row * 16) + (vector * set.Lanes))}"))};");
            }

            writer.Line("ref float value = ref Unsafe.Add(ref left, i);");
            writer.Line("ref float lanes = ref right;");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                for (int vector = 0; vector < vectors; vector++)
                {
                    writer.Line($"{set.Floats} right{Text.Number(vector)} = {set.Load("lanes", vector * set.Lanes)};");
                }

                for (int row = 0; row < height; row++)
                {
                    string left = "left" + Text.Number(row);
                    writer.Line($"{set.Floats} {left} = {set.Broadcast(row == 0 ? "value" : $"Unsafe.Add(ref value, {Text.Number(row)})")};");
                    for (int vector = 0; vector < vectors; vector++)
                    {
                        writer.Line($"{Sum(row, vector)} = {set.MultiplyAdd}({left}, right{Text.Number(vector)}, {Sum(row, vector)});");
                    }
                }

                writer.Line("value = ref Unsafe.Add(ref value, leftStride);");
                writer.Line("lanes = ref Unsafe.Add(ref lanes, rightStride);");
            }

            for (int row = 0; row < height; row++)
            {
                for (int vector = 0; vector < vectors; vector++)
                {
                    writer.Line($"{set.Load("output", (row * 16) + (vector * set.Lanes))} = {Sum(row, vector)};");
                }
            }
        }
    }

    private static string Sum(int row, int vector) => "sum" + Text.Number(row) + Text.Number(vector);
}
