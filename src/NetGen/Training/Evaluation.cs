using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>How a network does on examples. Two are equal if all their values are.</summary>
/// <param name="Loss">The loss of all examples as one batch: their weighted mean or sum, as the network's <see cref="Reduction"/> says.</param>
/// <param name="Accuracy">
/// The share of right decisions, from 0 to 1, each counted once whatever its example's weight; null when the network decides no class. Scores with a NaN decide nothing and are wrong.
/// </param>
/// <param name="Count">The number of examples.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Count)
{
    /// <summary>The zero-one loss: the share of wrong decisions, 1 - <see cref="Accuracy"/>; null when the network decides no class.</summary>
    public double? ZeroOneLoss => 1 - Accuracy;

    /// <summary>How often each class was taken for each; null when the network decides no class, or between more than <see cref="ConfusionMatrix.MaxClasses"/>.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>The metrics that were asked for, in that order.</summary>
    public ImmutableArray<MetricValue> Metrics { get; init; } = [];

    /// <summary>The value of a metric that was asked for, or of <c>loss</c> or <c>accuracy</c>; null if it was not measured.</summary>
    /// <param name="metric">The metric's name.</param>
    public double? this[string metric] => Metrics.FirstOrDefault(value => value.Name == metric)?.Value ?? metric switch
    {
        "loss" => Loss,
        "accuracy" => Accuracy,
        _ => null,
    };

    /// <summary>Whether all values are the same.</summary>
    /// <param name="other">Another evaluation.</param>
    public bool Equals(Evaluation? other) => other is not null
        && Loss.Equals(other.Loss) && Accuracy.Equals(other.Accuracy) && Count == other.Count && Metrics.SequenceEqual(other.Metrics)
        && (Confusion is null ? other.Confusion is null : other.Confusion is not null && Confusion.HasCountsOf(other.Confusion));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Accuracy, Count);

    /// <summary>The values in a line, such as <c>loss 0.1075, accuracy 0.9617, 600 examples</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"loss {Loss:G4}");
        if (Accuracy is { } accuracy)
        {
            text.Append(CultureInfo.InvariantCulture, $", accuracy {accuracy:G4}");
        }

        foreach (MetricValue metric in Metrics.Where(metric => metric.Name != "accuracy"))
        {
            text.Append(CultureInfo.InvariantCulture, $", {metric.Name} {metric.Value:G4}");
        }

        return text.Append(CultureInfo.InvariantCulture, $", {Count} example{(Count == 1 ? "" : "s")}").ToString();
    }
}
