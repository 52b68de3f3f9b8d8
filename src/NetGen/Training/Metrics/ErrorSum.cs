using System;

namespace NetGen;

/// <summary>A metric of the differences between outputs and targets that are floats.</summary>
internal abstract class ErrorSum : MetricSum
{
    /// <param name="metric">The metric's name.</param>
    /// <param name="network">What is known of the network.</param>
    /// <exception cref="ArgumentException">The network has not one output and one target of floats, equally long.</exception>
    protected ErrorSum(string metric, NetworkInfo network)
    {
        bool fits = network is { Outputs: [var output], Targets: [{ Kind: ElementKind.Float } target] } && output.Size == target.Size;
        if (!fits)
        {
            throw new ArgumentException(
                $"The metric {metric} compares outputs with targets, but {network.Name} has not one output and one target of floats with as many values.", nameof(network));
        }

        Size = network.Outputs[0].Size;
    }

    /// <summary>The number of outputs of an example.</summary>
    protected int Size { get; }

    public sealed override void Add(Minibatch batch, ReadOnlySpan<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ReadOnlySpan<float> targets = batch.FloatTarget(0);
        for (int start = 0; start < outputs.Length; start += Size)
        {
            AddRow(outputs.Slice(start, Size), targets.Slice(start, Size));
        }
    }

    /// <summary>Takes one example in.</summary>
    protected abstract void AddRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets);
}
