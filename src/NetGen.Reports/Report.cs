using System;
using System.IO;
using System.Text;

namespace NetGen.Reports;

/// <summary>A report as one HTML file that needs no other file, no network and no script: charts are drawn as SVG.</summary>
public abstract class Report
{
    private protected Report()
    {
    }

    /// <summary>The heading; null for the report's own.</summary>
    public string? Title { get; init; }

    /// <summary>When what is reported happened; null leaves it out, so that the same results make the same file.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The colours. Those of the reader's system unless set otherwise; printed it is always light.</summary>
    public ReportTheme Theme { get; init; }

    /// <summary>Writes the report to a file. It appears whole or not at all; an existing one is replaced.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="IOException">The file cannot be written; one that was there is as before.</exception>
    public void Save(string path)
    {
        byte[] content = Encoding.UTF8.GetBytes(ToHtml());
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>The report's text.</summary>
    public string ToHtml()
    {
        var page = new Markup();
        page.Raw("<!DOCTYPE html>\n");
        page.Open("html", ("lang", "en"), ("data-theme", Theme switch { ReportTheme.Light => "light", ReportTheme.Dark => "dark", _ => null }));
        page.Open("head").Empty("meta", ("charset", "utf-8")).Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", Heading).Open("style").Raw("\n" + Stylesheet.Text + "\n").Close("style").Close("head");
        page.Open("body").Open("main").Element("h1", Heading);
        Write(page);
        page.Close("main").Close("body");
        return page.Close("html").ToString();
    }

    /// <summary>What the report is called unless it is given a title.</summary>
    private protected abstract string DefaultTitle { get; }

    private string Heading => Title ?? DefaultTitle;

    private protected abstract void Write(Markup page);
}
