using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>How a network does on examples.</summary>
/// <param name="Loss">The loss of all examples as one batch: their weighted mean or sum, as the network's <see cref="Reduction"/> says.</param>
/// <param name="Accuracy">
/// The share of right decisions, from 0 to 1, each counted once whatever its example's weight; null when the network decides no class. Scores with a NaN decide nothing and are wrong.
/// </param>
/// <param name="Count">The number of examples.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Count)
{
    /// <summary>The zero-one loss: the share of wrong decisions, 1 - <see cref="Accuracy"/>; null when the network decides no class.</summary>
    public double? ZeroOneLoss => 1 - Accuracy;

    /// <summary>How often each class was taken for each; null when the network decides no class.</summary>
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
}
