using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>The forward pass: typed operator nodes in an order in which every value is made before it is read.</summary>
internal sealed class ForwardGraph
{
    public required string Name { get; init; }

    public required Value Input { get; init; }

    /// <summary>What <c>Predict</c> returns: the value of the last declared layer.</summary>
    public required Value Output { get; init; }

    public required IReadOnlyList<Node> Nodes { get; init; }

    public required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>All parameters in the order of the layout table.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>The loss, or null for inference only.</summary>
    public required Objective? Objective { get; init; }

    /// <summary>True if dL/dx is asked for.</summary>
    public required bool InputGradient { get; init; }
}

/// <summary>A declared layer and what it became: for tables and for the property of its parameters.</summary>
internal sealed class Layer(string name, string operation, Value output, IReadOnlyList<Parameter> parameters, long multiplyAdds, string formula, string? view)
{
    public string Name { get; } = name;

    public string Operation { get; } = operation;

    public Value Output { get; } = output;

    public IReadOnlyList<Parameter> Parameters { get; } = parameters;

    /// <summary>Multiply-adds of one example's forward pass.</summary>
    public long MultiplyAdds { get; } = multiplyAdds;

    public string Formula { get; } = formula;

    /// <summary>The runtime's type that shows the parameters, null without parameters.</summary>
    public string? View { get; } = view;
}

/// <summary>What is minimised: a loss of a prediction and a target.</summary>
internal sealed class Objective(ObjectiveOperation operation, Value prediction, Value target, Reduction reduction, string name)
{
    public ObjectiveOperation Operation { get; } = operation;

    public Value Prediction { get; } = prediction;

    public Value Target { get; } = target;

    public Reduction Reduction { get; } = reduction;

    /// <summary>The attribute's name: <c>SoftmaxCrossEntropy</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How the losses of examples become one, in words, given the formula of one.</summary>
    public string Combine(string formula) => Reduction == Reduction.Sum ? "sum over examples of " + formula
        : Operation.ClassWeights.Count == 0 ? "mean over examples of " + formula
        : $"sum over examples of {formula}, divided by the sum of {Operators.Constants.ClassWeights}[{Target.Name}]";

    /// <summary>The values of the operation's constants.</summary>
    public IReadOnlyList<(Value Value, Constants Constants)> Constants { get; } =
        [.. operation.Constants.Select(constants => (new Value("loss." + constants.Name, Shape.Vector(constants.Numbers.Count), Extent.Shared), constants))];
}

/// <summary>How the losses of the examples become one number; the order is that of the runtime's enumeration.</summary>
internal enum Reduction
{
    Mean,
    Sum,
}
