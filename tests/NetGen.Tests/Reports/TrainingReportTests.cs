using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using NetGen.Reports;
using NetGen.Tests.Checking;
using NetGen.Tests.Files;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Reports;

public class TrainingReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_report_is_one_well_formed_file_with_all_charts()
    {
        (TrainingReport report, TrainingResult result, Evaluation test) = Trained();
        string html = report.ToHtml();
        XDocument page = XDocument.Parse(html);
        string[] titles = [.. page.Descendants(Svg + "svg").Attributes("aria-label").Select(label => label.Value.Split('.')[0])];
        foreach (string title in new[] { "Loss", "Accuracy", "Top 2 accuracy", "Learning rate", "Confusion matrix", "Values of residual2", "Graph of BlocksNetwork" })
        {
            Assert.Contains(titles, one => one.StartsWith(title, StringComparison.Ordinal));
        }

        Assert.Contains(page.Descendants(Svg + "svg").Attributes("aria-label"), label => label.Value.StartsWith("Gradient of words.weight", StringComparison.Ordinal));
        Assert.All(page.Descendants(Svg + "svg").Where(svg => svg.Attribute("aria-hidden") is null), svg => Assert.Equal("img", svg.Attribute("role")!.Value));
        Assert.Contains(NumberText.Percent(test.Accuracy!.Value), html, StringComparison.Ordinal);
        Assert.Contains(NumberText.Short(result.History[^1].Loss), html, StringComparison.Ordinal);
        Assert.Contains("2026-11-21 16:00", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html.Replace(Svg.NamespaceName, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_same_results_make_the_same_bytes()
    {
        TrainingReport report = Trained().Report;
        Assert.Equal(report.ToHtml(), report.ToHtml());
    }

    [Fact]
    public void Both_themes_are_there_and_one_can_be_forced()
    {
        (TrainingReport report, TrainingResult result, _) = Trained();
        string html = report.ToHtml();
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains("--surface: #ffffff", html, StringComparison.Ordinal);
        Assert.Contains("--surface: #171b21", html, StringComparison.Ordinal);
        Assert.Null(XDocument.Parse(html).Root!.Attribute("data-theme"));
        string dark = new TrainingReport(report.Network, result) { Theme = ReportTheme.Dark }.ToHtml();
        Assert.Equal("dark", XDocument.Parse(dark).Root!.Attribute("data-theme")!.Value);
    }

    [Fact]
    public void The_confusion_matrix_has_counts_and_labels()
    {
        (TrainingReport report, _, Evaluation test) = Trained();
        XElement map = XDocument.Parse(report.ToHtml()).Descendants(Svg + "svg").Single(svg => svg.Attribute("class")!.Value.Contains("heatmap", StringComparison.Ordinal));
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++)
            {
                string start = $"{report.Labels[actual]} taken for {report.Labels[predicted]}: {test.Confusion![actual, predicted]} of";
                Assert.Contains(map.Descendants(Svg + "title"), title => title.Value.StartsWith(start, StringComparison.Ordinal));
            }
        }

        Assert.Throws<InvalidDataException>(() => new TrainingReport(report.Network, report.Result) { Test = test, Labels = ["one"] }.ToHtml());
    }

    [Fact]
    public void Names_and_messages_are_escaped()
    {
        var network = new TanhNetwork(1);
        var result = new TrainingResult([], StopReason.Stopped, 0, TimeSpan.Zero) { StopMessage = "a < b & \"c\" \u0001", Warnings = ["<script>alert(1)</script>"] };
        string html = new TrainingReport(network, result) { Title = "<b>&\ud800" }.ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        XDocument page = XDocument.Parse(html);
        Assert.Equal("<b>&\uFFFD", page.Descendants("h1").Single().Value);
        Assert.Contains(page.Descendants("p"), p => p.Value.Contains("a < b & \"c\" \uFFFD", StringComparison.Ordinal));
    }

    [Fact]
    public void Long_histories_with_gaps_and_peaks_stay_small_and_whole()
    {
        var history = new List<EpochRecord>();
        for (int epoch = 1; epoch <= 100_000; epoch++)
        {
            double loss = epoch == 31_415 ? 4e7 : epoch is > 60_000 and < 70_000 ? double.NaN : epoch == 80_000 ? double.PositiveInfinity : 1 + Math.Sin(epoch);
            history.Add(new EpochRecord(epoch, loss, null, TimeSpan.FromSeconds(epoch), 100) { LearningRate = 0.1, Step = epoch });
        }

        string html = new TrainingReport(new TanhNetwork(1), new TrainingResult(history, StopReason.Cancelled, 100_000, TimeSpan.FromDays(1))).ToHtml();
        Assert.InRange(html.Length, 10_000, 200_000);
        XElement loss1 = XDocument.Parse(html).Descendants(Svg + "svg").Single(svg => svg.Attribute("aria-label")?.Value.StartsWith("Loss", StringComparison.Ordinal) == true);
        string path = loss1.Descendants(Svg + "path").Single().Attribute("d")!.Value;
        Assert.Equal(3, path.Count(letter => letter == 'M'));
        Assert.Contains("4e7", loss1.Attribute("aria-label")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Validations_within_an_epoch_have_their_place_between()
    {
        var history = new EpochRecord[] { new(1, 1, null, TimeSpan.Zero, 1) { Step = 10 }, new(2, 1, null, TimeSpan.Zero, 1) { Step = 20 } };
        var evaluation = new Evaluation(0.5, null, 1);
        var result = new TrainingResult(history, StopReason.Cancelled, 23, TimeSpan.Zero) { Validations = [new(5, 1, evaluation), new(10, 1, evaluation), new(15, 2, evaluation), new(23, 3, evaluation)] };
        Assert.Equal([0.5, 1, 1.5, 2.3], Courses.Validations(result).Select(point => Math.Round(point.Epoch, 9)));
    }

    [Fact]
    public void Validations_of_a_later_call_have_their_place_too()
    {
        var evaluation = new Evaluation(0.5, null, 1);
        EpochRecord[] history = [new(4, 1, null, TimeSpan.Zero, 1) { Step = 40 }, new(5, 1, null, TimeSpan.Zero, 1) { Step = 50 }];
        Assert.Equal([3.5, 4.5, 5.2], Places(history, 22, new(35, 4, evaluation), new(45, 5, evaluation), new(52, 6, evaluation)));
        Assert.Equal([3.5], Places(history[..1], 10, new ValidationRecord(35, 4, evaluation)));

        static IEnumerable<double> Places(EpochRecord[] history, long steps, params ValidationRecord[] validations) =>
            Courses.Validations(new TrainingResult(history, StopReason.Cancelled, steps, TimeSpan.Zero) { Validations = validations }).Select(point => Math.Round(point.Epoch, 9));
    }

    [Fact]
    public void Odd_results_make_reports_too()
    {
        foreach (StopReason reason in Enum.GetValues<StopReason>())
        {
            var result = new TrainingResult(
                [new EpochRecord(1, double.NaN, new Evaluation(double.NaN, null, 0), TimeSpan.Zero, double.NaN)], reason, 0, TimeSpan.Zero)
            { Fault = new LossFault(1, 1, double.NaN) };
            XDocument.Parse(new TrainingReport(new TanhNetwork(1), result).ToHtml());
        }
    }

    [Fact]
    public void Files_are_replaced_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder["report.html"];
        File.WriteAllText(path, "before");
        TrainingReport report = Trained().Report;
        report.Save(path);
        Assert.Equal(report.ToHtml(), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Throws<DirectoryNotFoundException>(() => report.Save(Path.Combine(Path.GetDirectoryName(path)!, "missing", "report.html")));
    }

    private static (TrainingReport Report, TrainingResult Result, Evaluation Test) Trained()
    {
        Minibatch words = Checking.Batches.OfWords(60);
        var examples = new Examples(words.Inputs, words.Targets);
        var network = new BlocksNetwork(1);
        var trainer = new Trainer(network, new Adam(0.01)) { Progress = null, Threads = 1, BatchSize = 20, Metrics = [Metric.TopAccuracy(2)] };
        TrainingResult result = trainer.Fit(examples, 5, examples);
        Evaluation test = trainer.Evaluate(examples);
        var report = new TrainingReport(network, result)
        {
            Test = test,
            Labels = ["low & slow", "<mid>", "high"],
            Sample = examples,
            Date = new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero),
        };
        return (report, result, test);
    }
}
