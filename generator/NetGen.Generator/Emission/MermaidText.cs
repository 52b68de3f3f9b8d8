using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>The network as a flowchart in Mermaid's language, which many viewers of Markdown draw: blocks are boxes around their layers.</summary>
internal sealed class MermaidText
{
    private readonly ForwardGraph _graph;
    private readonly Dictionary<Value, string> _makers = [];
    private readonly List<string> _lines = ["flowchart TD"];
    private readonly List<string> _open = [];

    private MermaidText(ForwardGraph graph)
    {
        _graph = graph;
        foreach (Value input in graph.Inputs)
        {
            _makers[input] = Id(input.Name);
        }

        foreach (Layer layer in graph.Layers)
        {
            _makers[layer.Output] = Id(layer.Name);
        }
    }

    public static IReadOnlyList<string> Lines(ForwardGraph graph)
    {
        var text = new MermaidText(graph);
        text.FollowLoops();
        text.WriteNodes();
        text.WriteEdges();
        return text._lines;
    }

    /// <summary>What enters and leaves a loop is another name of what its neighbours make.</summary>
    private void FollowLoops()
    {
        foreach (Node node in _graph.Nodes.Where(node => node.Operation is LoopInput or LoopOutput))
        {
            if (_makers.TryGetValue(node.Inputs[0], out string? maker))
            {
                _makers[node.Output] = maker;
            }
        }
    }

    private void WriteNodes()
    {
        foreach (Value input in _graph.Inputs)
        {
            Line($"{Id(input.Name)}([\"{input.Name} {Shape(input.Shape)}\"])");
        }

        foreach (Layer layer in _graph.Layers)
        {
            Enter(layer);
            Line($"{Id(layer.Name)}[\"{layer.Name.Substring(layer.Name.LastIndexOf('.') + 1)}<br/>{layer.Operation} {Shape(layer.Output.Shape)}\"]");
        }

        Leave(0);
        for (int i = 0; i < _graph.Objectives.Count; i++)
        {
            Line($"{LossId(i)}{{{{\"{_graph.Objectives[i].Name}\"}}}}");
        }
    }

    private void WriteEdges()
    {
        foreach (Layer layer in _graph.Layers)
        {
            foreach (string maker in layer.Inputs.Where(_makers.ContainsKey).Select(input => _makers[input]))
            {
                Line($"{maker} --> {Id(layer.Name)}");
            }
        }

        foreach (Loop loop in _graph.Nodes.Select(node => node.Loop).OfType<Loop>().Distinct())
        {
            WriteReturn(loop);
        }

        for (int i = 0; i < _graph.Objectives.Count; i++)
        {
            foreach (Value judged in Judged(_graph.Objectives[i]).Where(_makers.ContainsKey))
            {
                Line($"{_makers[judged]} -.-> {LossId(i)}");
            }
        }
    }

    /// <summary>From the last layer of a repeated block to what reads its x.</summary>
    private void WriteReturn(Loop loop)
    {
        Node start = _graph.Nodes.First(node => node.Loop == loop && node.Operation is LoopInput);
        Node end = _graph.Nodes.First(node => node.Loop == loop && node.Operation is LoopOutput);
        foreach (Layer reader in _graph.Layers.Where(layer => layer.Inputs.Contains(start.Output)).Take(1))
        {
            if (_makers.TryGetValue(end.Inputs[0], out string? maker))
            {
                Line($"{maker} -. next .-> {Id(reader.Name)}");
            }
        }
    }

    /// <summary>The network's values that a loss reads, through nodes of its own.</summary>
    private static IEnumerable<Value> Judged(Objective objective) => objective.Nodes.Count == 0
        ? [objective.Prediction]
        : objective.Nodes.SelectMany(node => node.Inputs).Except(objective.Nodes.Select(node => node.Output)).Distinct();

    /// <summary>Opens and closes the boxes of blocks so that the layer stands in its own.</summary>
    private void Enter(Layer layer)
    {
        string[] blocks = layer.Name.Split('.');
        blocks = blocks.Take(blocks.Length - 1).ToArray();
        int common = 0;
        while (common < blocks.Length && common < _open.Count && _open[common] == blocks[common])
        {
            common++;
        }

        Leave(common);
        foreach (string block in blocks.Skip(common))
        {
            _open.Add(block);
            string title = layer.Output.Loop is { } loop && string.Join(".", _open) + "." == loop.Prefix ? $"{block} to {loop.Last}" : block;
            _lines.Add($"{Indent(_open.Count)}subgraph {Id(string.Join(".", _open))}Block [\"{title}\"]");
        }
    }

    private void Leave(int depth)
    {
        while (_open.Count > depth)
        {
            _lines.Add(Indent(_open.Count) + "end");
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void Line(string line) => _lines.Add(Indent(_open.Count + 1) + line);

    private static string Indent(int depth) => new(' ', 4 * depth);

    private static string LossId(int number) => "loss" + Text.Number(number + 1) + "OfNetwork";

    private static string Shape(Graph.Shape shape) => shape.Rank == 0 ? "number" : string.Join(" x ", shape.Axes.Select(axis => Text.Number(axis)));

    /// <summary>A name without dots; words of Mermaid's own are told apart by the ending.</summary>
    private static string Id(string name) => name.Replace('.', '_') + "_";
}
