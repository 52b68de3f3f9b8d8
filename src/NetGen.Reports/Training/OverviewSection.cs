using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Reports;

/// <summary>What was trained, how it ended and what it came to.</summary>
internal static class OverviewSection
{
    internal static void Write(Markup page, TrainingReport report)
    {
        NetworkInfo network = report.Network.Info;
        string inputs = string.Join(", ", network.Inputs.Select(Field));
        string outputs = string.Join(", ", network.Outputs.Select(Field));
        string date = report.Date is DateTimeOffset at ? at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " · " : "";
        page.Element("p", $"{date}{network.Name}: {inputs} → {outputs}{(network.Loss is null ? "" : $", loss {network.Loss}")}, {NumberText.Count(network.Layout.ParameterCount)} parameters", ("class", "quiet"));
        page.Facts(Facts(report.Result, report.Test));
        page.Notice(Ended(report.Result), isBad: report.Result.StopReason == StopReason.LossNotFinite);
        foreach (string warning in report.Result.Warnings)
        {
            page.Notice("Warning: " + warning);
        }

        if (report.Test is { } test)
        {
            page.Section("Test", section => Measures(section, test));
        }
    }

    private static string Field(FieldInfo field) => $"{field.Name} [{string.Join(", ", field.Shape)}]";

    private static IEnumerable<(string, string, string?)> Facts(TrainingResult result, Evaluation? test)
    {
        yield return ("epochs", NumberText.Count(result.History.Count), NumberText.Count(result.Steps) + " steps");
        yield return ("time", NumberText.Duration(result.Elapsed), result.History.Count > 0 ? NumberText.Count((long)result.History.Average(record => record.ExamplesPerSecond)) + " examples/s" : null);
        if (result.History.Count > 0)
        {
            yield return ("training loss", NumberText.Short(result.History[^1].Loss), "last epoch");
        }

        if (Courses.Validations(result) is { Count: > 0 } validations)
        {
            ValidationPoint best = validations.MinBy(point => double.IsNaN(point.Evaluation.Loss) ? double.PositiveInfinity : point.Evaluation.Loss)!;
            yield return ("best validation loss", NumberText.Short(best.Evaluation.Loss), "epoch " + NumberText.Short(best.Epoch));
            if (validations.Any(point => point.Evaluation.Accuracy is not null))
            {
                ValidationPoint most = validations.MaxBy(point => point.Evaluation.Accuracy ?? -1)!;
                yield return ("best validation accuracy", NumberText.Percent(most.Evaluation.Accuracy!.Value), "epoch " + NumberText.Short(most.Epoch));
            }
        }

        if (test?.Accuracy is double accuracy)
        {
            yield return ("test accuracy", NumberText.Percent(accuracy), NumberText.Count(test.Count) + " examples");
        }
        else if (test is not null)
        {
            yield return ("test loss", NumberText.Short(test.Loss), NumberText.Count(test.Count) + " examples");
        }
    }

    private static string Ended(TrainingResult result) => result.StopReason switch
    {
        StopReason.EpochsCompleted => "All epochs are done.",
        StopReason.StepsCompleted => "All steps are done.",
        StopReason.TimeOver => "The time is over.",
        StopReason.Cancelled => "Training was cancelled; the model is as the last completed step left it.",
        StopReason.LossNotFinite => "Training stopped. " + result.Fault,
        StopReason.Stopped => result.StopMessage is { } message ? "Training was stopped: " + message : "A callback stopped the training.",
        _ => result.StopReason.ToString(),
    };

    private static void Measures(Markup section, Evaluation test)
    {
        var rows = new List<(string, string)> { ("examples", NumberText.Count(test.Count)), ("loss", NumberText.Short(test.Loss)) };
        if (test.Accuracy is double accuracy)
        {
            rows.Add(("accuracy", NumberText.Percent(accuracy)));
        }

        rows.AddRange(test.Metrics.Where(metric => metric.Name is not ("loss" or "accuracy")).Select(metric => (metric.Name, NumberText.Short(metric.Value))));
        section.Table(["measure", ">value"], rows.Select(row => ((IReadOnlyList<object>)[row.Item1, row.Item2], (string?)null)));
    }
}
