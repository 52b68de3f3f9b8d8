using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Concat("a", "b", ..., Axis = -1)]</c>: values one after the other along an axis.</summary>
internal sealed class ConcatLayer : MergeLayer
{
    public override string Attribute => "NetGen.Concat";

    public override Value? Build(LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph)
    {
        if (!MergeShapes.AreSeveral(layer, inputs, graph) || AxisArgument.Read(layer, inputs[0], otherwise: -1, graph) is not { } axis || !Fit(layer, inputs, axis, graph))
        {
            return null;
        }

        (int outer, _, int inner) = AxisPlaces.Of(inputs[0].Shape, axis);
        long length = inputs.Sum(input => (long)input.Shape.Axes[axis]);
        int largest = GraphBuilder.LargestSize / (outer * inner);
        if (length > largest)
        {
            graph.Report(Rules.ImpossibleSize, layer, null, "the length of axis " + Text(axis), layer.Name, length.ToString(CultureInfo.InvariantCulture), Text(largest));
            return null;
        }

        var operation = new Concat(axis);
        Value output = graph.Add(operation, layer.Name, layer.Name, inputs);
        graph.Declare(layer, output, [], 0, Concat.Formula(layer.Name, inputs, axis));
        return output;
    }

    private static bool Fit(LayerDeclaration layer, IReadOnlyList<Value> inputs, int axis, GraphBuilder graph)
    {
        Shape others = inputs[0].Shape;
        for (int i = 1; i < inputs.Count; i++)
        {
            Shape shape = inputs[i].Shape;
            if (shape.Rank != others.Rank || AxisPlaces.Without(shape, axis) != AxisPlaces.Without(others, axis))
            {
                string expected = others.Rank == 1 ? "a vector, as " + inputs[0].Name : $"the shape of {inputs[0].Name}, {others}, on all axes but {Text(axis)}";
                MergeShapes.ReportShape(layer, i, inputs[i], expected, graph);
                return false;
            }
        }

        return true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The inputs one after the other along an axis, counted from 0; all other axes are equal.</summary>
internal sealed record Concat(int Axis) : Operation
{
    public override string Derivation => "Concat: each input has its part of dy as gradient.";

    public static string Formula(string output, IReadOnlyList<Value> inputs, int axis) =>
        $"{output} = {string.Join(" then ", inputs.Select(input => input.Name))} along axis {StepBuilder.Digits(axis)}";

    public override Shape Infer(IReadOnlyList<Value> inputs) =>
        new([.. inputs[0].Shape.Axes.Select((length, axis) => axis == Axis ? inputs.Sum(input => input.Shape.Axes[axis]) : length)]);

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        foreach ((Value input, int first) in Parts(node))
        {
            if (backward.Needs(input))
            {
                backward.AddGradient(input, backward.Add(new Part(input.Shape, Axis, first), "d " + input.Name, node.Layer, outputGradient));
            }
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        AxisPlaces whole = AxisPlaces.Of(node.Output.Shape, Axis);
        foreach ((Value input, int first) in Parts(node))
        {
            int count = input.Shape.Axes[Axis];
            var kernel = new RuntimeKernel(
                "PutPart",
                ["x"],
                [new("length", count * whole.Inner), new("width", whole.Length * whole.Inner), new("offset", first * whole.Inner)]);
            string place = Place.Of(node.Output.Shape, Axis, Place.Range(first, count));
            steps.Add(kernel, [input], node.Output, whole.Outer, node.Layer, $"{node.Output.Name}[{place}] = {input.Name}");
        }
    }

    /// <summary>Each input and its first index in the output.</summary>
    private IEnumerable<(Value Input, int First)> Parts(Node node)
    {
        int first = 0;
        foreach (Value input in node.Inputs)
        {
            yield return (input, first);
            first += input.Shape.Axes[Axis];
        }
    }
}
