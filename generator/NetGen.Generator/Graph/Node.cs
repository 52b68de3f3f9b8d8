using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>One operation of a graph with the values it reads and the one it makes.</summary>
internal sealed class Node(Operation operation, IReadOnlyList<Value> inputs, Value output, string layer)
{
    public Operation Operation { get; } = operation;

    public IReadOnlyList<Value> Inputs { get; } = inputs;

    public Value Output { get; } = output;

    /// <summary>The layer that declared it, for messages and comments.</summary>
    public string Layer { get; } = layer;

    /// <summary>When it is computed.</summary>
    public NodeMode Mode { get; init; } = NodeMode.Always;

    /// <summary>Of its inputs the one that stands for its output where it is not computed.</summary>
    public int Otherwise { get; init; }

    /// <summary>True if its output is added to what the value holds: the gradient of a parameter that is used more than once.</summary>
    public bool Accumulates { get; init; }

    /// <summary>The running statistic whose newest value this is; null if it is none.</summary>
    public Value? StatisticOf { get; init; }

    /// <summary>The loop in which it is computed; null outside.</summary>
    public Loop? Loop { get; init; }

    /// <summary>The same of other inputs.</summary>
    public Node With(IReadOnlyList<Value> others) => new(Operation, others, Output, Layer) { Mode = Mode, Otherwise = Otherwise, Accumulates = Accumulates, StatisticOf = StatisticOf, Loop = Loop };
}

/// <summary>Some layers compute something else while they are trained: dropout, normalisation by statistics of a batch.</summary>
internal enum NodeMode
{
    Always,
    Training,
    Prediction,
}
