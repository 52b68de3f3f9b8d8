using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Maxout(pieces)]</c>: the largest of each so many consecutive values of the last axis.</summary>
internal sealed class MaxoutLayer : LayerOperator
{
    public override string Attribute => "NetGen.Maxout";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int pieces = layer.Integer("pieces");
        if (!graph.CheckSize(layer, "pieces", pieces, 1))
        {
            return null;
        }

        if (input.Shape.Last % pieces != 0)
        {
            graph.Report(Rules.ShapeMismatch, layer, "pieces", layer.Name, $"a last axis that {StepBuilder.Digits(pieces)} pieces divide", input.Name, input.Shape.ToString());
            return null;
        }

        Value output = graph.Add(new Maxout(pieces), layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, Maxout.Formula(layer.Name, input.Name, pieces));
        return output;
    }
}

/// <summary>y_u = max_k x[u * pieces + k] for k &lt; pieces; of equals the first counts, and a NaN is larger than all.</summary>
internal sealed record Maxout(int Pieces) : Operation
{
    public static string Formula(string output, string input, int pieces) => $"{output}[u] = max_k {input}[u * {StepBuilder.Digits(pieces)} + k]";

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape.WithLast(inputs[0].Shape.Last / Pieces);

    public override string Derivation => "Maxout: dy[u] goes to the piece that is the maximum, the first of equals, and 0 to the others.";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new MaxoutGradient(Pieces), "d " + x.Name, node.Layer, x, node.Output, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        var kernel = new RuntimeKernel("Maxout", ["x"], [new("pieces", Pieces)]);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size, node.Layer, Formula(node.Output.Name, node.Inputs[0].Name, Pieces));
    }
}

/// <summary>dx[u * pieces + k] = dy_u for the first k at which x is y_u, and 0 for the others. Inputs: x, y, dy.</summary>
internal sealed record MaxoutGradient(int Pieces) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        (string x, string y, string upstream) = (node.Inputs[0].Name, node.Inputs[1].Name, node.Inputs[2].Name);
        string piece = $"[u * {StepBuilder.Digits(Pieces)} + k]";
        var kernel = new RuntimeKernel("MaxoutGradient", ["x", "y", "upstream"], [new("pieces", Pieces)]);
        steps.Add(kernel, node.Inputs, node.Output, node.Inputs[1].Shape.Size, node.Layer, $"{node.Output.Name}{piece} = {upstream}[u] for the first k with {x}{piece} = {y}[u], else 0");
    }
}
