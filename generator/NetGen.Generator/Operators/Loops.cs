using System.Collections.Generic;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Operators;

/// <summary>What a block of a loop reads: in the first turn the input, in each later one what the turn before made.</summary>
internal sealed record LoopInput : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    /// <summary>The gradient of what the first block read is what the backward loop makes last.</summary>
    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value ofFirst = backward.EndLoop(outputGradient, "d " + node.Inputs[0].Name, node.Layer);
        // The loop makes it in any case. Where nothing needs it, other readers hand nothing over: it would be a part shown as the whole.
        if (backward.Needs(node.Inputs[0]))
        {
            backward.AddGradient(node.Inputs[0], ofFirst, node.Layer);
        }
    }

    /// <summary>No step: the passes hand values from turn to turn.</summary>
    public override void Lower(Node node, StepBuilder steps)
    {
    }
}

/// <summary>What the last block of a loop made.</summary>
internal sealed record LoopOutput : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    /// <summary>The backward loop begins with the gradient of what the last block made.</summary>
    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward) =>
        backward.AddGradient(node.Inputs[0], backward.BeginLoop(node.Loop!, outputGradient, "d " + node.Inputs[0].Name, node.Layer), node.Layer);

    /// <summary>No step: the passes hand values from turn to turn.</summary>
    public override void Lower(Node node, StepBuilder steps)
    {
    }
}
