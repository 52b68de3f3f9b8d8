using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Terminal;

/// <summary>Numbers and lines as text, the same in every culture.</summary>
internal static class PlainText
{
    internal static string Line(TrainingRun run, EpochRecord record)
    {
        IEnumerable<string> parts = [$"{Place(run)}", $"loss {Number(record.Loss)}"];
        if (record.Validation is { } validation)
        {
            parts = parts.Concat(BestValues.Measures(validation).Select((measure, i) => $"{(i == 0 ? "validation loss" : measure.Name)} {Value(measure.Name, measure.Value)}"));
        }

        parts = parts.Append($"rate {Number(record.LearningRate)}").Append($"{Count(record.ExamplesPerSecond)} examples/s");
        return string.Join(" | ", run.Remaining is TimeSpan left ? parts.Append($"{Time(left)} left") : parts);
    }

    /// <summary>How training ended, in a sentence or two.</summary>
    internal static string Summary(TrainingRun run, TrainingResult result)
    {
        string done = string.Create(CultureInfo.InvariantCulture, $"{result.History.Count:N0} {(result.History.Count == 1 ? "epoch" : "epochs")}, {result.Steps:N0} steps in {Time(result.Elapsed)}");
        string reason = result.StopReason switch
        {
            StopReason.EpochsCompleted => "Done",
            StopReason.StepsCompleted => "Done, all steps made",
            StopReason.TimeOver => "Done, the time is over",
            StopReason.Cancelled => "Cancelled; the model can be used, or trained on",
            StopReason.LossNotFinite => "Stopped",
            _ => "Stopped early",
        };
        string why = result.Fault?.ToString() ?? result.StopMessage ?? "";
        return $"{reason}: {done}.{(why.Length > 0 ? " " + why : "")}";
    }

    internal static string Place(TrainingRun run)
    {
        TrainingLimit limit = run.Plan.Limit;
        string epoch = limit.Epochs is int epochs ? Of(run.Epoch, run.Plan.FirstEpoch + epochs - 1L) : Count(run.Epoch);
        return limit.Steps is long steps ? $"epoch {epoch}, step {Count(run.Step)} of {Count(steps)}" : $"epoch {epoch}";
    }

    /// <summary>A measure: an accuracy in percent, all else as a number.</summary>
    internal static string Value(string name, double value) => name == "accuracy" ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Number(value);

    internal static string Number(double value) => value.ToString(value == 0 || Math.Abs(value) is >= 0.001 and < 100_000 ? "0.0000" : "0.00e+0", CultureInfo.InvariantCulture);

    internal static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Time(TimeSpan time)
    {
        long seconds = (long)Math.Clamp(Math.Round(time.TotalSeconds), 0, 35_999_999);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private static string Of(long number, long last) => $"{Count(number).PadLeft(Count(last).Length)}/{Count(last)}";
}
