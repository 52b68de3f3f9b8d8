using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>The tiles of <see cref="ProductKernel"/>: some rows against one run of lanes of a panel.</summary>
internal static class ProductTiles
{
    public static string Sum(ProductKernel kernel) => "sum_k x[r, k] * weights[k, j]" + (kernel.HasBias ? " + biases[j]" : "");

    public static string Order(int sums) => sums == 1 ? "sums in order of k" : $"{Text.Number(sums)} interleaved sums by k mod {Text.Number(sums)}";

    /// <summary>Several rows at a time: what they share of the weights is loaded once.</summary>
    public static Tile OfRows(InstructionSet set, ProductKernel kernel) => new(
        Name(kernel) + EpilogueTypes.Parameters,
        $"result[r, j] = {SharedSum} for {Text.Number(set.TileLanes(kernel.Sums))} lanes j from column on and the rows from, ..., to - 1, {Text.Number(set.TileRows(kernel.Sums))} or more; {Order(kernel.Sums)}",
        $"ref float x, ref float panel, {SharedParameters(kernel)}, int length, int stride, nint column, int from, int to",
        writer => EmitRows(writer, set, kernel),
        Constraints: EpilogueTypes.Constraints(kernel.Epilogue));

    /// <summary>The name of <see cref="OfRows"/>.</summary>
    public static string Name(ProductKernel kernel) => "Tile" + kernel.SumKind + EpilogueTypes.Suffix(kernel.Epilogue);

    /// <summary>What a method stores that kernels with other starts and epilogues share.</summary>
    public const string SharedSum = "epilogue(start[j] + sum_k x[r, k] * weights[k, j])";

    /// <summary>What such a method takes besides x and weights.</summary>
    public static string SharedParameters(ProductKernel kernel) => string.Join(", ", SharedNames(kernel).Select(name => "ref float " + name));

    /// <summary>The same as arguments of a further such method.</summary>
    public static string SharedArguments(ProductKernel kernel) => string.Join(", ", SharedNames(kernel).Select(name => "ref " + name));

    private static IEnumerable<string> SharedNames(ProductKernel kernel) => EpilogueTypes.Operands(kernel.Epilogue).Prepend("biases").Append("result");

    private static void EmitRows(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        int height = set.TileRows(kernel.Sums);
        string rows = Text.Number(height);
        using (writer.Block($"for (int next = from; next < to; next += {rows})"))
        {
            writer.Line("// The last tile reaches back over rows that are done, and gives the same bits again.");
            writer.Line($"int row = next <= to - {rows} ? next : to - {rows};");
            writer.Line("ref float x0 = ref Unsafe.Add(ref x, row * length);");
            for (int row = 1; row < height; row++)
            {
                writer.Line($"ref float x{Text.Number(row)} = ref Unsafe.Add(ref x{Text.Number(row - 1)}, length);");
            }

            EmitSums(writer, set, kernel, height);
            writer.Line("nint position = row * stride + column;");
            for (int row = 0; row < height; row++)
            {
                for (int vector = 0; vector < set.TileVectors(kernel.Sums); vector++)
                {
                    string offset = Text.Number(vector * set.Lanes);
                    string position = IndexText.Plus("position", offset);
                    string value = EpilogueTypes.Applied(kernel.Epilogue, Total(row, vector, kernel.Sums), position, IndexText.Plus("column", offset), Text.Number(set.Lanes));
                    writer.Line(set.Store(value, "result", position, null));
                }

                if (row < height - 1)
                {
                    writer.Line("position += stride;");
                }
            }
        }
    }

    /// <summary>Declares the sums of a tile and takes them over all terms.</summary>
    private static void EmitSums(CodeWriter writer, InstructionSet set, ProductKernel kernel, int height)
    {
        int sums = kernel.Sums;
        int vectors = set.TileVectors(sums);
        int rest = kernel.Rest;
        for (int row = 0; row < height; row++)
        {
            IEnumerable<string> declared = Enumerable.Range(0, vectors * sums).Select(i => (Vector: i / sums, By: i % sums))
                .Select(sum => $"{Name(row, sum.Vector, sum.By, sums)} = {(sum.By == 0 ? EpilogueTypes.StartOf(IndexText.Plus("column", Text.Number(sum.Vector * set.Lanes))) : set.Floats + ".Zero")}");
            writer.Line($"{set.Floats} {string.Join(", ", declared)};");
        }

        writer.Line("ref float weight = ref panel;");
        string step = sums == 1 ? "k++" : "k += " + Text.Number(sums);
        using (writer.Block($"for (int k = 0; k < length{(rest == 0 ? "" : " - " + Text.Number(rest))}; {step})"))
        {
            EmitTerms(writer, set, height, vectors, sums, Enumerable.Range(0, sums), by => IndexText.Plus("k", Text.Number(by)));
            writer.Line($"weight = ref Unsafe.Add(ref weight, {Text.Number(16 * sums)});");
        }

        if (rest > 0)
        {
            writer.Gap();
            EmitTerms(writer, set, height, vectors, sums, Enumerable.Range(0, rest), by => "length - " + Text.Number(rest - by), "Last");
        }

        for (int row = 0; sums > 1 && row < height; row++)
        {
            IEnumerable<string> totals = Enumerable.Range(0, vectors).Select(vector => $"{Total(row, vector, sums)} = {Combined(by => Name(row, vector, by, sums), sums)}");
            writer.Line($"{set.Floats} {string.Join(", ", totals)};");
        }
    }

    private static void EmitTerms(CodeWriter writer, InstructionSet set, int height, int vectors, int sums, IEnumerable<int> parts, System.Func<int, string> index, string suffix = "")
    {
        foreach (int by in parts)
        {
            string of = (sums == 1 ? "" : "By" + Text.Number(by)) + suffix;
            for (int vector = 0; vector < vectors; vector++)
            {
                writer.Line($"{set.Floats} weight{Text.Number(vector)}{of} = {set.Load("weight", (16 * by) + (vector * set.Lanes))};");
            }

            for (int row = 0; row < height; row++)
            {
                string value = $"x{Text.Number(row)}k{of}";
                writer.Line($"{set.Floats} {value} = {set.Broadcast($"Unsafe.Add(ref x{Text.Number(row)}, {index(by)})")};");
                for (int vector = 0; vector < vectors; vector++)
                {
                    string sum = Name(row, vector, by, sums);
                    writer.Line($"{sum} = {set.MultiplyAdd}({value}, weight{Text.Number(vector)}{of}, {sum});");
                }
            }
        }
    }

    /// <summary>The sum of interleaved sums, in the order of <see cref="Lowering.SummationOrder"/>.</summary>
    public static string Combined(System.Func<int, string> sum, int sums) => sums switch
    {
        1 => sum(0),
        2 => $"{sum(0)} + {sum(1)}",
        3 => $"({sum(0)} + {sum(1)}) + {sum(2)}",
        _ => $"({sum(0)} + {sum(1)}) + ({sum(2)} + {sum(3)})",
    };

    private static string Name(int row, int vector, int by, int sums) => "sum" + Text.Number(row) + Text.Number(vector) + (sums == 1 ? "" : "By" + Text.Number(by));

    private static string Total(int row, int vector, int sums) => sums == 1 ? Name(row, vector, 0, 1) : "total" + Text.Number(row) + Text.Number(vector);
}
