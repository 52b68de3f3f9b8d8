using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Operators;

/// <summary><c>[StopGradient]</c>: y = x with the derivative 0.</summary>
internal sealed class StopGradientLayer : LayerOperator
{
    public override string Attribute => "NetGen.StopGradient";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        Value output = graph.Add(new StopGradient(), layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, $"{layer.Name} = {input.Name}, with the derivative 0");
        return output;
    }
}

/// <summary>y = x in the same memory; no gradient passes.</summary>
internal sealed record StopGradient : Operation
{
    public override bool IsView => true;

    public override bool PassesGradient(int input) => false;

    public override bool EndsGradient => true;

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
    }

    public override void Lower(Node node, StepBuilder steps) => throw new System.NotSupportedException("A view takes no step.");
}
