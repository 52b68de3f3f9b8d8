using System;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission.Templates;

/// <summary>A run of lanes that a kernel takes at a time.</summary>
/// <param name="Column">The first lane, as text.</param>
/// <param name="Panel">The distance of its element of row 0 from the start of the panels, as text.</param>
/// <param name="Stride">Floats from one row of the panel to the next.</param>
/// <param name="Lanes">Lanes that hold elements; the last vector may be partly empty.</param>
internal sealed record LaneChunk(string Column, string Panel, int Stride, int Lanes);

/// <summary>Walks over the lanes of panels in chunks with literal bounds: full panels in a loop, then what is left.</summary>
internal static class LaneChunks
{
    /// <param name="writer">Where loops go.</param>
    /// <param name="panels">The matrix.</param>
    /// <param name="size">Lanes of a chunk; divides a panel.</param>
    /// <param name="emit">Writes the body for one chunk.</param>
    public static void ForEach(CodeWriter writer, PanelLayout panels, int size, Action<LaneChunk> emit)
    {
        int full = panels.FullPanels * PanelLayout.PanelLanes;
        if (full > 0)
        {
            string panel = size == PanelLayout.PanelLanes ? Times("column", panels.Rows)
                : panels.FullPanels == 1 ? "column"
                : $"{Times("(column & ~63)", panels.Rows)} + (column & 63)";
            Loop(writer, 0, full, size, "column", panel, PanelLayout.PanelLanes, emit);
        }

        int whole = panels.LastLanes / size * size;
        int start = full * panels.Rows;
        if (whole > 0)
        {
            int shift = start - full;
            Loop(writer, full, full + whole, size, "column", shift == 0 ? "column" : "column + " + Text.Number(shift), panels.LastWidth, emit);
        }

        if (panels.LastLanes > whole)
        {
            Comment(writer, full + whole, panels.Lanes);
            using (writer.Block())
            {
                emit(new LaneChunk(Text.Number(full + whole), Text.Number(start + whole), panels.LastWidth, panels.LastLanes - whole));
            }
        }
    }

    private static void Loop(CodeWriter writer, int from, int to, int size, string column, string panel, int stride, Action<LaneChunk> emit)
    {
        if (to - from == size)
        {
            // A single trip: literals instead of a loop.
            string start = Text.Number(from);
            Comment(writer, from, to);
            using (writer.Block())
            {
                string literal = from == 0 ? "0" : panel.Replace("column", start);
                emit(new LaneChunk(start, literal, stride, size));
            }

            return;
        }

        using (writer.Block($"for (int column = {Text.Number(from)}; column < {Text.Number(to)}; column += {Text.Number(size)})"))
        {
            emit(new LaneChunk(column, panel, stride, size));
        }
    }

    private static void Comment(CodeWriter writer, int from, int to) =>
        writer.Line(to - from == 1 ? $"// Lane {Text.Number(from)}" : $"// Lanes {Text.Number(from)} to {Text.Number(to - 1)}");

    /// <summary>A product of a text and a literal: of two literals their product.</summary>
    public static string Times(string factor, int number) =>
        number == 1 ? factor
        : int.TryParse(factor, out int literal) ? Text.Number(literal * number)
        : factor + " * " + Text.Number(number);

    /// <summary>A sum of two texts: of literals their sum, and nothing written for a zero.</summary>
    public static string Plus(string left, string right) =>
        left == "0" ? right
        : right == "0" ? left
        : int.TryParse(left, out int a) && int.TryParse(right, out int b) ? Text.Number(a + b)
        : left + " + " + right;
}
