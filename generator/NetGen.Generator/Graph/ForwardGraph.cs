using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>The forward pass: typed operator nodes in an order in which every value is made before it is read.</summary>
internal sealed class ForwardGraph
{
    public required string Name { get; init; }

    /// <summary>What the caller gives: <c>x</c> first, if there is one.</summary>
    public required IReadOnlyList<Value> Inputs { get; init; }

    /// <summary>What <c>Predict</c> returns, in the order of the declaration: the value of the last layer is among them.</summary>
    public required IReadOnlyList<Output> Outputs { get; init; }

    /// <summary>The nodes of all modes, see <see cref="Modes"/>.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    public required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>The uses of blocks of layers.</summary>
    public IReadOnlyList<BlockUse> Blocks { get; init; } = [];

    /// <summary>All parameters in the order of the layout table.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>The losses; none for inference only.</summary>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>What <c>Adapt</c> takes from examples.</summary>
    public IReadOnlyList<DataFit> Fits { get; init; } = [];

    /// <summary>True if dL/dx is asked for.</summary>
    public required bool InputGradient { get; init; }

    /// <summary>The first input, and for most networks the only one.</summary>
    public Value Input => Inputs[0];

    /// <summary>The value of the first output, and for most networks the only one.</summary>
    public Value Output => Outputs[0].Value;

    /// <summary>The first loss, and for most networks the only one; null for inference only.</summary>
    public Objective? Objective => Objectives.Count > 0 ? Objectives[0] : null;

    /// <summary>The targets of all losses, in order.</summary>
    public IEnumerable<Value> Targets => Objectives.Select(objective => objective.Target).OfType<Value>().Distinct();
}

/// <summary>A value that <c>Predict</c> returns.</summary>
/// <param name="Name">The name of the span that receives it.</param>
/// <param name="Value">The value.</param>
internal sealed record Output(string Name, Value Value);

/// <summary>A declared layer and what it became: for tables and for the property of its parameters.</summary>
internal sealed class Layer(string name, string operation, Value output, IReadOnlyList<Parameter> parameters, long multiplyAdds, string formula, string? view)
{
    public string Name { get; } = name;

    public string Operation { get; } = operation;

    public Value Output { get; } = output;

    public IReadOnlyList<Parameter> Parameters { get; private set; } = parameters;

    /// <summary>Multiply-adds of one example's forward pass.</summary>
    public long MultiplyAdds { get; } = multiplyAdds;

    public string Formula { get; } = formula;

    /// <summary>The runtime's type that shows the parameters, null without parameters.</summary>
    public string? View { get; } = view;

    /// <summary>Adds what a modifier of the layer brings.</summary>
    public void Add(Parameter parameter) => Parameters = [.. Parameters, parameter];

    /// <summary>The values that it reads.</summary>
    public IReadOnlyList<Value> Inputs { get; set; } = [];

    /// <summary>True if its parameters are another layer's, which they are counted with.</summary>
    public bool Shares { get; set; }

    /// <summary>How many blocks have it.</summary>
    public int Repeat => Output.Loop?.Count ?? 1;

    /// <summary>Numbers of its own that are learned, in all blocks.</summary>
    public long OwnParameters => Shares ? 0 : Repeat * Parameters.Where(parameter => parameter.Role is not (ParameterRole.Buffer or ParameterRole.Setting)).Sum(parameter => (long)parameter.Shape.Size);
}

/// <summary>A use of a block of layers.</summary>
/// <param name="Name">The name of the block, of blocks in a row that of the first: <c>step1</c>, or inside another block <c>outer1.step1</c>.</param>
/// <param name="Row">The name of blocks in a row without a number: <c>step</c>; null for one block.</param>
/// <param name="First">The number of the first.</param>
/// <param name="Count">How many there are.</param>
internal sealed record BlockUse(string Name, string? Row, int First, int Count);

/// <summary>What is minimised: a loss of a prediction and a target.</summary>
internal sealed class Objective(ObjectiveOperation operation, Value prediction, Value? target, Reduction reduction, string name)
{
    public ObjectiveOperation Operation { get; } = operation;

    public Value Prediction { get; } = prediction;

    /// <summary>Null for a loss that needs none.</summary>
    public Value? Target { get; } = target;

    public Reduction Reduction { get; } = reduction;

    /// <summary>The attribute's name: <c>SoftmaxCrossEntropy</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What the loss is multiplied by in the sum of all.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What makes the prediction of the values that the loss is declared of, and of its target: part of training alone.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];

    /// <summary>How the losses of examples become one, in words, given the formula of one.</summary>
    public string Combine(string formula)
    {
        string combined = Reduction == Reduction.Sum ? "sum over examples of " + formula
            : Operation.ClassWeights.Count == 0 ? "mean over examples of " + formula
            : $"sum over examples of {formula}, divided by the sum of {Operators.Constants.ClassWeights}[{Target!.Name}]";
        return Weight == 1 ? combined : Weight.ToString("R", CultureInfo.InvariantCulture) + " * " + combined;
    }

    /// <summary>The values of the operation's constants.</summary>
    public IReadOnlyList<(Value Value, Constants Constants)> Constants { get; } =
        [.. operation.Constants.Select(constants => (new Value("loss." + constants.Name, Shape.Vector(constants.Numbers.Count), Extent.Shared), constants))];

    /// <summary>The same with another operation on another prediction.</summary>
    public Objective With(ObjectiveOperation fused, Value input, string fusedName) => new(fused, input, Target, Reduction, fusedName) { Weight = Weight, Nodes = Nodes };
}

/// <summary>How the losses of the examples become one number; the order is that of the runtime's enumeration.</summary>
internal enum Reduction
{
    Mean,
    Sum,
}
