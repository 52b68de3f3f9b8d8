using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Graph;

/// <summary>Which parameters a gradient of the loss can reach, and which layers stand in its way.</summary>
internal static class GradientReach
{
    /// <summary>Each layer through which no gradient passes, with the layers of the parameters that for this reason never learn.</summary>
    public static IEnumerable<(string Layer, IReadOnlyList<string> Untrained)> Obstacles(IReadOnlyList<Node> nodes, IReadOnlyList<Layer> layers, Value prediction)
    {
        HashSet<Value> reached = Before(nodes, [prediction], (node, input) => node.Operation.PassesGradient(input));
        // A layer that is there to stop gradients is no slip.
        foreach (Node node in nodes.Where(node => !node.Operation.EndsGradient))
        {
            IEnumerable<Value> cutOff = node.Inputs.Where((_, input) => !node.Operation.PassesGradient(input));
            HashSet<Value> before = Before(nodes, cutOff, (_, _) => true);
            string[] untrained = [.. layers.Where(layer => layer.Parameters.Any(parameter => parameter.IsTrained && before.Contains(parameter.Value) && !reached.Contains(parameter.Value))).Select(layer => layer.Name)];
            if (untrained.Length > 0)
            {
                yield return (node.Layer, untrained);
            }
        }
    }

    /// <summary>The values themselves and all that they are made of, along the inputs that pass.</summary>
    private static HashSet<Value> Before(IReadOnlyList<Node> nodes, IEnumerable<Value> values, System.Func<Node, int, bool> passes)
    {
        var before = new HashSet<Value>(values);
        foreach (Node node in nodes.Reverse().Where(node => before.Contains(node.Output)))
        {
            before.UnionWith(node.Inputs.Where((_, input) => passes(node, input)));
        }

        return before;
    }
}
