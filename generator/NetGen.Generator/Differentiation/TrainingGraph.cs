using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Differentiation;

/// <summary>A forward graph with its backward pass, which is a graph of the same operations.</summary>
internal sealed class TrainingGraph
{
    public required ForwardGraph Forward { get; init; }

    /// <summary>The forward pass while it learns, with what the losses add to it.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>The losses that are trained: each the declared one, or what it fused to with the operation before it.</summary>
    public required IReadOnlyList<TrainedObjective> Objectives { get; init; }

    /// <summary>The backward pass, from the losses to the inputs.</summary>
    public required IReadOnlyList<Node> Backward { get; init; }

    /// <summary>The gradient of each value that has one: parameters, the inputs if asked for, and what lies between.</summary>
    public required IReadOnlyDictionary<Value, Value> Gradients { get; init; }

    /// <summary>What a step leaves in the place of each running statistic: the statistic of its batch.</summary>
    public required IReadOnlyDictionary<Value, Value> Statistics { get; init; }

    /// <summary>The losses of predictions, where those are computed in another way than in training; null if not.</summary>
    public required EvaluationGraph? Evaluation { get; init; }

    /// <summary>Parameters of which no loss depends, so that their gradient is 0.</summary>
    public IEnumerable<Parameter> Unreached => Forward.Parameters.Where(parameter => parameter.IsTrained && !Gradients.ContainsKey(parameter.Value));

    /// <summary>The inputs whose gradients are asked for, in order.</summary>
    public IEnumerable<Value> InputsWithGradient => Forward.InputGradient ? Forward.Inputs.Where(input => input.Kind == ElementKind.Float) : [];

    /// <summary>The first loss.</summary>
    public Objective Objective => Objectives[0].Objective;
}

/// <summary>A loss as it is trained.</summary>
/// <param name="Declared">As declared.</param>
/// <param name="Objective">The same, or what it fused to.</param>
/// <param name="PredictionGradient">dL/d prediction, which the loss makes; null if nothing needs it.</param>
internal sealed record TrainedObjective(Objective Declared, Objective Objective, Value? PredictionGradient);

/// <summary>What computes the losses of predictions.</summary>
internal sealed record EvaluationGraph(IReadOnlyList<Node> Nodes, IReadOnlyList<Objective> Objectives);
