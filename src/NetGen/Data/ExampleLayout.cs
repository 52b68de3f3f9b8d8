using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>What one example of a stream holds. The inputs and targets of a network are those of its <see cref="NetworkInfo"/>.</summary>
public sealed class ExampleLayout
{
    /// <summary>Describes examples.</summary>
    /// <param name="inputs">The inputs, in the network's order; at least one.</param>
    /// <param name="targets">The targets, in the network's order.</param>
    /// <param name="hasWeights">Whether the examples have weights.</param>
    /// <exception cref="ArgumentException">There is no input, or a field has no values.</exception>
    public ExampleLayout(ImmutableArray<FieldInfo> inputs, ImmutableArray<FieldInfo> targets, bool hasWeights = false)
    {
        Inputs = inputs.IsDefault ? [] : inputs;
        Targets = targets.IsDefault ? [] : targets;
        HasWeights = hasWeights;
        if (Inputs.IsEmpty)
        {
            throw new ArgumentException("Examples need at least one input.", nameof(inputs));
        }

        if (Inputs.Concat(Targets).FirstOrDefault(field => field.Size < 1) is { } empty)
        {
            throw new ArgumentException($"{empty.Name} has no values, but needs at least 1.", nameof(inputs));
        }
    }

    /// <summary>The layout of the examples that a network learns from.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <param name="hasWeights">Whether the examples have weights.</param>
    public static ExampleLayout Of(NetworkInfo network, bool hasWeights = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ExampleLayout(network.Inputs, network.Targets, hasWeights);
    }

    /// <summary>The inputs.</summary>
    public ImmutableArray<FieldInfo> Inputs { get; }

    /// <summary>The targets.</summary>
    public ImmutableArray<FieldInfo> Targets { get; }

    /// <summary>Whether the examples have weights.</summary>
    public bool HasWeights { get; }
}
