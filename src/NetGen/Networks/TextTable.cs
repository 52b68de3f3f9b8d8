using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>Rows of cells printed in aligned columns.</summary>
/// <param name="headings">The headings; one that starts with '&gt;' aligns its column to the right.</param>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings.Select(heading => heading.TrimStart('>')).ToArray()];
    private readonly bool[] _right = headings.Select(heading => heading.StartsWith('>')).ToArray();

    public void Add(params string[] cells) => _rows.Add(cells);

    public void AppendTo(StringBuilder text)
    {
        int[] widths = Enumerable.Range(0, _right.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (string[] row in _rows)
        {
            var cells = row.Select((cell, column) => _right[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }
}
