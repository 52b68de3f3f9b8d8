using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Embedding(vocabulary, width)]</c>: a row of a trained table for each int. <c>[EmbeddingBag(vocabulary, width)]</c>: the mean of the rows of the last axis.</summary>
/// <param name="isBag">Which of the two.</param>
internal sealed class EmbeddingLayer(bool isBag) : LayerOperator
{
    /// <summary>As PyTorch's. Fans mean nothing for a table: each output is one row.</summary>
    private static readonly Initializer Normal = new(InitializerKind.Normal, [0, 1]);

    public override string Attribute => isBag ? "NetGen.EmbeddingBag" : "NetGen.Embedding";

    public override bool ReadsInts => true;

    public override string View(LayerDeclaration layer) => "EmbeddingParameters";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (input.Kind != ElementKind.Int)
        {
            graph.Report(Rules.WrongKind, layer, layer.From is null ? null : "From", layer.Name, "ints", input.Name, "floats");
            return null;
        }

        (int vocabulary, int width) = (layer.Integer("vocabulary"), layer.Integer("width"));
        int bag = isBag ? input.Shape.Last : 1;
        if (!graph.CheckSize(layer, "width", width, input.Shape.Size / bag) || !graph.CheckWeights(layer, "vocabulary", vocabulary, width))
        {
            return null;
        }

        Parameter table = graph.AddParameter(layer.Name + ".weight", new Shape([vocabulary, width]), ParameterRole.Weight, Normal, isTable: true);
        Embedding operation = isBag ? new EmbeddingBag(vocabulary, width) : new Embedding(vocabulary, width);
        Value output = graph.Add(operation, layer.Name, layer.Name, [input, table.Value]);
        graph.Declare(layer, output, [table], 0, operation.Formula(layer.Name, input, table.Value), View(layer));
        return output;
    }
}

/// <summary>y[..., j] = E[i[...], j]. Inputs: ints i, the table E [vocabulary, width].</summary>
internal record Embedding(int Vocabulary, int Width) : Operation
{
    public override bool PassesGradient(int input) => input == 1;

    public override int? IndexLimit(IReadOnlyList<Value> inputs) => Vocabulary;

    public override string Derivation => "Embedding: dE is 0 but for the rows that were read; row i[r] has the sum of dy[r] over all r that read it.";

    public override Shape Infer(IReadOnlyList<Value> inputs) => new([.. inputs[0].Shape.Axes, Width]);

    public virtual string Formula(string output, Value indices, Value table) => $"{output}[r, j] = {table.Name}[{indices.Name}[r], j]";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        (Value indices, Value table) = (node.Inputs[0], node.Inputs[1]);
        if (backward.Needs(table))
        {
            backward.AddGradient(table, backward.Add(new EmbeddingGradient(table.Shape, Bag(indices)), "d " + table.Name, node.Layer, indices, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        (Value indices, Value table) = (node.Inputs[0], node.Inputs[1]);
        int? bag = Bag(indices);
        var kernel = new RuntimeKernel(
            bag is null ? "Embed" : "EmbedBag",
            ["table", "indices"],
            [.. Sizes(bag), new KernelSize("width", Width)])
        {
            Indices = ["indices"],
        };
        steps.Add(kernel, [table, indices], node.Output, indices.Shape.Size / (bag ?? 1), node.Layer, Formula(node.Output.Name, indices, table));
    }

    /// <summary>The ints of a mean; null without one.</summary>
    protected virtual int? Bag(Value indices) => null;

    /// <summary>The size of a bag, where there are bags.</summary>
    public static IEnumerable<KernelSize> Sizes(int? bag) => bag is { } count ? [new KernelSize("bag", count)] : [];
}

/// <summary>y[..., j] = 1/n sum_k E[i[..., k], j] over the n ints of the last axis. Inputs: ints i, the table E [vocabulary, width].</summary>
internal sealed record EmbeddingBag(int Vocabulary, int Width) : Embedding(Vocabulary, Width)
{
    public override string Derivation => "EmbeddingBag: dE is 0 but for the rows that were read; row i[r, k] has the sum of dy[r] / n over all r and k that read it.";

    public override Shape Infer(IReadOnlyList<Value> inputs) => new([.. inputs[0].Shape.Axes.Take(inputs[0].Shape.Rank - 1), Width]);

    public override string Formula(string output, Value indices, Value table) => $"{output}[r, j] = mean_k {table.Name}[{indices.Name}[r, k], j]";

    protected override int? Bag(Value indices) => indices.Shape.Last;
}

/// <summary>dE[i[r], j] += dy[r, j] for all rows r in order, or with bags dE[i[r, k], j] += dy[r, j] / n for all k. Inputs: ints i, dy.</summary>
/// <param name="Shape">The table's.</param>
/// <param name="Bag">The ints of a mean; null without one.</param>
internal sealed record EmbeddingGradient(Shape Shape, int? Bag) : Operation
{
    public override Extent Extent => Extent.Shared;

    public override bool AddsUp => true;

    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        (Value indices, Value upstream) = (node.Inputs[0], node.Inputs[1]);
        var kernel = new RuntimeKernel(
            Bag is null ? "AddRows" : "AddBags",
            ["indices", "x"],
            [.. Embedding.Sizes(Bag), new KernelSize("width", Shape.Last)])
        {
            Indices = ["indices"],
            Over = KernelExtent.SumOfRows,
        };
        string equation = Bag is { } count
            ? $"{node.Output.Name}[{indices.Name}[r, k], j] += {upstream.Name}[r, j] / {StepBuilder.Digits(count)} for all r and k"
            : $"{node.Output.Name}[{indices.Name}[r], j] += {upstream.Name}[r, j] for all r";
        steps.Add(kernel, node.Inputs, node.Output, indices.Shape.Size / (Bag ?? 1), node.Layer, equation);
    }
}
