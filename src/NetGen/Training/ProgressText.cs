using System;
using System.Globalization;

namespace NetGen;

/// <summary>The lines of <see cref="ConsoleProgress"/>, the same in every culture.</summary>
internal static class ProgressText
{
    internal static string Line(int epoch, long lastEpoch, double loss, Evaluation? validation, double examplesPerSecond, double secondsLeft)
    {
        string count = lastEpoch.ToString(CultureInfo.InvariantCulture);
        string number = epoch.ToString(CultureInfo.InvariantCulture).PadLeft(count.Length);
        string measured = validation is null ? "" : $" | validation loss {Loss(validation.Loss)}{Accuracy(validation.Accuracy)}";
        string rate = examplesPerSecond.ToString("N0", CultureInfo.InvariantCulture);
        return $"epoch {number}/{count} | loss {Loss(loss)}{measured} | {rate} examples/s | {Time(secondsLeft)} left";
    }

    internal static string Stopped(TrainingResult result, TrainingPlan plan) => result.StopReason switch
    {
        StopReason.LossNotFinite => $"Stopped. {result.Fault}",
        _ => string.Create(CultureInfo.InvariantCulture, $"Cancelled after {result.History.Count} of {plan.Limit.Epochs} epochs; the model is as the last step left it."),
    };

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

    private static string Accuracy(double? accuracy) =>
        accuracy is double share ? ", accuracy " + (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";
}
