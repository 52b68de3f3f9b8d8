using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>What is known of a network at compile time. Generated code makes one instance per class.</summary>
public sealed class NetworkInfo
{
    /// <summary>The name of the class.</summary>
    public required string Name { get; init; }

    /// <summary>The inputs of one example.</summary>
    public required ImmutableArray<FieldInfo> Inputs { get; init; }

    /// <summary>The outputs of one example.</summary>
    public required ImmutableArray<FieldInfo> Outputs { get; init; }

    /// <summary>The targets of one example; empty when the network is not trainable.</summary>
    public required ImmutableArray<FieldInfo> Targets { get; init; }

    /// <summary>The layers in the order of the declaration.</summary>
    public required ImmutableArray<LayerInfo> Layers { get; init; }

    /// <summary>Where the parameters are stored.</summary>
    public required ParameterLayout Layout { get; init; }

    /// <summary>The floats of a <see cref="Workspace"/> for each row of a block, see <see cref="WorkspaceBlockRows"/>.</summary>
    public required int WorkspaceFloatsPerRow { get; init; }

    /// <summary>The floats of a <see cref="Workspace"/> that do not depend on its capacity.</summary>
    public required int WorkspaceFixedFloats { get; init; }

    /// <summary>The most rows of a batch that go through forward and backward together. A larger batch goes block by block, so that what is kept between
    /// the two fits a cache and does not grow with the batch.</summary>
    public int WorkspaceBlockRows { get; init; } = int.MaxValue;

    /// <summary>The number of losses that are computed for each example and added up, at least 1. A <see cref="Workspace"/> has room for the losses and scales of each.</summary>
    public int ObjectiveCount { get; init; } = 1;

    /// <summary>Whether a gradient also yields those of the inputs of floats, see <see cref="Workspace.InputGradient"/>.</summary>
    public bool HasInputGradient { get; init; }

    /// <summary>How the output becomes a class.</summary>
    public required ClassDecision Decision { get; init; }

    /// <summary>The name of the loss as declared; null when the network is not trainable.</summary>
    public string? Loss { get; init; }

    /// <summary>Which targets the loss can take; with several targets those for the first one, see <see cref="TargetRules"/>.</summary>
    public TargetRule TargetRule { get; init; }

    /// <summary>Which values each of several targets can have, one rule for each of <see cref="Targets"/>; empty where <see cref="TargetRule"/> says it.</summary>
    public ImmutableArray<TargetRule> TargetRules { get; init; } = [];

    /// <summary>How the losses of a batch become one number.</summary>
    public Reduction Reduction { get; init; }

    /// <summary>The weight of each class, where a mean over examples is divided by the sum of example weight times the weight of the example's class;
    /// empty where it is divided by that of the examples' weights alone.</summary>
    public ImmutableArray<float> ClassWeights { get; init; } = [];

    /// <summary>Each of several losses; empty where there is one, of which <see cref="Reduction"/> and <see cref="ClassWeights"/> say it.</summary>
    public ImmutableArray<ObjectiveInfo> Objectives { get; init; } = [];

    /// <summary>Whether a penalty of the parameters, as of <c>L2</c>, is part of the loss.</summary>
    public bool HasPenalty { get; init; }

    /// <summary>Whether the loss has parts that batches have different shares in, which a <see cref="Workspace"/> then keeps.</summary>
    internal bool HasLossParts => HasPenalty || ObjectiveCount > 1;

    /// <summary>The graph of the layers as text of Mermaid, a language for diagrams that many readers of Markdown draw.</summary>
    public string Mermaid { get; init; } = "";

    /// <summary>A table of the layers: name, operation, what they read, shape of the output, parameters, multiply-adds. Of layers that are repeated one stands for all.</summary>
    public override string ToString()
    {
        bool hasInputs = Layers.Any(layer => !layer.Inputs.IsEmpty);
        TextTable table = hasInputs
            ? new("layer", "operation", "inputs", ">output", ">parameters", ">multiply-adds")
            : new("layer", "operation", ">output", ">parameters", ">multiply-adds");
        foreach (LayerInfo layer in Layers)
        {
            string name = layer.Repeat > 1 ? $"{layer.Name} x {Number(layer.Repeat)}" : layer.Name;
            Add(name, layer.Operation, string.Join(", ", layer.Inputs), Shapes.Text(layer.OutputShape), layer.Parameters, layer.MultiplyAdds);
        }

        Add("total", "", "", "", Layout.ParameterCount, Layers.Sum(layer => layer.Repeat * layer.MultiplyAdds));
        var text = new StringBuilder().Append(Header()).Append('\n');
        table.AppendTo(text);
        return text.ToString();

        void Add(string name, string operation, string inputs, string output, long parameters, long multiplyAdds)
        {
            string[] first = hasInputs ? [name, operation, inputs] : [name, operation];
            table.Add([.. first, output, Number(parameters), Number(multiplyAdds)]);
        }
    }

    private string Header()
    {
        string outputs = Outputs.Length > 1 ? $" to {Fields(Outputs)}" : "";
        string weights = ClassWeights.IsEmpty ? "" : ", class weights " + string.Join(", ", ClassWeights.Select(weight => weight.ToString(CultureInfo.InvariantCulture)));
        string loss = Loss is null ? "" : $", loss {Loss} ({Reduction}{weights})";
        return $"{Name}: {Fields(Inputs)}{outputs}{loss}";
    }

    private static string Fields(ImmutableArray<FieldInfo> fields) =>
        string.Join(", ", fields.Select(field => $"{field.Name} {Shapes.Text(field.Shape)}{(field.Kind == ElementKind.Int ? " of ints" : "")}"));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
