using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Transpose(axes)]</c>: the axes of an example in another order, by default reversed.</summary>
internal sealed class TransposeLayer : LayerOperator
{
    public override string Attribute => "NetGen.Transpose";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int rank = input.Shape.Rank;
        int[] axes = layer.Numbers("axes") is { } written ? [.. written.Select(axis => (int)axis)] : [.. Enumerable.Range(0, rank).Reverse()];
        if (!Check(layer, axes, input, graph))
        {
            return null;
        }

        var operation = new Transpose(axes.ToEquatableArray());
        IReadOnlyList<StridedAxis> moved = operation.Moves(input.Shape);
        if (moved.Count <= 1)
        {
            return Reshape.Build(layer, input, operation.Infer([input]), graph);
        }

        if (moved.Count > Transpose.MostAxes)
        {
            graph.Report(Rules.ShapeMismatch, layer, "axes", layer.Name, $"at most {Text(Transpose.MostAxes)} axes, where those that stay side by side count as one", input.Name, input.Shape.ToString());
            return null;
        }

        Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, operation.Formula(layer.Name, input.Name));
        return output;
    }

    private static bool Check(LayerDeclaration layer, int[] axes, Value input, GraphBuilder graph)
    {
        int rank = input.Shape.Rank;
        if (axes.Length != rank)
        {
            graph.Report(Rules.ShapeMismatch, layer, "axes", layer.Name, $"{Text(axes.Length)} axes, as many as it lists", input.Name, input.Shape.ToString());
            return false;
        }

        for (int i = 0; i < rank; i++)
        {
            if (axes[i] < 0 || axes[i] >= rank)
            {
                graph.Report(Rules.AxisOutOfRange, layer, "axes", i, [layer.Name, Text(axes[i]), input.Shape.ToString(), "0", Text(rank - 1)]);
                return false;
            }

            if (System.Array.IndexOf(axes, axes[i]) < i)
            {
                graph.Report(Rules.UnknownOption, layer, "axes", i, ["axes", layer.Name, string.Join(", ", axes.Select(Text)), "each axis once"]);
                return false;
            }
        }

        return true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An axis of a result: its length, and how far apart neighbours on it lie in the input.</summary>
internal readonly record struct StridedAxis(int Length, int Stride);

/// <summary>Axis k of y is axis <paramref name="Axes"/>[k] of x.</summary>
internal sealed record Transpose(EquatableArray<int> Axes) : Operation
{
    /// <summary>The axes that the kernel takes.</summary>
    public const int MostAxes = 4;

    public override Shape Infer(IReadOnlyList<Value> inputs) => new(Axes.Select(axis => inputs[0].Shape.Axes[axis]).ToEquatableArray());

    public override string Derivation => "Transpose: the elements only change places, so dx is dy with the axes back in their order.";

    public string Formula(string output, string input) =>
        $"{output}[{string.Join(", ", Axes.Select(Index))}] = {input}[{string.Join(", ", Enumerable.Range(0, Axes.Count).Select(Index))}]";

    /// <summary>The axes of the result without those of length 1; those that lie one after the other in the input, too, are one.</summary>
    public IReadOnlyList<StridedAxis> Moves(Shape input)
    {
        var moves = new List<StridedAxis>();
        foreach (int axis in Axes.Where(axis => input.Axes[axis] > 1))
        {
            (_, int length, int stride) = AxisPlaces.Of(input, axis);
            if (moves.Count > 0 && moves[moves.Count - 1] is var last && last.Stride == length * stride)
            {
                moves[moves.Count - 1] = new StridedAxis(last.Length * length, stride);
            }
            else
            {
                moves.Add(new StridedAxis(length, stride));
            }
        }

        return moves;
    }

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            var inverse = new Transpose(Enumerable.Range(0, Axes.Count).Select(axis => Axes.ToList().IndexOf(axis)).ToEquatableArray());
            backward.AddGradient(x, backward.Add(inverse, "d " + x.Name, node.Layer, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        Value x = node.Inputs[0];
        steps.Add(Kernel(Moves(x.Shape), x.Shape.Size), node.Inputs, node.Output, 1, node.Layer, Formula(node.Output.Name, x.Name));
    }

    /// <summary>The runtime's kernel that reads axes at any distance; a distance of 0 repeats.</summary>
    /// <param name="axes">The axes of the result, at most <see cref="MostAxes"/>.</param>
    /// <param name="size">The elements of a row of what is read.</param>
    public static RuntimeKernel Kernel(IReadOnlyList<StridedAxis> axes, int size)
    {
        StridedAxis[] all = [.. Enumerable.Repeat(new StridedAxis(1, 0), MostAxes - axes.Count), .. axes];
        IEnumerable<KernelSize> lengths = all.Select((axis, i) => new KernelSize("length" + StepBuilder.Digits(i), axis.Length));
        IEnumerable<KernelSize> strides = all.Select((axis, i) => new KernelSize("stride" + StepBuilder.Digits(i), axis.Stride));
        return new RuntimeKernel("Permute", ["x"], [.. lengths, .. strides, new KernelSize("size", size)]);
    }

    private static string Index(int axis) => "i" + StepBuilder.Digits(axis);
}
