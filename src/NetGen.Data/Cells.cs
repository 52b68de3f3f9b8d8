using System.IO;

namespace NetGen.Data;

/// <summary>Values of cells, and what is wrong with them.</summary>
internal static class Cells
{
    /// <summary>The number of a cell.</summary>
    /// <exception cref="InvalidDataException">It is missing, no number, or too large for a float.</exception>
    internal static float Number(CsvTable table, int column)
    {
        string text = table[column];
        if (text.Length > 0 && Texts.TryNumber(text, out float number))
        {
            return float.IsFinite(number) ? number : throw table.Bad(column, $"the cell is \"{Texts.Shortened(text)}\", which is beyond the range of a float.");
        }

        throw table.IsMissingNumber(column) ? MissingNumber(table, column) : NoNumber(table, column);
    }

    internal static InvalidDataException MissingCategory(CsvTable table, int column, string noun) =>
        table.Bad(column, $"the {noun} is missing{(noun == "category" ? "; leave such rows out, or say with MissingCategory what stands for it" : "")}.");

    private static InvalidDataException MissingNumber(CsvTable table, int column)
    {
        string cell = table[column].Length == 0 ? "the cell is empty" : $"the cell is \"{Texts.Shortened(table[column])}\"";
        return table.Bad(column, $"{cell}, but a number is expected; leave such rows out, or say with MissingNumber what stands for a missing input.");
    }

    private static InvalidDataException NoNumber(CsvTable table, int column)
    {
        string text = table[column];
        string hint = text.Contains(',') ? " with a decimal point" : "";
        string advice = table.Row == 1 ? $"; if the column holds categories, add \"{table.Names[column]}\" to Categories, else to Exclude" : "";
        return table.Bad(column, $"the cell is \"{Texts.Shortened(text)}\", but a number{hint} is expected{advice}.");
    }
}
