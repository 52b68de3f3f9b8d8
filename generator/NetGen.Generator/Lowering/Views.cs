using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Lowering;

/// <summary>Values that lie in the memory of another one: what a flattening makes, for which nothing is computed.</summary>
internal sealed class Views
{
    private readonly Dictionary<Value, Value> _of = [];

    public Views(IEnumerable<Node> nodes)
    {
        var turns = new Dictionary<Loop, Node>();
        foreach (Node node in nodes)
        {
            if (node.Operation.IsView)
            {
                _of[node.Output] = Of(node.Inputs[0]);
            }
            else if (node.Operation is LoopInput)
            {
                turns.Add(node.Loop!, node);
            }
            else if (node.Operation is LoopOutput && Of(node.Inputs[0]) == turns[node.Loop!].Output)
            {
                // Each turn gives what it reads, and so reads what the first one does.
                Node turn = turns[node.Loop!];
                _of[node.Output] = Of(turn.Inputs[0]);
                _of[turn.Output] = Of(turn.Inputs[0]);
            }
        }
    }

    /// <summary>The value in whose memory this one lies; itself for most.</summary>
    public Value Of(Value value) => _of.TryGetValue(value, out Value? other) ? Of(other) : value;

    public Step Of(Step step) => step with { Reads = [.. step.Reads.Select(Of)], Write = step.Write is null ? null : Of(step.Write) };
}
