using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetGen.Reports;

/// <summary>A box of the picture of a network: an input, the loss, or a layer with what only passes its output on.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Lines">What stands in it: a name and what it is.</param>
/// <param name="Kind">A style class: input, layer or loss.</param>
/// <param name="Block">The blocks in a row that it is part of, as <c>residual1 to residual3</c>; empty for none.</param>
internal sealed record GraphNode(string Id, List<(string Name, string Text)> Lines, string Kind, string Block);

/// <summary>The boxes and arrows of a network.</summary>
internal sealed partial class NetworkGraph
{
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);

    private NetworkGraph()
    {
    }

    internal List<GraphNode> Nodes { get; } = [];

    internal List<(GraphNode From, GraphNode To)> Edges { get; } = [];

    internal static NetworkGraph Of(NetworkInfo network)
    {
        var graph = new NetworkGraph();
        List<(string From, string To)> edges = Wires(network);
        ILookup<string, string> sources = edges.ToLookup(edge => edge.To, edge => edge.From);
        ILookup<string, string> targets = edges.ToLookup(edge => edge.From, edge => edge.To);
        foreach (FieldInfo input in network.Inputs)
        {
            graph.Add(new GraphNode(input.Name, [(input.Name, "input " + Shape(input.Shape))], "input", ""));
        }

        foreach (LayerInfo layer in network.Layers)
        {
            graph.Add(layer, [.. sources[layer.Name]], targets);
        }

        foreach (string loss in edges.Select(edge => edge.To).Where(name => !graph._nodes.ContainsKey(name)).Distinct().ToList())
        {
            graph.Add(new GraphNode(loss, [("loss", network.Loss ?? "")], "loss", ""));
        }

        foreach ((string from, string to) in edges)
        {
            if (graph._nodes.TryGetValue(from, out GraphNode? source) && graph._nodes.TryGetValue(to, out GraphNode? target) && source != target && !graph.Edges.Contains((source, target)))
            {
                graph.Edges.Add((source, target));
            }
        }

        return graph;
    }

    private void Add(GraphNode node)
    {
        Nodes.Add(node);
        _nodes[node.Id] = node;
    }

    /// <summary>A layer without parameters of the one layer that it reads, which nothing else reads, stands in the box of that.</summary>
    private void Add(LayerInfo layer, string[] sources, ILookup<string, string> targets)
    {
        string block = Block(layer);
        string text = $"{layer.Operation} {Shape(layer.OutputShape)}{(layer.Parameters > 0 ? " · " + NumberText.Count(layer.Parameters) : "")}";
        string name = block.Length > 0 ? layer.Name[(layer.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] : layer.Name;
        if (layer.Parameters == 0 && sources is [var only] && targets[only].Distinct().Count() == 1
            && _nodes.TryGetValue(only, out GraphNode? node) && node.Kind == "layer" && node.Block == block)
        {
            node.Lines.Add((name, text));
            _nodes[layer.Name] = node;
        }
        else
        {
            Add(new GraphNode(layer.Name, [(name, text)], "layer", block));
        }
    }

    private static string Block(LayerInfo layer)
    {
        int point = layer.Name.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return "";
        }

        string first = layer.Name[..point];
        string stem = first.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return layer.Repeat > 1 && int.TryParse(first.AsSpan(stem.Length), out int number) ? $"{first} to {stem}{number + layer.Repeat - 1}: {layer.Repeat} in a row" : first;
    }

    private static string Shape(IEnumerable<int> shape) => shape.Any() ? string.Join(" × ", shape.Select(length => NumberText.Count(length))) : "1";

    /// <summary>What reads what. The network's diagram knows it also across the borders of blocks; without one, what the layers say of themselves.</summary>
    private static List<(string From, string To)> Wires(NetworkInfo network)
    {
        var names = network.Layers.Select(layer => layer.Name).Concat(network.Inputs.Select(input => input.Name)).ToDictionary(name => name.Replace('.', '_') + "_", StringComparer.Ordinal);
        List<(string, string)> wires = [.. Arrow().Matches(network.Mermaid)
            .Select(match => (names.GetValueOrDefault(match.Groups[1].Value, match.Groups[1].Value), names.GetValueOrDefault(match.Groups[2].Value, match.Groups[2].Value)))];
        return wires.Count > 0 ? wires : [.. FromLayers(network)];
    }

    private static IEnumerable<(string From, string To)> FromLayers(NetworkInfo network)
    {
        string before = network.Inputs.IsDefaultOrEmpty ? "" : network.Inputs[0].Name;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (string input in layer.Inputs.IsEmpty ? [before] : layer.Inputs)
            {
                yield return (input, layer.Name);
            }

            before = layer.Name;
        }

        if (network.Loss is not null)
        {
            yield return (before, "loss of " + network.Name);
        }
    }

    [GeneratedRegex(@"^\s*(\w+) (?:-->|-\.->) (\w+)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Arrow();
}
