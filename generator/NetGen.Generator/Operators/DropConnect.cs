using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>
/// <c>[DropConnect(rate)]</c> on a dense layer: training multiplies by W m / (1 - p) with one mask for a step, prediction by W (Wan et al. 2013). As it stands between
/// the layer and its weights, the layer itself asks for it when it is built.
/// </summary>
internal sealed class DropConnectModifier : ModifierOperator
{
    private const string Name = "NetGen.DropConnect";

    public override string Attribute => Name;

    public override void Apply(ModifierDeclaration modifier, string owner, Layer? layer, IReadOnlyList<Parameter> parameters, GraphBuilder graph)
    {
        if (layer?.Operation != "Dense")
        {
            graph.Report(Rules.NoSuchParameter, modifier, null, modifier.Kind, owner, "weight of a dense layer");
        }
    }

    /// <summary>What a dense layer multiplies by, and the rate if its weights are dropped; null after reporting a problem.</summary>
    public static (Value Weight, Parameter? Rate)? Weights(LayerDeclaration layer, Parameter weight, GraphBuilder graph)
    {
        if (layer.Modifiers.FirstOrDefault(modifier => modifier.Attribute == Name) is not { } drop)
        {
            return (weight.Value, null);
        }

        if (Option.Read(DropoutLayer.Options, drop, graph) is not { } options)
        {
            return null;
        }

        Parameter rate = graph.AddSetting(layer.Name + ".rate", options[0], "Rate");
        Value mask = graph.Add(new WeightMask(weight.Shape, graph.NextStream()), layer.Name + ".mask", layer.Name, [rate.Value], NodeMode.Training);
        Value keep = DropoutLayer.Keep(layer.Name, rate, graph);
        Expression body = new Variable("w") * new Variable("mask") * new Variable("keep");
        var masking = new Pointwise(graph.NameOf("DropConnect", body), body, ["w", "mask", "keep"], "{0}[u, i] = {1}[u, i] * {2}[u, i] * {3}") { Function = "DropConnect", IsOfShared = true };
        return (graph.Add(masking, weight.Name + " masked", layer.Name, [weight.Value, mask, keep], NodeMode.Training), rate);
    }
}

/// <summary>1 with the probability 1 - p, else 0, for each weight, from the seed and the step of the workspace. Input: p.</summary>
internal sealed record WeightMask(Shape Of, int Stream) : Operation
{
    public override Extent Extent => Extent.Shared;

    public override Shape Infer(IReadOnlyList<Value> inputs) => Of;

    public override void Lower(Node node, StepBuilder steps)
    {
        int length = PanelLayout.Of(node.Output).Length;
        var kernel = new RuntimeKernel("WeightMask", ["rate"], [new KernelSize("length", length), new KernelSize("layer", Stream) { IsStream = true }]) { Over = KernelExtent.Weights, IsRandom = true };
        steps.AddOnce(kernel, node.Inputs, node.Output, node.Layer, $"{node.Output.Name}[u, i] = 1 with the probability 1 - {node.Inputs[0].Name}, else 0");
    }
}
