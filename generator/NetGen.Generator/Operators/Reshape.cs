using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Operators;

/// <summary><c>[Flatten]</c>: all axes of an example as one.</summary>
internal sealed class FlattenLayer : LayerOperator
{
    public override string Attribute => "NetGen.Flatten";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph) => Reshape.Build(layer, input, Shape.Vector(input.Shape.Size), graph);
}

/// <summary><c>[Reshape(axes)]</c>: the same elements under other axes, of which one may be left to count.</summary>
internal sealed class ReshapeLayer : LayerOperator
{
    private const int Left = -1;

    public override string Attribute => "NetGen.Reshape";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int[] axes = [.. (layer.Numbers("shape") ?? []).Select(axis => (int)axis)];
        return CheckAxes(layer, axes, graph) && Fill(layer, axes, input, graph) is { } shape ? Reshape.Build(layer, input, shape, graph) : null;
    }

    private static bool CheckAxes(LayerDeclaration layer, int[] axes, GraphBuilder graph)
    {
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes[i] is not Left and (< 1 or > GraphBuilder.LargestSize))
            {
                graph.Report(Rules.ImpossibleSize, layer, "shape", i, ["the size", layer.Name, Text(axes[i]), Text(GraphBuilder.LargestSize)]);
                return false;
            }

            if (axes[i] == Left && System.Array.IndexOf(axes, Left) < i)
            {
                graph.Report(Rules.UnknownOption, layer, "shape", i, ["shape", layer.Name, string.Join(", ", axes.Select(Text)), "-1 for one axis at most"]);
                return false;
            }
        }

        return true;
    }

    /// <summary>The shape with the axis that is left to count; null after reporting that the elements do not fill it.</summary>
    private static Shape? Fill(LayerDeclaration layer, int[] axes, Value input, GraphBuilder graph)
    {
        long written = Shape.SizeWithin(axes.Where(axis => axis != Left).ToEquatableArray(), GraphBuilder.LargestSize);
        int open = System.Array.IndexOf(axes, Left);
        int size = input.Shape.Size;
        if (written > 0 && (open < 0 ? written == size : size % written == 0))
        {
            return new Shape(axes.Select(axis => axis == Left ? (int)(size / written) : axis).ToEquatableArray());
        }

        string shape = "[" + string.Join(", ", axes.Select(Text)) + "]";
        string elements = written < 0 ? "more elements than a value may have" : open < 0 ? Text((int)written) + " elements" : "a multiple of " + Text((int)written) + " elements";
        graph.Report(Rules.ShapeMismatch, layer, "shape", layer.Name, $"{elements} for the shape {shape}", input.Name, $"{Text(size)} of the shape {input.Shape}");
        return null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>y = x under other axes, in row-major order: the same memory.</summary>
internal sealed record Reshape(Shape Shape) : Operation
{
    public override bool IsView => true;

    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override string Derivation => "Reshape: the elements stay as they are, so dx is dy under the axes of x.";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new Reshape(x.Shape), "d " + x.Name, node.Layer, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps) => throw new System.NotSupportedException("A view takes no step.");

    /// <summary>Adds the layer's node: also what other layers are where they move nothing.</summary>
    public static Value Build(LayerDeclaration layer, Value input, Shape shape, GraphBuilder graph)
    {
        Value output = graph.Add(new Reshape(shape), layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, $"{layer.Name} = {input.Name} as {shape}");
        return output;
    }
}
