using System.Collections.Generic;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[LogSoftmax(Axis = -1)]</c>: y_i = ln(exp(x_i) / sum_j exp(x_j)) along one axis of an example.</summary>
internal sealed class LogSoftmaxLayer : AlongAxisLayer
{
    public override string Attribute => "NetGen.LogSoftmax";

    protected override Operation Along(int length, int stride) => new LogSoftmax(length, stride);

    protected override string Formula(string output, string input) => LogSoftmax.Formula(output, input);
}

/// <summary>y_i = x_i - m - ln sum_j exp(x_j - m), m = max_j x_j: no exp overflows, and no logarithm is of a probability that was rounded to 0 or 1.</summary>
internal sealed record LogSoftmax(int Length, int Stride) : Operation
{
    public static string Formula(string output, string input) => $"{output}[i] = {input}[i] - m - ln sum_j exp({input}[j] - m), m = max_j {input}[j]";

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string Derivation => "LogSoftmax: dy[i] / dx[j] = (i = j ? 1 : 0) - exp(y[j]) gives dx[i] = dy[i] - exp(y[i]) * sum_j dy[j].";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        if (backward.Needs(node.Inputs[0]))
        {
            backward.AddGradient(node.Inputs[0], backward.Add(new LogSoftmaxGradient(Length, Stride), "d " + node.Inputs[0].Name, node.Layer, node.Output, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        var (x, max, logarithm) = (new Variable("x"), new Variable("max"), new Variable("logarithm"));
        var kernel = new RowKernel(
            StepBuilder.Strided("LogSoftmax", Length, Stride),
            Length,
            Stride,
            [new RowOperand("x", RowOperandKind.Input), new RowOperand("y", RowOperandKind.Output)],
            [
                new ReduceStep("max", RowReduction.Max, x),
                new ReduceStep("sum", RowReduction.Sum, Exp(x - max)),
                new NumberStep("logarithm", Log(new Variable("sum"))),
                new StoreStep("y", (x - max) - logarithm),
            ]);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, Formula(node.Output.Name, node.Inputs[0].Name));
    }
}

/// <summary>dx_i = dy_i - exp(y_i) sum_j dy_j. Inputs: y, dy.</summary>
internal sealed record LogSoftmaxGradient(int Length, int Stride) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        var (y, upstream, sum) = (new Variable("y"), new Variable("upstream"), new Variable("sum"));
        var kernel = new RowKernel(
            StepBuilder.Strided("LogSoftmaxGradient", Length, Stride),
            Length,
            Stride,
            [new RowOperand("y", RowOperandKind.Input), new RowOperand("upstream", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)],
            [
                new ReduceStep("sum", RowReduction.Sum, upstream),
                new StoreStep("result", upstream - (Exp(y) * sum)),
            ]);
        (string p, string g) = (node.Inputs[0].Name, node.Inputs[1].Name);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, $"{node.Output.Name}[i] = {g}[i] - exp({p}[i]) * sum_j {g}[j]");
    }
}
