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
}
