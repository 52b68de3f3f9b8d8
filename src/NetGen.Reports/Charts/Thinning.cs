using System;
using System.Collections.Generic;

namespace NetGen.Reports;

/// <summary>Leaves out points of a line that nobody could see, without losing an extreme.</summary>
internal static class Thinning
{
    /// <summary>Of all points in one column of the picture keeps the first, the lowest, the highest and the last, in their order. Points without a place stay, as gaps: one for each run of
    /// them.</summary>
    /// <param name="points">Places, by ascending x.</param>
    /// <param name="columnWidth">The width of a column, above 0.</param>
    internal static List<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points, double columnWidth = 1)
    {
        var kept = new List<(double, double)>();
        int start = 0;
        while (start < points.Count)
        {
            int end = start;
            bool isGap = IsGap(points[start]);
            double column = Math.Floor(points[start].X / columnWidth);
            while (end < points.Count && IsGap(points[end]) == isGap && (isGap || Math.Floor(points[end].X / columnWidth) == column))
            {
                end++;
            }

            if (isGap)
            {
                kept.Add((points[start].X, double.NaN));
            }
            else
            {
                Keep(points, start, end, kept);
            }

            start = end;
        }

        return kept;
    }

    private static bool IsGap((double X, double Y) point) => !double.IsFinite(point.X) || !double.IsFinite(point.Y);

    private static void Keep(IReadOnlyList<(double X, double Y)> points, int start, int end, List<(double, double)> kept)
    {
        (int lowest, int highest) = (start, start);
        for (int i = start; i < end; i++)
        {
            lowest = points[i].Y < points[lowest].Y ? i : lowest;
            highest = points[i].Y > points[highest].Y ? i : highest;
        }

        int before = -1;
        foreach (int i in new[] { start, Math.Min(lowest, highest), Math.Max(lowest, highest), end - 1 })
        {
            if (i != before)
            {
                kept.Add(points[i]);
            }

            before = i;
        }
    }
}
