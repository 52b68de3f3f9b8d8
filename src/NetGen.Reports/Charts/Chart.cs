using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A chart of lines or points over two axes, with a legend.</summary>
internal sealed class Chart
{
    private const double Width = 560;
    private const double Height = 300;
    private const double Left = 64;
    private const double Right = 544;
    private const double Top = 14;
    private const double Bottom = 252;

    /// <summary>More points than this in a line are not drawn as dots.</summary>
    private const int MostDots = 40;

    internal required string Title { get; init; }

    internal required string XLabel { get; init; }

    internal required string YLabel { get; init; }

    internal required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Whether the axis of values is logarithmic; null: if that shows more.</summary>
    internal bool? IsLogarithmic { get; init; }

    internal bool IsXLogarithmic { get; init; }

    /// <summary>Whether values are shares, shown in percent.</summary>
    internal bool IsPercent { get; init; }

    /// <summary>The names at x = 0, 1, 2, ..., for things without order; empty for numbers.</summary>
    internal IReadOnlyList<string> XNames { get; init; } = [];

    internal Markup Draw()
    {
        double factor = IsPercent ? 100 : 1;
        Series[] series = [.. Series.Select(one => one with
        {
            Points = [.. one.Points.Select(point => (point.X, point.Y * factor))],
            Mark = one.Mark is { } mark ? (mark.X, mark.Y * factor, mark.Text) : null,
        })];
        double[] values = [.. series.SelectMany(one => one.Points).Select(point => point.Y)];
        Axis y = Axis.Of(values, IsLogarithmic ?? (!IsPercent && Axis.IsBestLogarithmic(values)), Bottom, Top);
        Axis x = XNames.Count > 0
            ? Axis.Of([-0.5, XNames.Count - 0.5], false, Left, Right, isTight: true)
            : Axis.Of(series.SelectMany(one => one.Points).Select(point => point.X), IsXLogarithmic, Left, Right, ticks: 7, isTight: !series.Any(one => one.IsScatter));
        return Picture.Draw(Width, Height, Title, Description(), "chart", svg =>
        {
            Frame(svg, x, y);
            foreach (Series one in series)
            {
                Draw(svg, one, x, y);
            }

            foreach (Series one in series)
            {
                Mark(svg, one, x, y);
            }
        });
    }

    /// <summary>The names of the series with their colours.</summary>
    internal Markup Legend()
    {
        var legend = new Markup();
        legend.Open("ul", ("class", "legend"));
        foreach (Series one in Series)
        {
            legend.Open("li").Open("svg", ("viewBox", "0 0 26 12"), ("class", "key"), ("aria-hidden", "true"));
            if (one.IsScatter)
            {
                legend.Empty("circle", ("cx", "13"), ("cy", "6"), ("r", "4"), ("class", $"dot c{one.Color}"));
            }
            else
            {
                legend.Line(1, 6, 25, 6, Style(one));
            }

            legend.Close("svg").Text(one.Name);
            if (one.Mark is { } mark)
            {
                legend.Element("span", mark.Text, ("class", "quiet"));
            }

            legend.Close("li");
        }

        return legend.Close("ul");
    }

    private string Description() => string.Join("; ", Series.Select(one =>
    {
        double[] finite = [.. one.Points.Select(point => point.Y).Where(double.IsFinite)];
        return finite.Length == 0
            ? $"{one.Name}: no values"
            : $"{one.Name}: {finite.Length.ToString(CultureInfo.InvariantCulture)} values from {Value(finite.Min())} to {Value(finite.Max())}, the last {Value(finite[^1])}";
    }));

    private string Value(double value) => IsPercent ? NumberText.Percent(value) : NumberText.Short(value);

    private void Frame(Markup svg, Axis x, Axis y)
    {
        foreach (Tick tick in y.Ticks)
        {
            double place = y.Map(tick.Value);
            svg.Line(Left, place, Right, place, "grid");
            svg.Text(Left - 8, place + 4, IsPercent ? tick.Label + " %" : tick.Label, "end", "tick");
        }

        if (XNames.Count > 0)
        {
            double room = (Right - Left) / XNames.Count;
            for (int i = 0; i < XNames.Count; i++)
            {
                svg.Text(x.Map(i), Bottom + 18, Picture.Fit(XNames[i], room - 4), "middle", "tick");
            }
        }
        else
        {
            foreach (Tick tick in x.Ticks)
            {
                double place = x.Map(tick.Value);
                svg.Line(place, Bottom, place, Bottom + 4, "axis");
                svg.Text(place, Bottom + 18, tick.Label, "middle", "tick");
            }
        }

        svg.Line(Left, Bottom, Right, Bottom, "axis");
        svg.Text((Left + Right) / 2, Height - 8, XLabel, "middle", "label");
        double middle = (Top + Bottom) / 2;
        svg.Text(14, middle, YLabel, "middle", "label", $"rotate(-90 14 {Markup.Number(middle)})");
    }

    private static string Style(Series one) => $"line c{one.Color}{(one.IsDashed ? " dashed" : "")}";

    private static void Draw(Markup svg, Series one, Axis x, Axis y)
    {
        (double X, double Y)[] places = [.. one.Points.Select(point => (x.Map(point.X), y.Map(point.Y)))];
        if (one.IsScatter)
        {
            Dots(svg, one, places, 4);
            return;
        }

        svg.Empty("path", ("d", Path(Thinning.Thin(places), one.IsStepped)), ("class", Style(one)));
        if (places.Length <= MostDots && !one.IsStepped)
        {
            Dots(svg, one, places, 2.5);
        }
    }

    private static void Dots(Markup svg, Series one, (double X, double Y)[] places, double radius)
    {
        for (int i = 0; i < places.Length; i++)
        {
            if (double.IsFinite(places[i].X) && double.IsFinite(places[i].Y))
            {
                string note = one.Notes.Count > i ? one.Notes[i] : $"{one.Name}: {NumberText.Short(one.Points[i].Y)} at {NumberText.Short(one.Points[i].X)}";
                svg.Open("circle", ("cx", places[i].X), ("cy", places[i].Y), ("r", radius), ("class", $"dot c{one.Color}")).Element("title", note).Close("circle");
            }
        }
    }

    /// <summary>A line through places, broken at gaps; a place alone between gaps is a dot, by its round ends.</summary>
    private static string Path(List<(double X, double Y)> places, bool isStepped)
    {
        var path = new System.Text.StringBuilder();
        bool isDown = false;
        for (int i = 0; i < places.Count; i++)
        {
            (double x, double y) = places[i];
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                isDown = false;
                continue;
            }

            bool isAlone = !isDown && (i + 1 == places.Count || !double.IsFinite(places[i + 1].Y));
            path.Append(isDown && isStepped ? $"H{Markup.Number(x)}V{Markup.Number(y)}" : $"{(isDown ? 'L' : 'M')}{Markup.Number(x)} {Markup.Number(y)}");
            path.Append(isAlone ? "h0.01" : "");
            isDown = true;
        }

        return path.ToString();
    }

    private static void Mark(Markup svg, Series one, Axis x, Axis y)
    {
        if (one.Mark is { } mark && double.IsFinite(y.Map(mark.Y)) && double.IsFinite(x.Map(mark.X)))
        {
            svg.Open("circle", ("cx", x.Map(mark.X)), ("cy", y.Map(mark.Y)), ("r", 5.0), ("class", $"mark c{one.Color}")).Element("title", $"{one.Name}: {mark.Text}").Close("circle");
        }
    }
}
