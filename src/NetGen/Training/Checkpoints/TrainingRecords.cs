using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>The records of training in a checkpoint: a row of numbers each. Confusion matrices are not kept.</summary>
internal static class TrainingRecords
{
    private const string EpochsName = "trainer.epochs";
    private const string ValidationsName = "trainer.validations";
    private const string MetricsKey = "metrics";
    private const int EpochNumbers = 7;
    private const int ValidationNumbers = 5;

    internal static void Add(SafetensorsFile file, TrainingState state)
    {
        double[] epochs = [.. state.History.SelectMany(record => Row(record, state.Validations))];
        file.Add(EpochsName, [state.History.Count, EpochNumbers], epochs);
        MetricValue[] metrics = state.Validations.Count > 0 ? [.. state.Validations[0].Evaluation.Metrics] : [];
        file.Metadata.Add(MetricsKey, string.Join('\n', metrics.Select(metric => $"{metric.Goal} {metric.Name}")));
        double[] validations = [.. state.Validations.SelectMany(record => Row(record, metrics))];
        file.Add(ValidationsName, [state.Validations.Count, ValidationNumbers + metrics.Length], validations);
    }

    internal static void Read(SafetensorsFile file, TrainingState state, string fileName)
    {
        (string Name, Goal Goal)[] metrics = Metrics(file, fileName);
        foreach (double[] row in Rows(file, ValidationsName, ValidationNumbers + metrics.Length, fileName))
        {
            var evaluation = new Evaluation(row[2], double.IsNaN(row[3]) ? null : row[3], (int)row[4])
            {
                Metrics = [.. metrics.Select((metric, i) => new MetricValue(metric.Name, row[ValidationNumbers + i], metric.Goal))],
            };
            state.Validations.Add(new ValidationRecord((long)row[0], (int)row[1], evaluation));
        }

        foreach (double[] row in Rows(file, EpochsName, EpochNumbers, fileName))
        {
            int validation = (int)row[6];
            if (validation >= state.Validations.Count)
            {
                throw new InvalidDataException($"{fileName} has an epoch with validation {validation}, but only {state.Validations.Count} validations; nothing was loaded.");
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

    private static (string Name, Goal Goal)[] Metrics(SafetensorsFile file, string fileName)
    {
        string text = file.Metadata.TryGetValue(MetricsKey, out string? lines) ? lines : "";
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            return space > 0 && Enum.TryParse(line[..space], out Goal goal)
                ? (line[(space + 1)..], goal)
                : throw new InvalidDataException($"{fileName} has the metric \"{line}\", which names no goal; nothing was loaded.");
        })];
    }

    private static IEnumerable<double[]> Rows(SafetensorsFile file, string name, int width, string fileName)
    {
        if (!file.Contains(name) || file[name] is not { Type: SafetensorsType.F64, Shape.Length: 2 } tensor || tensor.Shape[1] != width)
        {
            string found = file.Contains(name) ? file[name].ToString() : "none";
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{fileName} should have {name} F64 [rows, {width}], but has {found}; nothing was loaded."));
        }

        return tensor.ToDoubles().Chunk(width);
    }
}
