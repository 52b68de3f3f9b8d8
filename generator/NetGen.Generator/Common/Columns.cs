using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Common;

/// <summary>Rows of cells as aligned text.</summary>
internal static class Columns
{
    /// <param name="rows">Rows with the same number of cells.</param>
    /// <param name="right">Columns whose cells stand at the right, as numbers do.</param>
    public static IReadOnlyList<string> Align(IReadOnlyList<string[]> rows, params int[] right)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        int[] widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => right.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd()).ToArray();
    }
}
