using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Terminal;

/// <summary>A course of numbers in one line of text.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const string PlainBars = "_.-=+*#@";

    /// <summary>Draws numbers, from the lowest to the highest of them; what is not finite is a blank.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="width">The number of characters at most; of more numbers than that, each character shows the mean of some.</param>
    /// <param name="isUnicode">Whether the terminal can show block characters.</param>
    internal static string Of(IReadOnlyList<double> values, int width, bool isUnicode)
    {
        int count = Math.Min(width, values.Count);
        double[] means = [.. Enumerable.Range(0, count).Select(i => Mean(values, (int)((long)i * values.Count / count), (int)((i + 1L) * values.Count / count)))];
        double[] finite = [.. means.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return "";
        }

        (double low, double high) = (finite.Min(), finite.Max());
        string bars = isUnicode ? Bars : PlainBars;
        return string.Concat(means.Select(mean => !double.IsFinite(mean) ? ' ' : bars[high > low ? (int)Math.Round((mean - low) / (high - low) * (bars.Length - 1)) : 0]));
    }

    private static double Mean(IReadOnlyList<double> values, int start, int end)
    {
        (double sum, int count) = (0, 0);
        for (int i = start; i < end; i++)
        {
            if (double.IsFinite(values[i]))
            {
                sum += values[i];
                count++;
            }
        }

        return sum / count;
    }
}
