using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Graph;

/// <summary>The nodes of one mode: those of the other are left out, and what reads them reads the input that stands for them.</summary>
internal sealed class Modes
{
    private readonly Dictionary<Value, Value> _replaced = [];

    private Modes(IReadOnlyList<Node> nodes, NodeMode mode)
    {
        var kept = new List<Node>();
        foreach (Node node in nodes)
        {
            if (node.Mode == NodeMode.Always || node.Mode == mode)
            {
                kept.Add(node.Inputs.Any(_replaced.ContainsKey) ? node.With([.. node.Inputs.Select(Of)]) : node);
            }
            else
            {
                _replaced.Add(node.Output, Of(node.Inputs[node.Otherwise]));
            }
        }

        Nodes = kept;
    }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>What stands for a value in this mode.</summary>
    public Value Of(Value value) => _replaced.TryGetValue(value, out Value? other) ? other : value;

    public static Modes Training(IEnumerable<Node> nodes) => new([.. nodes], NodeMode.Training);

    public static Modes Prediction(IEnumerable<Node> nodes) => new([.. nodes], NodeMode.Prediction);
}
