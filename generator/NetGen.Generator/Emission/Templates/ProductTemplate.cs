using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="ProductKernel"/>: rows against panels of weights, lanes over the results. Most rows go through tiles, the rest one by one.</summary>
internal sealed class ProductTemplate : KernelTemplate<ProductKernel>
{
    public override string Formula(ProductKernel kernel) =>
        $"result[r, j] = {EpilogueText.Formula(kernel.Epilogue, ProductTiles.Sum(kernel))}, k < {Text.Number(kernel.Length)}, j < {Text.Number(kernel.Results)}; {ProductTiles.Order(kernel.Sums)}";

    public override IReadOnlyList<Tile> Tiles(InstructionSet set, ProductKernel kernel) =>
        kernel.Predicts ? [ProductTiles.OfRows(set, kernel)] : [ProductTiles.OfRows(set, kernel), ProductTiles.OfOneRow(set, kernel)];

    public override void Emit(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        int height = set.TileRows(kernel.Sums);
        int spare = RowsWrittenOver(kernel.Results, set.TileLanes(kernel.Sums));
        if (spare == 0)
        {
            writer.Line($"int tiled = to - from >= {Text.Number(height)} ? to : from;");
        }
        else
        {
            writer.Line("// A tile writes whole vectors, which reach over the end of a row into what follows: so the last columns come first, rows in order, and the last rows alone.");
            writer.Line($"int tiled = to - from >= {Text.Number(height + spare)} ? to - {Text.Number(spare)} : from;");
        }

        ForEachTile(writer, set, kernel, "tiled > from && ", "from, tiled", ProductTiles.OfRows(set, kernel).Name);
        writer.Gap();
        using (writer.Block("for (int row = tiled; row < to; row++)"))
        {
            if (kernel.Predicts)
            {
                SingleRow.Emit(writer, set, kernel);
            }
            else
            {
                string count = kernel.Results % set.TileLanes(kernel.Sums) == 0 ? Text.Number(set.TileLanes(kernel.Sums)) : Text.Number(kernel.Results) + " - j";
                ForEachTile(writer, set, kernel, "", "row, " + count, ProductTiles.OfOneRow(set, kernel).Name);
            }
        }
    }

    /// <summary>How many rows after its own the last run of lanes of a row reaches into.</summary>
    private static int RowsWrittenOver(int results, int lanes)
    {
        int beyond = ((results + lanes - 1) / lanes * lanes) - results;
        return (beyond + results - 1) / results;
    }

    /// <summary>Calls a tile for every run of lanes, the last first.</summary>
    private static void ForEachTile(CodeWriter writer, InstructionSet set, ProductKernel kernel, string condition, string rows, string tile)
    {
        int lanes = set.TileLanes(kernel.Sums);
        int last = (kernel.Results - 1) / lanes * lanes;
        IEnumerable<string> arguments = new[] { "ref x", $"ref Unsafe.Add(ref weights, {PanelOf("j", lanes, kernel.Length)})" }
            .Concat(kernel.HasBias ? ["ref Unsafe.Add(ref biases, j)"] : [])
            .Concat(kernel.Epilogue.Operands.Select(operand => $"ref Unsafe.Add(ref {operand}, j)"))
            .Concat(["ref Unsafe.Add(ref result, j)", Text.Number(kernel.Length), Text.Number(kernel.Results), rows]);
        using (writer.Block($"for (int j = {Text.Number(last)}; {condition}j >= 0; j -= {Text.Number(lanes)})"))
        {
            writer.Line($"{tile}({string.Join(", ", arguments)});");
        }
    }

    /// <summary>Where in the panels a run of lanes begins.</summary>
    /// <param name="column">The first lane, as text; a multiple of <paramref name="lanes"/>, or a literal.</param>
    /// <param name="lanes">Lanes of the run.</param>
    /// <param name="length">Rows of the panels.</param>
    public static string PanelOf(string column, int lanes, int length)
    {
        if (int.TryParse(column, out int first))
        {
            int lane = first % PanelLayout.PanelLanes;
            return Text.Number(((first - lane) * length) + lane);
        }

        return lanes % PanelLayout.PanelLanes == 0 ? IndexText.Times(column, length) : $"{IndexText.Times($"({column} & ~15)", length)} + ({column} & 15)";
    }
}
