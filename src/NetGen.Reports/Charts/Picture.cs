using System;

namespace NetGen.Reports;

/// <summary>The frame of an SVG picture: its size, and a title and description that screen readers read.</summary>
internal static class Picture
{
    /// <summary>Draws a picture.</summary>
    /// <param name="width">The width in its own units, which are pixels at natural size.</param>
    /// <param name="height">The height.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What it says, in a sentence or two.</param>
    /// <param name="kind">A style class.</param>
    /// <param name="draw">Draws into it.</param>
    internal static Markup Draw(double width, double height, string title, string description, string kind, Action<Markup> draw)
    {
        var svg = new Markup();
        svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "picture " + kind),
            ("role", "img"),
            ("aria-label", $"{title}. {description}"),
            ("viewBox", $"0 0 {Markup.Number(width)} {Markup.Number(height)}"),
            ("style", $"max-width:{Markup.Number(width)}px"));
        svg.Element("desc", description);
        draw(svg);
        return svg.Close("svg");
    }

    /// <summary>Text in a picture.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="x">The anchor's place.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor">Which part of the text is at the place: start, middle or end.</param>
    /// <param name="style">Style classes.</param>
    /// <param name="transform">A transformation.</param>
    internal static void Text(this Markup svg, double x, double y, string text, string anchor = "start", string? style = null, string? transform = null) =>
        svg.Element("text", text, ("x", x), ("y", y), ("text-anchor", anchor == "start" ? null : anchor), ("class", style), ("transform", transform));

    internal static void Line(this Markup svg, double x1, double y1, double x2, double y2, string style) =>
        svg.Empty("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", style));

    /// <summary>About how wide a text of the pictures' 12 pixels is.</summary>
    internal static double WidthOf(string text, double size = 12) => text.Length * size * 0.56;

    /// <summary>A text cut to a width, with an ellipsis.</summary>
    internal static string Fit(string text, double width, double size = 12)
    {
        int most = Math.Max(1, (int)(width / (size * 0.56)));
        return text.Length <= most ? text : string.Concat(text.AsSpan(0, Math.Max(1, most - 1)), "…");
    }
}
