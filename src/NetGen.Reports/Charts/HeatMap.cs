using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A confusion matrix as a table of coloured cells: a row for each class, its shares as colours.</summary>
internal static class HeatMap
{
    /// <summary>With more classes cells are too small for numbers.</summary>
    private const int MostNumbers = 16;

    private const double LargestCell = 56;
    private const double Room = 560;

    /// <summary>Draws a matrix.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="labels">A name for each class.</param>
    internal static Markup Draw(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        bool hasUndecided = Enumerable.Range(0, matrix.Classes).Any(actual => matrix.Undecided(actual) > 0);
        int columns = matrix.Classes + (hasUndecided ? 1 : 0);
        double cell = Math.Clamp(Room / columns, 5, LargestCell);
        double longest = Math.Min(140, labels.Max(label => Picture.WidthOf(label)) + 8);
        bool hasSteepLabels = cell < longest;
        double left = 26 + longest;
        double top = 26 + (hasSteepLabels ? longest : 20);
        double size = cell * matrix.Classes;
        double width = left + (cell * columns) + 16;
        double height = top + size + 44;
        return Picture.Draw(width, height, "Confusion matrix", Description(matrix, labels), "heatmap", svg =>
        {
            svg.Text(left + (size / 2), 14, "predicted class", "middle", "label");
            svg.Text(14, top + (size / 2), "actual class", "middle", "label", $"rotate(-90 14 {Markup.Number(top + (size / 2))})");
            Names(svg, labels, hasUndecided, left, top, cell, longest, hasSteepLabels);
            for (int actual = 0; actual < matrix.Classes; actual++)
            {
                Row(svg, matrix, labels, actual, columns, left, top + (actual * cell), cell);
            }

            Scale(svg, left, top + size + 14);
        });
    }

    private static string Description(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        var worst = Enumerable.Range(0, matrix.Classes).SelectMany(actual => Enumerable.Range(0, matrix.Classes).Where(predicted => predicted != actual)
            .Select(predicted => (Count: matrix[actual, predicted], Actual: actual, Predicted: predicted))).MaxBy(one => one.Count);
        string confusion = worst.Count == 0 ? "no class was taken for another" : $"most often {labels[worst.Actual]} was taken for {labels[worst.Predicted]}, {NumberText.Count(worst.Count)} times";
        return $"{matrix.Classes} classes, accuracy {NumberText.Percent(matrix.Accuracy)}; {confusion}";
    }

    private static void Names(Markup svg, IReadOnlyList<string> labels, bool hasUndecided, double left, double top, double cell, double longest, bool areSteep)
    {
        // Names that would overlap are left out, at equal distances.
        int every = Math.Max(1, (int)Math.Ceiling(13 / cell));
        for (int i = 0; i < labels.Count + (hasUndecided ? 1 : 0); i += every)
        {
            string label = i < labels.Count ? Picture.Fit(labels[i], longest) : "none";
            double x = left + ((i + 0.5) * cell);
            string? turn = areSteep ? $"rotate(-90 {Markup.Number(x + 4)} {Markup.Number(top - 6)})" : null;
            svg.Text(areSteep ? x + 4 : x, top - 6, label, areSteep ? "start" : "middle", "tick", turn);
            if (i < labels.Count)
            {
                svg.Text(left - 8, top + ((i + 0.5) * cell) + 4, label, "end", "tick");
            }
        }
    }

    private static void Row(Markup svg, ConfusionMatrix matrix, IReadOnlyList<string> labels, int actual, int columns, double left, double y, double cell)
    {
        long total = Enumerable.Range(0, matrix.Classes).Sum(predicted => matrix[actual, predicted]) + matrix.Undecided(actual);
        for (int column = 0; column < columns; column++)
        {
            bool isDecided = column < matrix.Classes;
            long count = isDecided ? matrix[actual, column] : matrix.Undecided(actual);
            double share = total == 0 ? 0 : (double)count / total;
            double x = left + (column * cell);
            string note = $"{labels[actual]} taken for {(isDecided ? labels[column] : "none")}: {NumberText.Count(count)} of {NumberText.Count(total)} ({NumberText.Percent(share)})";
            double gap = cell > 12 ? 1 : 0.25;
            svg.Open("g").Element("title", note);
            svg.Empty("rect", ("x", x + gap), ("y", y + gap), ("width", cell - (2 * gap)), ("height", cell - (2 * gap)), ("class", "cell"));
            svg.Empty("rect", ("x", x + gap), ("y", y + gap), ("width", cell - (2 * gap)), ("height", cell - (2 * gap)), ("class", "heat"), ("fill-opacity", Opacity(share)));
            if (matrix.Classes <= MostNumbers)
            {
                string style = (count == 0 ? "number zero" : "number") + (Opacity(share) > 0.5 ? " strong" : "");
                bool hasShare = cell >= 40 && count > 0;
                svg.Text(x + (cell / 2), y + (cell / 2) + (hasShare ? -1 : 4), NumberText.Count(count), "middle", style);
                if (hasShare)
                {
                    svg.Text(x + (cell / 2), y + (cell / 2) + 13, (100 * share).ToString("0", System.Globalization.CultureInfo.InvariantCulture) + " %", "middle", style + " small");
                }
            }

            svg.Close("g");
        }
    }

    private static void Scale(Markup svg, double left, double y)
    {
        const int steps = 10;
        svg.Text(left, y + 10, "0 %", "start", "tick");
        for (int i = 0; i <= steps; i++)
        {
            svg.Empty("rect", ("x", left + 30 + (i * 12)), ("y", y), ("width", 12.0), ("height", 12.0), ("class", "heat"), ("fill-opacity", Opacity((double)i / steps)));
        }

        svg.Text(left + 30 + ((steps + 1) * 12) + 6, y + 10, "100 % of a row", "start", "tick");
    }

    // The root makes small shares visible, which are the mistakes.
    private static double Opacity(double share) => share == 0 ? 0 : 0.08 + (0.92 * Math.Sqrt(share));
}
