using System.Collections.Generic;
using System.Globalization;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Select(index, Axis = 0)]</c>: one index of an axis, which the output no longer has.</summary>
internal sealed class SelectLayer : LayerOperator
{
    public override string Attribute => "NetGen.Select";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (AxisArgument.Read(layer, input, otherwise: 0, graph) is not { } axis)
        {
            return null;
        }

        int written = layer.Integer("index");
        int length = input.Shape.Axes[axis];
        if (written < -length || written >= length)
        {
            graph.Report(Rules.UnknownOption, layer, "index", "index", layer.Name, Text(written), $"from {Text(-length)} to {Text(length - 1)}, as axis {Text(axis)} of {input.Name} {input.Shape} has the length {Text(length)}");
            return null;
        }

        var operation = new SelectIndex(axis, written < 0 ? written + length : written);
        if (length == 1)
        {
            return Reshape.Build(layer, input, operation.Infer([input]), graph);
        }

        Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, operation.Formula(layer.Name, input));
        return output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>y[..., ...] = x[..., index, ...] on an axis, counted from 0.</summary>
internal sealed record SelectIndex(int Axis, int Index) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => AxisPlaces.Without(inputs[0].Shape, Axis);

    public override string Derivation => "Select: dx is dy at the index that was taken, and 0 at the others.";

    public string Formula(string output, Value input) => $"{output} = {input.Name}[{Place.Of(input.Shape, Axis, StepBuilder.Digits(Index))}]";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new PlacedPart(x.Shape, Axis, Index, 1), "d " + x.Name, node.Layer, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps) => Part.Lower(node, steps, Axis, Index, 1, Formula(node.Output.Name, node.Inputs[0]));
}

/// <summary>Some neighbouring indices of an axis: y[..., k, ...] = x[..., first + k, ...]. The gradient of what was put beside others.</summary>
internal sealed record Part(Shape Shape, int Axis, int First) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        int length = Shape.Axes[Axis];
        Value x = node.Inputs[0];
        Lower(node, steps, Axis, First, length, $"{node.Output.Name} = {x.Name}[{Place.Of(x.Shape, Axis, Place.Range(First, length))}]");
    }

    /// <summary>Copies some indices of an axis of the first input.</summary>
    public static void Lower(Node node, StepBuilder steps, int axis, int first, int count, string equation)
    {
        AxisPlaces places = AxisPlaces.Of(node.Inputs[0].Shape, axis);
        var kernel = new RuntimeKernel(
            "CopyPart",
            ["x"],
            [new("length", count * places.Inner), new("width", places.Length * places.Inner), new("offset", first * places.Inner)]);
        steps.Add(kernel, node.Inputs, node.Output, places.Outer, node.Layer, equation);
    }
}

/// <summary>Some neighbouring indices of an axis of a value that is 0 elsewhere: the gradient of what they were taken of.</summary>
/// <param name="Shape">The whole.</param>
/// <param name="Axis">The axis.</param>
/// <param name="First">The first of the indices.</param>
/// <param name="Count">How many.</param>
internal sealed record PlacedPart(Shape Shape, int Axis, int First, int Count) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        AxisPlaces places = AxisPlaces.Of(Shape, Axis);
        var kernel = new RuntimeKernel(
            "PlacePart",
            ["x"],
            [new("length", Count * places.Inner), new("width", places.Length * places.Inner), new("offset", First * places.Inner)]);
        string place = Place.Of(Shape, Axis, Place.Range(First, Count));
        steps.Add(kernel, node.Inputs, node.Output, places.Outer, node.Layer, $"{node.Output.Name}[{place}] = {node.Inputs[0].Name}, 0 elsewhere");
    }
}

/// <summary>Places on an axis in formulas.</summary>
internal static class Place
{
    /// <summary>Everything on all axes but one: <c>:, 3, :</c>.</summary>
    public static string Of(Shape shape, int axis, string place)
    {
        var places = new string[shape.Rank];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i == axis ? place : ":";
        }

        return string.Join(", ", places);
    }

    /// <summary>A number, or the first and the last: <c>0 to 4</c>.</summary>
    public static string Range(int first, int count) => count == 1 ? StepBuilder.Digits(first) : StepBuilder.Digits(first) + " to " + StepBuilder.Digits(first + count - 1);
}
