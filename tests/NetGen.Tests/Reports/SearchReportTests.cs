using System;
using System.Linq;
using System.Xml.Linq;
using NetGen.Reports;
using Xunit;

namespace NetGen.Tests.Reports;

public class SearchReportTests
{
    [Fact]
    public void A_search_has_charts_of_its_course_and_of_each_parameter_and_a_table_of_its_trials()
    {
        var space = new SearchSpace();
        SearchParameter<int> width = space.Choice("width", 16, 32, 64);
        SearchParameter<double> rate = space.LogUniform("rate", 1e-4, 1e-1);
        SearchParameter<int> depth = space.Integer("depth", 1, 3);
        var search = new NetGen.Search(space, new RandomSearch()) { Goal = Goal.Maximize, Trials = 20, Seed = 1, Parallelism = 1 };
        SearchResult result = search.Run(trial =>
        {
            trial.Record("size & time", trial[width] * trial[depth]);
            return trial.Number == 3 ? throw new InvalidOperationException("no <memory>") : -Math.Abs(Math.Log10(trial[rate]) + 2.5) + (trial[width] / 100.0);
        });
        string html = new SearchReport(result) { ScoreName = "accuracy" }.ToHtml();
        XDocument page = XDocument.Parse(html);
        XNamespace svg = "http://www.w3.org/2000/svg";
        string[] titles = [.. page.Descendants(svg + "svg").Attributes("aria-label").Select(label => label.Value.Split('.')[0])];
        Assert.Equal(["Accuracy over the trials", "Accuracy against width", "Accuracy against rate", "Accuracy against depth"], titles);
        XElement[] rows = [.. page.Descendants("tbody").Single().Elements("tr")];
        Assert.Equal(20, rows.Length);
        Assert.Equal(("best", result.Best.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)), (rows[0].Attribute("class")!.Value, rows[0].Elements("td").First().Value.Trim()));
        Assert.Equal("failed", rows[^1].Attribute("class")!.Value);
        Assert.Contains("no <memory>", rows[^1].Value, StringComparison.Ordinal);
        XElement depths = page.Descendants(svg + "svg").Single(chart => chart.Attribute("aria-label")?.Value.StartsWith("Accuracy against depth", StringComparison.Ordinal) == true);
        Assert.Equal(["1", "2", "3"], depths.Elements(svg + "text").Where(text => text.Attribute("class")?.Value == "tick" && text.Attribute("text-anchor")?.Value == "middle").Select(text => text.Value));
    }
}
