using System.Collections.Generic;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Differentiation;

/// <summary>A forward graph with its backward pass, which is a graph of the same operations.</summary>
internal sealed class TrainingGraph
{
    public required ForwardGraph Forward { get; init; }

    /// <summary>The objective that is trained: the declared one, or what it fused to with the operation before it.</summary>
    public required Objective Objective { get; init; }

    /// <summary>dL/d prediction, which the loss makes; null if nothing needs a gradient.</summary>
    public required Value? PredictionGradient { get; init; }

    /// <summary>The backward pass, from the loss to the input.</summary>
    public required IReadOnlyList<Node> Backward { get; init; }

    /// <summary>The gradient of each value that has one: parameters, the input if asked for, and what lies between.</summary>
    public required IReadOnlyDictionary<Value, Value> Gradients { get; init; }

    public Value? InputGradient => Forward.InputGradient ? Gradients[Forward.Input] : null;
}
