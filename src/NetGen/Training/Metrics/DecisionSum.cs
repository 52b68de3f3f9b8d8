using System;

namespace NetGen;

/// <summary>A metric of the decisions between classes, one after the other.</summary>
internal abstract class DecisionSum : MetricSum
{
    /// <param name="metric">The metric's name.</param>
    /// <param name="network">What is known of the network.</param>
    /// <exception cref="ArgumentException">The network does not decide between classes.</exception>
    protected DecisionSum(string metric, NetworkInfo network)
    {
        Decisions = Decisions.Of(network);
        if (Decisions.Classes < 2)
        {
            throw new ArgumentException(
                $"The metric {metric} is one of decisions between classes, but {network.Name} makes none: it needs one output with a loss of classes, and a target with the class of each example.",
                nameof(network));
        }
    }

    protected Decisions Decisions { get; }

    public sealed override void Add(Minibatch batch, ReadOnlySpan<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int size = Decisions.Width;
        for (int start = 0, decision = 0; start < outputs.Length; start += size, decision++)
        {
            Add(Decisions.Truth(batch, decision), outputs.Slice(start, size));
        }
    }

    /// <summary>Takes one decision in.</summary>
    /// <param name="truth">The class of the example.</param>
    /// <param name="scores">The scores that decide.</param>
    protected abstract void Add(int truth, ReadOnlySpan<float> scores);
}
