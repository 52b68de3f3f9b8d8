using System;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A small chart of a distribution.</summary>
internal static class HistogramChart
{
    private const double Width = 260;
    private const double Height = 130;
    private const double Left = 8;
    private const double Right = 252;
    private const double Top = 18;
    private const double Bottom = 104;

    /// <summary>Draws a histogram.</summary>
    /// <param name="histogram">The numbers.</param>
    /// <param name="title">Of what.</param>
    /// <param name="color">The number of the colour.</param>
    internal static Markup Draw(Histogram histogram, string title, int color) => Picture.Draw(Width, Height, title, Description(histogram), "histogram", svg =>
    {
        if (histogram.Bins.IsEmpty)
        {
            svg.Text(Width / 2, Height / 2, "no finite numbers", "middle", "tick");
            return;
        }

        // A single value has one bin, too narrow for an axis of numbers that differ.
        bool isSingle = histogram.Bins.Length == 1;
        double[] ends = isSingle ? [histogram.Min - 1, histogram.Min + 1] : [histogram.Low, histogram.High];
        Axis x = Axis.Of(ends, false, Left, Right, ticks: 3, isTight: true);
        Bars(svg, histogram, x, isSingle, color);
        svg.Line(Left, Bottom, Right, Bottom, "axis");
        foreach (Tick tick in isSingle ? [new Tick(histogram.Min, NumberText.Short(histogram.Min))] : x.Ticks)
        {
            double place = x.Map(tick.Value);
            svg.Line(place, Bottom, place, Bottom + 4, "axis");
            string anchor = place < Left + 12 ? "start" : place > Right - 12 ? "end" : "middle";
            svg.Text(place, Bottom + 18, tick.Label, anchor, "tick");
        }

        svg.Text(Right, Top - 6, $"highest bar {NumberText.Percent((double)histogram.Bins.Max() / histogram.Count)}", "end", "tick");
    });

    private static void Bars(Markup svg, Histogram histogram, Axis x, bool isSingle, int color)
    {
        double most = histogram.Bins.Max();
        for (int bin = 0; bin < histogram.Bins.Length; bin++)
        {
            if (histogram.Bins[bin] == 0)
            {
                continue;
            }

            double low = histogram.Low + (bin * histogram.BinWidth);
            double from = isSingle ? x.Map(histogram.Min) - 3 : x.Map(low);
            double to = isSingle ? from + 6 : x.Map(low + histogram.BinWidth);
            // What is there is seen, however little.
            double height = Math.Max(1, (Bottom - Top) * histogram.Bins[bin] / most);
            string note = $"{NumberText.Short(low)} to {NumberText.Short(low + histogram.BinWidth)}: {NumberText.Count(histogram.Bins[bin])}";
            svg.Open("rect", ("x", from + 0.3), ("y", Bottom - height), ("width", Math.Max(0.8, to - from - 0.6)), ("height", height), ("class", $"bar c{color}")).Element("title", note).Close("rect");
        }
    }

    private static string Description(Histogram histogram) =>
        $"{NumberText.Count(histogram.Count)} numbers from {NumberText.Short(histogram.Min)} to {NumberText.Short(histogram.Max)}, mean {NumberText.Short(histogram.Mean)}, "
        + $"standard deviation {NumberText.Short(histogram.StandardDeviation)}";
}
