using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>The records of training in a checkpoint: a row of numbers each. Confusion matrices are not kept.</summary>
internal static class TrainingRecords
{
    private const string Prefix = "trainer.";
    private const string EpochsName = "epochs";
    private const string ValidationsName = "validations";
    private const string MetricsKey = "metrics";
    private const int EpochNumbers = 7;
    private const int ValidationNumbers = 5;

    internal static void Add(SafetensorsFile file, TrainingState state)
    {
        double[] epochs = [.. state.History.SelectMany(record => Row(record, state.Validations))];
        file.Add(Prefix + EpochsName, [state.History.Count, EpochNumbers], epochs);
        MetricValue[] metrics = state.Validations.Count > 0 ? [.. state.Validations[0].Evaluation.Metrics] : [];
        file.Metadata.Add(MetricsKey, string.Join('\n', metrics.Select(metric => $"{metric.Goal} {metric.Name}")));
        double[] validations = [.. state.Validations.SelectMany(record => Row(record, metrics))];
        file.Add(Prefix + ValidationsName, [state.Validations.Count, ValidationNumbers + metrics.Length], validations);
    }

    internal static void Read(SafetensorsFile file, StateTensors tensors, TrainingState state)
    {
        (string Name, Goal Goal)[] metrics = Metrics(file, tensors);
        foreach (double[] row in tensors.Rows(ValidationsName, ValidationNumbers + metrics.Length))
        {
            var evaluation = new Evaluation(row[2], double.IsNaN(row[3]) ? null : row[3], (int)row[4])
            {
                Metrics = [.. metrics.Select((metric, i) => new MetricValue(metric.Name, row[ValidationNumbers + i], metric.Goal))],
            };
            state.Validations.Add(new ValidationRecord((long)row[0], (int)row[1], evaluation));
        }

        foreach (double[] row in tensors.Rows(EpochsName, EpochNumbers))
        {
            int validation = (int)row[6];
            if (validation >= state.Validations.Count)
            {
                tensors.Refuse($"{Prefix}{EpochsName}: an epoch has the validation {validation}, but there are {state.Validations.Count}");
                return;
            }

            Evaluation? evaluation = validation < 0 ? null : state.Validations[validation].Evaluation;
            state.History.Add(new EpochRecord((int)row[0], row[1], evaluation, TimeSpan.FromSeconds(row[2]), row[3]) { LearningRate = row[4], Step = (long)row[5] });
        }
    }

    private static double[] Row(EpochRecord record, List<ValidationRecord> validations) =>
    [
        record.Epoch, record.Loss, record.Elapsed.TotalSeconds, record.ExamplesPerSecond, record.LearningRate, record.Step,
        record.Validation is null ? -1 : validations.FindLastIndex(each => ReferenceEquals(each.Evaluation, record.Validation)),
    ];

    private static double[] Row(ValidationRecord record, MetricValue[] metrics)
    {
        Evaluation evaluation = record.Evaluation;
        return [record.Step, record.Epoch, evaluation.Loss, evaluation.Accuracy ?? double.NaN, evaluation.Count, .. metrics.Select(metric => evaluation[metric.Name] ?? double.NaN)];
    }

    private static (string Name, Goal Goal)[] Metrics(SafetensorsFile file, StateTensors tensors)
    {
        var metrics = new List<(string, Goal)>();
        string text = file.Metadata.TryGetValue(MetricsKey, out string? lines) ? lines : "";
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int space = Math.Max(0, line.IndexOf(' ', StringComparison.Ordinal));
            if (Enum.TryParse(line[..space], out Goal goal))
            {
                metrics.Add((line[(space + 1)..], goal));
            }
            else
            {
                tensors.Refuse($"{MetricsKey}: \"{line}\" names no goal");
            }
        }

        return [.. metrics];
    }
}
