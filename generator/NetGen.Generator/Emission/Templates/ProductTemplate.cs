using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="ProductKernel"/>: rows against panels of weights, lanes over the results. Most rows go through tiles, the rest one by one.</summary>
internal sealed class ProductTemplate : KernelTemplate<ProductKernel>
{
    public override string Formula(ProductKernel kernel) =>
        $"result[r, j] = {EpilogueText.Formula(kernel.Epilogue, ProductTiles.Sum(kernel))}, k < {Length(kernel)}, j < {Results(kernel)}; {ProductTiles.Order(kernel.Sums)}";

    /// <summary>Up to so many multiply-adds of a row, which are then a few instructions without a loop, tiles gain nothing.</summary>
    private const int RowMultiplyAdds = 64;

    public override IReadOnlyList<Tile> Tiles(InstructionSet set, ProductKernel kernel) => [.. Loops(set, kernel), .. EpilogueText.Methods(set, kernel.Epilogue)];

    public override IReadOnlyList<NestedType> Types(InstructionSet set, ProductKernel kernel) => kernel.MultiplyAdds > RowMultiplyAdds ? [.. EpilogueTypes.Of(set, kernel)] : [];

    public override void Emit(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        if (!kernel.IsSmall)
        {
            writer.Line($"{SharedName(kernel)}{EpilogueTypes.Arguments(kernel)}(ref x, ref weights, {FurtherArguments(kernel)}, length, results, from, to);");
            return;
        }

        // A method of its own: calls in this one would have it save registers, which takes a noticeable part of the time of one small row.
        if (kernel.MultiplyAdds > RowMultiplyAdds)
        {
            using (writer.Block($"if (to - from >= {Text.Number(set.TileRows(kernel.Sums))})"))
            {
                writer.Line($"{InTiles(kernel)}({string.Join(", ", Arguments(kernel))});");
                writer.Line("return;");
            }
        }

        using (writer.Block("for (int row = from; row < to; row++)"))
        {
            SingleRow.Emit(writer, set, kernel);
        }
    }

    /// <summary>Where in the panels a run of lanes begins.</summary>
    /// <param name="column">The first lane, as text; a multiple of <paramref name="lanes"/>, or a literal.</param>
    /// <param name="lanes">Lanes of the run.</param>
    /// <param name="length">Rows of the panels, as text.</param>
    public static string PanelOf(string column, int lanes, string length)
    {
        if (int.TryParse(column, out int first) && int.TryParse(length, out int rows))
        {
            int lane = first % PanelLayout.PanelLanes;
            return Text.Number(((first - lane) * rows) + lane);
        }

        return lanes % PanelLayout.PanelLanes == 0 ? $"{column} * {length}" : $"({column} & ~15) * {length} + ({column} & 15)";
    }

    private static IReadOnlyList<Tile> Loops(InstructionSet set, ProductKernel kernel) => kernel.MultiplyAdds <= RowMultiplyAdds
        ? []
        : kernel.IsSmall
        ? [new(InTiles(kernel), kernel.Name + " for enough rows to fill a tile", string.Join(", ", Parameters(kernel)), writer => EmitTiles(writer, set, kernel, ProductTiles.Name(kernel) + EpilogueTypes.Arguments(kernel), FurtherArguments(kernel))), ProductTiles.OfRows(set, kernel)]
        : [OfAll(set, kernel), ProductTiles.OfRows(set, kernel), SingleRow.Shared(set, kernel)];

    /// <summary>All rows of a large kernel, whose method only names what it starts from and what it stores.</summary>
    private static Tile OfAll(InstructionSet set, ProductKernel kernel) => new(
        SharedName(kernel) + EpilogueTypes.Parameters,
        $"result[r, j] = {ProductTiles.SharedSum}, k < length, j < results: most rows in tiles, the rest one by one; {ProductTiles.Order(kernel.Sums)}",
        $"ref float x, ref float weights, {ProductTiles.SharedParameters(kernel)}, int length, int results, int from, int to",
        writer => EmitAll(writer, set, kernel),
        IsInlined: true,
        Constraints: EpilogueTypes.Constraints(kernel.Epilogue));

    private static string SharedName(ProductKernel kernel) => "AllRows" + kernel.SumKind + EpilogueTypes.Suffix(kernel.Epilogue);

