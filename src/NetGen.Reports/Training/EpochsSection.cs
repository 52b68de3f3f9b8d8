using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A table of the epochs: of many, some at equal distances, with the best and the last.</summary>
internal static class EpochsSection
{
    private const int MostRows = 60;

    internal static void Write(Markup page, TrainingResult result)
    {
        if (result.History.Count == 0)
        {
            return;
        }

        IReadOnlyList<EpochRecord> history = result.History;
        EpochRecord? best = history.Where(record => double.IsFinite(record.Validation?.Loss ?? double.NaN)).MinBy(record => record.Validation!.Loss);
        string[] metrics = [.. history.SelectMany(record => record.Validation?.Metrics ?? []).Select(metric => metric.Name).Where(name => name is not ("loss" or "accuracy")).Distinct()];
        string[] accuracy = history.Any(record => record.Validation?.Accuracy is not null) ? [">accuracy"] : [];
        bool hasAccuracy = accuracy.Length > 0;
        page.Section("Epochs", section =>
        {
            if (history.Count > MostRows)
            {
                section.Element("p", $"Some of {NumberText.Count(history.Count)} epochs, with the first, the last and the one of the least validation loss.", ("class", "quiet"));
            }

            section.Table(
                [">epoch", ">step", ">learning rate", ">loss", ">validation loss", .. accuracy, .. metrics.Select(name => ">" + name), ">examples/s", ">time"],
                Some(history, best).Select(record => Row(record, metrics, hasAccuracy, record == best)));
        });
    }

    private static (IReadOnlyList<object> Cells, string? Style) Row(EpochRecord record, string[] metrics, bool hasAccuracy, bool isBest)
    {
        Evaluation? validation = record.Validation;
        string[] accuracy = !hasAccuracy ? [] : [validation?.Accuracy is double share ? NumberText.Percent(share) : ""];
        return (
            [
                NumberText.Count(record.Epoch) + (isBest ? " (best)" : ""), NumberText.Count(record.Step), NumberText.Short(record.LearningRate), NumberText.Short(record.Loss),
                validation is null ? "" : NumberText.Short(validation.Loss), .. accuracy,
                .. metrics.Select(name => validation?.Metrics.FirstOrDefault(metric => metric.Name == name) is { } metric ? NumberText.Short(metric.Value) : ""),
                NumberText.Count((long)record.ExamplesPerSecond), NumberText.Duration(record.Elapsed),
            ], isBest ? "best" : null);
    }

    private static IEnumerable<EpochRecord> Some(IReadOnlyList<EpochRecord> history, EpochRecord? best)
    {
        int every = Math.Max(1, (history.Count + MostRows - 1) / MostRows);
        return history.Where((record, i) => i % every == 0 || i == history.Count - 1 || record == best);
    }
}
