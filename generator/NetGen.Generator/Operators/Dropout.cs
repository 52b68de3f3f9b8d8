using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>
/// <c>[Dropout(rate, Plain = false)]</c>: training drops each value with the probability p. Inverted, the default: y = x m / (1 - p), and prediction is y = x, without a step.
/// Plain: y = x m, and prediction is y = x (1 - p) (Srivastava et al. 2014).
/// </summary>
internal sealed class DropoutLayer : LayerOperator
{
    /// <summary>The probability, of DropConnect too.</summary>
    public static readonly IReadOnlyList<Option> Options = [new("rate", 0.5, OptionRange.Share)];

    private static readonly Variable X = new("x");
    private static readonly Variable Mask = new("mask");
    private static readonly Variable Rate = new("rate");

    public override string Attribute => "NetGen.Dropout";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (Option.Read(Options, layer, graph) is not { } options)
        {
            return null;
        }

        Parameter rate = graph.AddSetting(layer.Name + ".rate", options[0], "Rate");
        Value mask = graph.Options.MasksAreInputs
            ? graph.AddInput(layer.Name.Replace('.', '_') + "Mask", input.Shape)
            : graph.Add(new DropoutMask(input.Shape, graph.NextStream()), layer.Name + " mask", layer.Name, [rate.Value], NodeMode.Training);
        Value output = layer.Flag("Plain", otherwise: false) ? Plain(layer, input, mask, rate, graph) : Inverted(layer, input, mask, rate, graph);
        graph.Declare(layer, output, [rate], 0, $"{layer.Name}[i] = {input.Name}[i]; in training {layer.Name}[i] = {input.Name}[i] * mask[i]{(layer.Flag("Plain", otherwise: false) ? "" : " / (1 - rate)")}");
        return output;
    }

    /// <summary>1 / (1 - p), by which what is kept grows, so that the mean stays.</summary>
    public static Value Keep(string layer, Parameter rate, GraphBuilder graph)
    {
        Expression keep = Expression.One / (Expression.One - Rate);
        return graph.Add(new Pointwise(graph.NameOf("DropoutKeep", keep), keep, ["rate"], "{0} = 1 / (1 - {1})") { Function = "DropoutKeep", IsOfShared = true }, layer + ".keep", layer, [rate.Value]);
    }

    private static Value Inverted(LayerDeclaration layer, Value input, Value mask, Parameter rate, GraphBuilder graph)
    {
        Value keep = Keep(layer.Name, rate, graph);
        Expression body = X * Mask * new Variable("keep");
        var operation = new Pointwise(graph.NameOf("Dropout", body), body, ["x", "mask", "keep"], "{0}[i] = {1}[i] * {2}[i] * {3}") { Function = "Dropout" };
        return graph.Add(operation, layer.Name, layer.Name, [input, mask, keep], NodeMode.Training);
    }

    private static Value Plain(LayerDeclaration layer, Value input, Value mask, Parameter rate, GraphBuilder graph)
    {
        Expression scaled = X * (Expression.One - Rate);
        var scaling = new Pointwise(graph.NameOf("DropoutShare", scaled), scaled, ["x", "rate"], "{0}[i] = {1}[i] * (1 - {2})") { Function = "DropoutShare" };
        Value predicted = graph.Add(scaling, layer.Name, layer.Name, [input, rate.Value], NodeMode.Prediction);
        Expression body = X * Mask;
        var operation = new Pointwise(graph.NameOf("Dropout", body), body, ["x", "mask"], "{0}[i] = {1}[i] * {2}[i]") { Function = "Dropout" };
        return graph.Add(operation, layer.Name, layer.Name, [predicted, mask], NodeMode.Training);
    }
}

/// <summary>1 with the probability 1 - p, else 0, for each element of each example, from the seed and the step of the workspace. Input: p.</summary>
internal sealed record DropoutMask(Shape Of, int Stream) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Of;

    public override void Lower(Node node, StepBuilder steps)
    {
        var kernel = new RuntimeKernel("DropoutMask", ["rate"], [new KernelSize("length", Of.Size), new KernelSize("layer", Stream) { IsStream = true }]) { IsRandom = true };
        steps.Add(kernel, node.Inputs, node.Output, 1, node.Layer, $"{node.Output.Name}[i] = 1 with the probability 1 - {node.Inputs[0].Name}, else 0");
    }
}
