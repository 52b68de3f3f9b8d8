using System.Collections.Generic;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[Sparsemax(Axis = -1)]</c>: the point of the simplex nearest to x, along one axis of an example.</summary>
internal sealed class SparsemaxLayer : AlongAxisLayer
{
    public override string Attribute => "NetGen.Sparsemax";

    protected override Operation Along(int length, int stride) => new Sparsemax(length, stride);

    protected override string Formula(string output, string input) => Sparsemax.Formula(output, input);
}

/// <summary>
/// y_i = max(x_i - m - t, 0) with m = max_j x_j and the t for which the y_i sum to 1 (Martins, Astudillo 2016). Beside the maximum, t lies between -1 and 0
/// and keeps its digits whatever the size of x.
/// </summary>
internal sealed record Sparsemax(int Length, int Stride) : Operation
{
    public static string Formula(string output, string input) => $"{output}[i] = max({input}[i] - m - t, 0), m = max_j {input}[j], t such that sum_j {output}[j] = 1";

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string Derivation => "Sparsemax: where y[i] > 0, dy[i] / dx[j] = (i = j ? 1 : 0) - 1 / n over the n elements with y[j] > 0, and 0 elsewhere, gives dx[i] = dy[i] - mean of dy[j] over them.";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        if (backward.Needs(node.Inputs[0]))
        {
            backward.AddGradient(node.Inputs[0], backward.Add(new SparsemaxGradient(Length, Stride), "d " + node.Inputs[0].Name, node.Layer, node.Output, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps) =>
        steps.Add(Kernel(Length, Stride), node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, Formula(node.Output.Name, node.Inputs[0].Name));

    /// <summary>Right in place, too: its last pass reads an element before it writes it.</summary>
    public static RowKernel Kernel(int length, int stride)
    {
        var (x, max, threshold) = (new Variable("x"), new Variable("max"), new Variable("threshold"));
        Expression above = (x - max) - threshold;
        return new RowKernel(
            StepBuilder.Strided("Sparsemax", length, stride),
            length,
            stride,
            [new RowOperand("x", RowOperandKind.Input), new RowOperand("y", RowOperandKind.Output)],
            [
                new ReduceStep("max", RowReduction.Max, x),
                new CallStep("exact", "SparsemaxThreshold", "x"),
                new NumberStep("threshold", new Variable("exact")),
                // As in Relu: a NaN comes through.
                new StoreStep("y", IfLessOrEqual(above, Zero, Zero, above)),
            ]);
    }
}

/// <summary>dx_i = dy_i - mean of dy_j over the j with y_j > 0 where y_i > 0, and 0 elsewhere. Inputs: y, dy.</summary>
internal sealed record SparsemaxGradient(int Length, int Stride) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        var (y, upstream, mean) = (new Variable("y"), new Variable("upstream"), new Variable("mean"));
        Expression OfSupport(Expression value) => IfLessOrEqual(y, Zero, Zero, value);
        var kernel = new RowKernel(
            StepBuilder.Strided("SparsemaxGradient", Length, Stride),
            Length,
            Stride,
            [new RowOperand("y", RowOperandKind.Input), new RowOperand("upstream", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)],
            [
                new ReduceStep("size", RowReduction.Sum, OfSupport(One)),
                new ReduceStep("sum", RowReduction.Sum, OfSupport(upstream)),
                new NumberStep("mean", new Variable("sum") / new Variable("size")),
                new StoreStep("result", OfSupport(upstream - mean)),
            ]);
        (string p, string g) = (node.Inputs[0].Name, node.Inputs[1].Name);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, $"{node.Output.Name}[i] = {p}[i] > 0 ? {g}[i] - mean of {g}[j] over {p}[j] > 0 : 0");
    }
}
