using System.Collections.Generic;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>A vector along the last axis that is made of all rows of the batch at once. No gradient rule: the operation that reads it takes gradients through it.</summary>
internal abstract record OfAllRows : Operation
{
    public override Extent Extent => Extent.Shared;

    /// <summary>A call of the runtime over all rows.</summary>
    protected static void Lower(string method, string[] operands, Node node, int rowsPerExample, string equation, StepBuilder steps)
    {
        int length = node.Output.Shape.Last;
        var kernel = new RuntimeKernel(method, [.. operands], [new KernelSize("length", length)]) { Over = KernelExtent.SumOfRows };
        Value[] reads = new Value[operands.Length];
        for (int i = 0; i < reads.Length; i++)
        {
            reads[i] = node.Inputs[i];
        }

        steps.Add(kernel, reads, node.Output, rowsPerExample, node.Layer, equation);
    }
}

/// <summary>mean[i] = 1/n sum over rows of x[i]. Inputs: x, and what stands for it in prediction.</summary>
internal sealed record BatchMean : OfAllRows
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape.Vector(inputs[0].Shape.Last);

    public override void Lower(Node node, StepBuilder steps) =>
        Lower("MeanOfRows", ["x"], node, node.Inputs[0].Shape.Rows, $"{node.Output.Name}[i] = mean_rows {node.Inputs[0].Name}[i]", steps);
}

/// <summary>var[i] = 1/n sum over rows of (x[i] - mean[i])^2. Inputs: x, mean, and what stands for it in prediction.</summary>
internal sealed record BatchVariance : OfAllRows
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[1].Shape;

    public override void Lower(Node node, StepBuilder steps) =>
        Lower("VarianceOfRows", ["x", "mean"], node, node.Inputs[0].Shape.Rows, $"{node.Output.Name}[i] = mean_rows ({node.Inputs[0].Name}[i] - {node.Inputs[1].Name}[i])^2", steps);
}

/// <summary>var[i] n / (n - 1), and var[i] of a single row. Input: var.</summary>
internal sealed record UnbiasedVariance(int RowsPerExample) : OfAllRows
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps) =>
        Lower("UnbiasedVariance", ["variance"], node, RowsPerExample, $"{node.Output.Name}[i] = {node.Inputs[0].Name}[i] * rows / (rows - 1)", steps);
}

/// <summary>sum[i] / n: the mean over the rows of what was summed over them. Input: the sum.</summary>
internal sealed record QuotientByRows(int RowsPerExample) : OfAllRows
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps) =>
        Lower("QuotientByRows", ["sum"], node, RowsPerExample, $"{node.Output.Name}[i] = {node.Inputs[0].Name}[i] / rows", steps);
}