    private static void EmitAll(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        string shared = ProductTiles.SharedArguments(kernel);
        using (writer.Block($"if (to - from >= {Text.Number(set.TileRows(kernel.Sums))})"))
        {
            EmitTiles(writer, set, kernel, ProductTiles.Name(kernel) + EpilogueTypes.Parameters, shared);
        }

        int lanes = SingleRow.SharedLanes(set, kernel.Sums);
        using (writer.Block("for (int row = from; row < to; row++)"))
        using (writer.Block($"for (int j = 0; j < results; j += {Text.Number(lanes)})"))
        {
            string pieces = $"ref Unsafe.Add(ref x, row * length), ref Unsafe.Add(ref weights, {PanelOf("j", lanes, "length")})";
            writer.Line($"{SingleRow.SharedName(kernel)}{EpilogueTypes.Parameters}({pieces}, {shared}, length, row * results + j, j, results - j);");
        }
    }

    private static string InTiles(ProductKernel kernel) => kernel.Name + "InTiles";

    private static string Length(ProductKernel kernel) => kernel.IsSmall ? Text.Number(kernel.Length) : "length";

    private static string Results(ProductKernel kernel) => kernel.IsSmall ? Text.Number(kernel.Results) : "results";

    private static IEnumerable<string> Parameters(ProductKernel kernel) => kernel.Reads.Select(read => "ref float " + read.Name).Concat(["ref float result", "int from", "int to"]);

    private static IEnumerable<string> Arguments(ProductKernel kernel) => kernel.Reads.Select(read => "ref " + read.Name).Concat(["ref result", "from", "to"]);

    /// <summary>The biases, the epilogue's operands and the result as arguments of the shared methods.</summary>
    private static string FurtherArguments(ProductKernel kernel) =>
        $"{(kernel.HasBias ? "ref biases" : "ref x")}, {string.Join(", ", EpilogueTypes.OperandArguments(kernel.Epilogue))}, ref result";

    /// <summary>All rows that fill tiles, and what is then left.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="set">The width.</param>
    /// <param name="kernel">The kernel, or one of those that share the text.</param>
    /// <param name="tile">The tile's name with its types.</param>
    /// <param name="further">Its arguments after x and weights, up to the result.</param>
    private static void EmitTiles(CodeWriter writer, InstructionSet set, ProductKernel kernel, string tile, string further)
    {
        int lanes = set.TileLanes(kernel.Sums);
        string results = Results(kernel);
        bool isWhole = kernel.IsSmall && kernel.Results % lanes == 0;
        string last = kernel.IsSmall ? Text.Number((kernel.Results - 1) / lanes * lanes) : $"(results - 1) / {Text.Number(lanes)} * {Text.Number(lanes)}";
        string end = "to";
        if (!isWhole)
        {
            // How many rows after its own the last run of lanes of a row reaches into.
            string spare = kernel.IsSmall
                ? Text.Number(((((kernel.Results + lanes - 1) / lanes) * lanes) - 1) / kernel.Results)
                : $"({last} + {Text.Number(lanes - 1)}) / results";
            writer.Line("// A tile writes whole vectors, which reach over the end of a row into what follows: so the last columns come first, rows in order, and the last rows alone.");
            writer.Line($"int tiled = to - {spare};");
            end = "tiled";
        }

        string height = Text.Number(set.TileRows(kernel.Sums));
        string guard = isWhole ? "" : $"tiled - from >= {height} && ";
        using (writer.Block($"for (int j = {last}; {guard}j >= 0; j -= {Text.Number(lanes)})"))
        {
            writer.Line($"{tile}(ref x, ref Unsafe.Add(ref weights, {PanelOf("j", lanes, Length(kernel))}), {further}, {Length(kernel)}, {results}, j, from, {end});");
        }

        EmitRest(writer, kernel, isWhole, height);
    }

    private static void EmitRest(CodeWriter writer, ProductKernel kernel, bool isWhole, string height)
    {
        if (!kernel.IsSmall)
        {
            writer.Line($"from = tiled - from >= {height} ? tiled : from;");
        }
        else if (!isWhole)
        {
            writer.Line($"int left = tiled - from >= {height} ? tiled : from;");
            using (writer.Block("for (int row = left; row < to; row++)"))
            {
                writer.Line($"{kernel.Name}({string.Join(", ", kernel.Reads.Select(read => "ref " + read.Name))}, ref result, row, row + 1);");
            }
        }
    }
}
