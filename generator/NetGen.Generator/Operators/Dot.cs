using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Dot("a", "b")]</c>: sums of products along the last axis, which disappears.</summary>
internal sealed class DotLayer : MergeLayer
{
    public override string Attribute => "NetGen.Dot";

    public override IReadOnlyList<string> InputArguments => ["first", "second"];

    public override Value? Build(LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph)
    {
        (Shape first, Shape second) = (inputs[0].Shape, inputs[1].Shape);
        if (first.Rank == 0)
        {
            MergeShapes.ReportShape(layer, 0, inputs[0], "a value with axes", graph);
            return null;
        }

        if (second != first && second != Shape.Vector(first.Last))
        {
            string vector = first.Rank == 1 ? "" : $" or {Shape.Vector(first.Last)}";
            MergeShapes.ReportShape(layer, 1, inputs[1], $"{first}{vector}, to fit {inputs[0].Name}", graph);
            return null;
        }

        Value output = graph.Add(new Dot(), layer.Name, layer.Name, inputs);
        graph.Declare(layer, output, [], first.Size, Dot.Formula(layer.Name, inputs));
        return output;
    }
}

/// <summary>y[...] = sum_i a[..., i] b[..., i], or of one b[i] for all rows of a. Inputs: a, b.</summary>
internal sealed record Dot : Operation
{
    public override string Derivation => "Dot: y = sum_i a[i] * b[i] gives da[i] = dy * b[i] and db[i] = dy * a[i], summed over the rows of a where they share b.";

    public static string Formula(string output, IReadOnlyList<Value> inputs) => $"{output}{Rows(inputs[0].Shape)} = sum_i {Element(inputs[0])} * {Element(inputs[1])}";

    public override Shape Infer(IReadOnlyList<Value> inputs) => AxisPlaces.Without(inputs[0].Shape, inputs[0].Shape.Rank - 1);

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        for (int i = 0; i < 2; i++)
        {
            (Value input, Value other) = (node.Inputs[i], node.Inputs[1 - i]);
            if (backward.Needs(input))
            {
                backward.AddGradient(input, backward.Add(new DotGradient(input.Shape), "d " + input.Name, node.Layer, outputGradient, other));
            }
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        Shape shape = node.Inputs[0].Shape;
        Value second = OneForEachRow(node.Inputs[1], shape, node.Layer, steps);
        var kernel = new RowKernel(
            "Dot" + StepBuilder.Digits(shape.Last),
            shape.Last,
            1,
            [new RowOperand("x", RowOperandKind.Input), new RowOperand("other", RowOperandKind.Input), new RowOperand("result", RowOperandKind.RowOutput)],
            [new ReduceStep("sum", RowReduction.Sum, new Variable("x") * new Variable("other")), new StoreRowStep("result", new Variable("sum"))]);
        steps.Add(kernel, [node.Inputs[0], second], node.Output, shape.Rows, node.Layer, Formula(node.Output.Name, node.Inputs));
    }

    /// <summary>The value itself, or a vector once for each row of a shape.</summary>
    public static Value OneForEachRow(Value vector, Shape shape, string layer, StepBuilder steps)
    {
        if (vector.Shape.Size == shape.Size)
        {
            return vector;
        }

        var repeated = steps.Between(vector.Name + " repeated", shape);
        RuntimeKernel kernel = Transpose.Kernel([new(shape.Rows, 0), new(shape.Last, 1)], shape.Last);
        steps.Add(kernel, [vector], repeated, 1, layer, $"{repeated.Name}{Rows(shape, "i")} = {vector.Name}[i]");
        return repeated;
    }

    /// <summary>The indices of the rows, and perhaps one more: <c>[k]</c>, <c>[k, i]</c>.</summary>
    public static string Rows(Shape shape, params string[] last)
    {
        string[] indices = [.. Enumerable.Range(0, shape.Rank - 1).Select(axis => shape.Rank == 2 ? "k" : "k" + StepBuilder.Digits(axis)), .. last];
        return indices.Length == 0 ? "" : "[" + string.Join(", ", indices) + "]";
    }

    /// <summary>The name with all indices.</summary>
    public static string Element(Value value) => value.Name + Rows(value.Shape, "i");
}

/// <summary>dy times the other factor, summed over the rows if the gradient is that of one vector. Inputs: dy, the other factor.</summary>
internal sealed record DotGradient(Shape Shape) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        (Value upstream, Value other) = (node.Inputs[0], node.Inputs[1]);
        Shape product = Shape.Size >= other.Shape.Size ? Shape : other.Shape;
        bool isSummed = Shape.Size < product.Size;
        Value output = isSummed ? steps.Between(node.Output.Name + " of each row", product) : node.Output;
        AddProduct(upstream, Dot.OneForEachRow(other, product, node.Layer, steps), output, node.Layer, steps);
        if (isSummed)
        {
            var places = new AxisPlaces(1, product.Rows, product.Last);
            steps.Add(Mean.SumOver("SumOver", places, 1), [output], node.Output, product.Last, node.Layer, $"{node.Output.Name}[i] = sum_k {output.Name}[k, i]");
        }
    }

    private static void AddProduct(Value upstream, Value other, Value output, string layer, StepBuilder steps)
    {
        int length = output.Shape.Last;
        // Of rows of one element each number is an element.
        RowOperandKind ofRow = length == 1 ? RowOperandKind.Input : RowOperandKind.RowInput;
        var kernel = new RowKernel(
            "DotGradient" + StepBuilder.Digits(length),
            length,
            1,
            [new RowOperand("upstream", ofRow), new RowOperand("other", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)],
            [new StoreStep("result", new Variable("upstream") * new Variable("other"))]);
        steps.Add(kernel, [upstream, other], output, output.Shape.Rows, layer, $"{Dot.Element(output)} = {upstream.Name}{Dot.Rows(output.Shape)} * {Dot.Element(other)}");
    }
}
