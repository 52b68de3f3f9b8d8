using System;
using System.Globalization;

namespace NetGen;

/// <summary>The lines of <see cref="ConsoleProgress"/>, the same in every culture.</summary>
internal static class ProgressText
{
    internal static string Line(TrainingRun run, double loss, Evaluation? validation, double examplesPerSecond) =>
        Line(Place(run), loss, validation, examplesPerSecond, run.Remaining);

    internal static string Line(string place, double loss, Evaluation? validation, double examplesPerSecond, TimeSpan? left)
    {
        string measured = validation is null ? "" : $" | validation loss {Loss(validation.Loss)}{Accuracy(validation.Accuracy)}";
        string rate = examplesPerSecond.ToString("N0", CultureInfo.InvariantCulture);
        string remaining = left is TimeSpan time ? $" | {Time(time.TotalSeconds)} left" : "";
        return $"{place} | loss {Loss(loss)}{measured} | {rate} examples/s{remaining}";
    }

    /// <summary>What is said at the end of a training that did not just do all its epochs; null if it did.</summary>
    internal static string? Ended(TrainingResult result, TrainingPlan plan)
    {
        string done = plan.Limit.Epochs is int epochs
            ? string.Create(CultureInfo.InvariantCulture, $"{result.History.Count} of {epochs} epochs")
            : string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps");
        return result.StopReason switch
        {
            StopReason.LossNotFinite => $"Stopped. {result.Fault}",
            StopReason.Cancelled => $"Cancelled after {done}; the model can be used, or trained on.",
            StopReason.TimeOver => $"The time is over, after {done}.",
            StopReason.Stopped => $"Stopped after {done}. {result.StopMessage}",
            _ => null,
        };
    }

    /// <summary>Four decimals, or powers of ten where they would show too little or too much.</summary>
    internal static string Loss(double loss) =>
        loss.ToString(loss == 0 || Math.Abs(loss) is >= 0.001 and < 100_000 ? "0.0000" : "0.000e+0", CultureInfo.InvariantCulture);

    internal static string Time(double exactSeconds)
    {
        // Before much is done the estimate may be absurd; four digits of hours say enough.
        long seconds = (long)Math.Clamp(Math.Ceiling(exactSeconds), 0, 35_999_999);
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private static string Place(TrainingRun run)
    {
        TrainingLimit limit = run.Plan.Limit;
        string epoch = limit.Epochs is int epochs ? Of(run.Epoch, run.Plan.FirstEpoch + epochs - 1L) : run.Epoch.ToString(CultureInfo.InvariantCulture);
        return limit.Steps is long steps ? $"epoch {epoch}, step {Of(run.Step, run.StepsBefore + steps)}" : "epoch " + epoch;
    }

    private static string Of(long number, long last)
    {
        string count = last.ToString(CultureInfo.InvariantCulture);
        return $"{number.ToString(CultureInfo.InvariantCulture).PadLeft(count.Length)}/{count}";
    }

    private static string Accuracy(double? accuracy) =>
        accuracy is double share ? ", accuracy " + (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";
}
