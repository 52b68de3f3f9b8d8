using System.Collections.Generic;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[Softmax(Axis = -1)]</c>: y_i = exp(x_i) / sum_j exp(x_j) along one axis of an example.</summary>
internal sealed class SoftmaxLayer : AlongAxisLayer
{
    public override string Attribute => "NetGen.Softmax";

    protected override Operation Along(int length, int stride) => new Softmax(length, stride);

    protected override string Formula(string output, string input) => Softmax.Formula(output, input);
}

/// <summary>y_i = exp(x_i - m) / sum_j exp(x_j - m), m = max_j x_j: the shift leaves the value as it is and keeps exp from overflowing.</summary>
internal sealed record Softmax(int Length, int Stride) : Operation
{
    public static string Formula(string output, string input) => $"{output}[i] = exp({input}[i] - m) / sum_j exp({input}[j] - m), m = max_j {input}[j]";

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string Derivation => "Softmax: dy[i] / dx[j] = y[i] * ((i = j ? 1 : 0) - y[j]) gives dx[i] = y[i] * (dy[i] - sum_j y[j] * dy[j]).";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        if (backward.Needs(node.Inputs[0]))
        {
            backward.AddGradient(node.Inputs[0], backward.Add(new SoftmaxGradient(Length, Stride), "d " + node.Inputs[0].Name, node.Layer, node.Output, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps) =>
        steps.Add(Kernel(Length, Stride), node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, Formula(node.Output.Name, node.Inputs[0].Name));

    /// <summary>Right in place, too: each pass reads an element before it writes it.</summary>
    public static RowKernel Kernel(int length, int stride)
    {
        var (x, y, max, sum) = (new Variable("x"), new Variable("y"), new Variable("max"), new Variable("sum"));
        return new RowKernel(
            StepBuilder.Strided("Softmax", length, stride),
            length,
            stride,
            [new RowOperand("x", RowOperandKind.Input), new RowOperand("y", RowOperandKind.Output)],
            [
                new ReduceStep("max", RowReduction.Max, x),
                new StoreStep("y", Exp(x - max)),
                new ReduceStep("sum", RowReduction.Sum, y),
                new StoreStep("y", y / sum),
            ]);
    }
}

/// <summary>dx_i = y_i (dy_i - sum_j y_j dy_j). Inputs: y, dy.</summary>
internal sealed record SoftmaxGradient(int Length, int Stride) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        var (y, upstream, dot) = (new Variable("y"), new Variable("upstream"), new Variable("dot"));
        var kernel = new RowKernel(
            StepBuilder.Strided("SoftmaxGradient", Length, Stride),
            Length,
            Stride,
            [new RowOperand("y", RowOperandKind.Input), new RowOperand("upstream", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)],
            [
                new ReduceStep("dot", RowReduction.Sum, y * upstream),
                new StoreStep("result", y * (upstream - dot)),
            ]);
        (string p, string g) = (node.Inputs[0].Name, node.Inputs[1].Name);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, $"{node.Output.Name}[i] = {p}[i] * ({g}[i] - sum_j {p}[j] * {g}[j])");
    }
}
