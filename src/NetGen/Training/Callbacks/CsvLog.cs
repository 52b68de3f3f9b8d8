using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Writes a line of comma-separated values for each epoch to a file, at once, so that it can be followed while training runs.</summary>
/// <remarks>The columns: epoch, step, loss, learning rate, seconds since the beginning, and of the validation loss, accuracy and each metric, empty where they were not measured. A training that is resumed
/// continues its file after the epochs that it had completed. A line that cannot be written is a warning.</remarks>
public sealed class CsvLog : TrainingCallback
{
    private static readonly string[] Columns = ["epoch", "step", "loss", "learning rate", "seconds"];

    private readonly string _path;
    private bool _failed;

    /// <summary>Creates the callback.</summary>
    /// <param name="path">The file's path; a training that begins replaces an existing file.</param>
    public CsvLog(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _failed = false;
        IEnumerable<string> metrics = run.HasValidation ? ["validation loss", "validation accuracy", .. run.Trainer.Metrics.Select(metric => "validation " + metric.Name)] : [];
        string header = string.Join(',', Columns.Concat(metrics).Select(Quoted));
        Guard(run, () => AtomicFile.Write(_path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(header);
            foreach (EpochRecord record in run.History)
            {
                writer.WriteLine(Line(run, record));
            }
        }));
    }

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(record);
        Guard(run, () => File.AppendAllText(_path, Line(run, record) + "\n"));
    }

    private static string Line(TrainingRun run, EpochRecord record)
    {
        string[] training = [Number(record.Epoch), Number(record.Step), Number(record.Loss), Number(record.LearningRate), Number(Math.Round(record.Elapsed.TotalSeconds, 3))];
        IEnumerable<string> validation = run.HasValidation
            ? [Number(record.Validation?.Loss), Number(record.Validation?.Accuracy), .. run.Trainer.Metrics.Select(metric => Number(record.Validation?[metric.Name]))]
            : [];
        return string.Join(',', training.Concat(validation));
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Says once that the file cannot be written; lines that are missing in between would mislead, so no more are tried.</summary>
    private void Guard(TrainingRun run, Action write)
    {
        if (_failed)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            run.Warn($"The log {_path} could not be written in epoch {run.Epoch} and ends there: {fault.Message} Training goes on.");
        }
    }
}
