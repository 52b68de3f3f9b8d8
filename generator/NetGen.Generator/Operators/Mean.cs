using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Mean(Axis = 0)]</c>: the mean over one axis, which the output no longer has.</summary>
internal sealed class MeanLayer : LayerOperator
{
    public override string Attribute => "NetGen.Mean";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (AxisArgument.Read(layer, input, otherwise: 0, graph) is not { } axis)
        {
            return null;
        }

        var operation = new Mean(axis);
        if (input.Shape.Axes[axis] == 1)
        {
            return Reshape.Build(layer, input, operation.Infer([input]), graph);
        }

        Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, operation.Formula(layer.Name, input));
        return output;
    }
}

/// <summary>y[..., ...] = 1/n sum_k x[..., k, ...] over an axis of length n, counted from 0.</summary>
internal sealed record Mean(int Axis) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => AxisPlaces.Without(inputs[0].Shape, Axis);

    public override string Derivation => "Mean: each of the n elements has its n-th part in y, so dx[k] = dy / n.";

    public string Formula(string output, Value input) => $"{output} = mean_k {input.Name}[{Place.Of(input.Shape, Axis, "k")}]";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new MeanGradient(x.Shape, Axis), "d " + x.Name, node.Layer, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        AxisPlaces places = AxisPlaces.Of(node.Inputs[0].Shape, Axis);
        steps.Add(SumOver("MeanOver", places, (double)places.Length), node.Inputs, node.Output, places.Outer * places.Inner, node.Layer, Formula(node.Output.Name, node.Inputs[0]));
    }

    /// <summary>The sum over an axis, divided by a number.</summary>
    public static RowKernel SumOver(string name, AxisPlaces places, double divisor) => new(
        StepBuilder.Strided(name, places.Length, places.Inner),
        places.Length,
        places.Inner,
        [new RowOperand("x", RowOperandKind.Input), new RowOperand("result", RowOperandKind.RowOutput)],
        [new ReduceStep("sum", RowReduction.Sum, new Variable("x")), new StoreRowStep("result", new Variable("sum") / divisor)]);
}

/// <summary>dx[..., k, ...] = dy[..., ...] / n for every k.</summary>
internal sealed record MeanGradient(Shape Shape, int Axis) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        AxisPlaces places = AxisPlaces.Of(Shape, Axis);
        var kernel = new RowKernel(
            StepBuilder.Strided("MeanGradient", places.Length, places.Inner),
            places.Length,
            places.Inner,
            [new RowOperand("upstream", RowOperandKind.RowInput), new RowOperand("result", RowOperandKind.Output)],
            [new StoreStep("result", new Variable("upstream") / (double)places.Length)]);
        string place = Place.Of(Shape, Axis, "k");
        steps.Add(kernel, node.Inputs, node.Output, places.Outer * places.Inner, node.Layer, $"{node.Output.Name}[{place}] = {node.Inputs[0].Name} / {StepBuilder.Digits(places.Length)}");
    }
}
