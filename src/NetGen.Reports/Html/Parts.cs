using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>The parts that pages are made of.</summary>
internal static class Parts
{
    /// <summary>A card with a heading.</summary>
    internal static void Section(this Markup page, string heading, Action<Markup> content)
    {
        page.Open("section", ("class", "card")).Element("h2", heading);
        content(page);
        page.Close("section");
    }

    /// <summary>Facts in large letters: what, the value, and something smaller below.</summary>
    internal static void Facts(this Markup page, IEnumerable<(string Name, string Value, string? Note)> facts)
    {
        page.Open("dl", ("class", "facts"));
        foreach ((string name, string value, string? note) in facts)
        {
            page.Open("div").Element("dt", name).Open("dd").Text(value);
            if (note is not null)
            {
                page.Element("small", note);
            }

            page.Close("dd").Close("div");
        }

        page.Close("dl");
    }

    internal static void Notice(this Markup page, string text, bool isBad = false) => page.Element("p", text, ("class", isBad ? "notice bad" : "notice"));

    /// <summary>A picture with its title and, below it, more of it.</summary>
    internal static void Figure(this Markup page, string title, string? note, Markup picture, Markup? legend = null)
    {
        page.Open("figure").Open("figcaption").Text(title);
        if (note is not null)
        {
            page.Element("span", note, ("class", "quiet"));
        }

        page.Close("figcaption");
        if (legend is not null)
        {
            page.Add(legend);
        }

        page.Add(picture).Close("figure");
    }

    internal static void Figure(this Markup page, Chart chart) => page.Figure(chart.Title, null, chart.Draw(), chart.Legend());

    /// <summary>A table.</summary>
    /// <param name="page">The page.</param>
    /// <param name="headings">The headings; one that starts with '&gt;' aligns its column to the right.</param>
    /// <param name="rows">The cells, each text or markup, and a style class for the row.</param>
    internal static void Table(this Markup page, IReadOnlyList<string> headings, IEnumerable<(IReadOnlyList<object> Cells, string? Style)> rows)
    {
        string?[] styles = [.. headings.Select(heading => heading.StartsWith('>') ? "n" : null)];
        page.Open("div", ("class", "tablebox")).Open("table").Open("thead").Open("tr");
        for (int i = 0; i < headings.Count; i++)
        {
            page.Element("th", headings[i].TrimStart('>'), ("class", styles[i]), ("scope", "col"));
        }

        page.Close("tr").Close("thead").Open("tbody");
        foreach ((IReadOnlyList<object> cells, string? style) in rows)
        {
            page.Open("tr", ("class", style));
            for (int i = 0; i < cells.Count; i++)
            {
                page.Open("td", ("class", styles[i] ?? (cells[i] is string { Length: > 60 } ? "wrap" : null)));
                _ = cells[i] is Markup markup ? page.Add(markup) : page.Text((string)cells[i]);
                page.Close("td");
            }

            page.Close("tr");
        }

        page.Close("tbody").Close("table").Close("div");
    }

    /// <summary>A share in percent with a bar.</summary>
    internal static Markup Meter(double share)
    {
        var meter = new Markup();
        meter.Text(NumberText.Percent(share)).Open("span", ("class", "meter"), ("aria-hidden", "true"));
        return meter.Open("i", ("style", $"width:{Markup.Number(100 * share)}%")).Close("i").Close("span");
    }
}
