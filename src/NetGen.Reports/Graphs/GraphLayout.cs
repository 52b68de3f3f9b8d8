using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A place in a layered drawing: a box, or where an arrow passes a layer.</summary>
internal sealed class Place(GraphNode? node, int layer, double width, double height)
{
    internal GraphNode? Node { get; } = node;

    internal int Layer { get; } = layer;

    internal double Width { get; } = width;

    internal double Height { get; } = height;

    /// <summary>The middle.</summary>
    internal double X { get; set; }

    /// <summary>The upper edge.</summary>
    internal double Y { get; set; }

    internal List<Place> Above { get; } = [];

    internal List<Place> Below { get; } = [];
}

/// <summary>Where the boxes of a graph stand: in layers from top to bottom, each below all that it reads, with arrows that pass a layer beside its boxes.</summary>
/// <remarks>After K. Sugiyama, S. Tagawa, M. Toda: Methods for Visual Understanding of Hierarchical System Structures, 1981.</remarks>
internal sealed class GraphLayout
{
    private const double Gap = 22;
    private const double LayerGap = 26;
    private const double BlockGap = 20;
    private const double PassWidth = 26;
    private const double LineHeight = 17;
    private const int Sweeps = 12;

    private readonly List<List<Place>> _layers = [];

    internal GraphLayout(NetworkGraph graph)
    {
        Dictionary<GraphNode, int> depths = Depths(graph);
        foreach (GraphNode node in graph.Nodes)
        {
            Boxes[node] = Add(new Place(node, depths[node], WidthOf(node), 12 + (LineHeight * node.Lines.Count)));
        }

        foreach ((GraphNode from, GraphNode to) in graph.Edges)
        {
            Arrows.Add(Connect(Boxes[from], Boxes[to]));
        }

        Order();
        SetX();
        SetY();
    }

    internal Dictionary<GraphNode, Place> Boxes { get; } = [];

    /// <summary>The places that each arrow goes through, from the upper box to the lower one.</summary>
    internal List<List<Place>> Arrows { get; } = [];

    internal double Width { get; private set; }

    internal double Height { get; private set; }

    internal static double WidthOf(GraphNode node) =>
        Math.Max(150, node.Lines.Max(line => Picture.WidthOf(line.Name) + Picture.WidthOf(line.Text)) + 38);

    /// <summary>The longest way from an input; the order of nodes is one in which they can be computed. Inputs stand just above what reads them.</summary>
    private static Dictionary<GraphNode, int> Depths(NetworkGraph graph)
    {
        ILookup<GraphNode, GraphNode> sources = graph.Edges.ToLookup(edge => edge.To, edge => edge.From);
        ILookup<GraphNode, GraphNode> targets = graph.Edges.ToLookup(edge => edge.From, edge => edge.To);
        var depths = new Dictionary<GraphNode, int>();
        foreach (GraphNode node in graph.Nodes)
        {
            depths[node] = sources[node].Select(source => depths.GetValueOrDefault(source, -1) + 1).DefaultIfEmpty(0).Max();
        }

        foreach (GraphNode input in graph.Nodes.Where(node => !sources[node].Any() && targets[node].Any()))
        {
            depths[input] = Math.Max(0, targets[input].Min(target => depths[target]) - 1);
        }

        return depths;
    }

    private Place Add(Place place)
    {
        while (_layers.Count <= place.Layer)
        {
            _layers.Add([]);
        }

        _layers[place.Layer].Add(place);
        return place;
    }

    private List<Place> Connect(Place from, Place to)
    {
        List<Place> way = [from];
        for (int layer = from.Layer + 1; layer < to.Layer; layer++)
        {
            way.Add(Add(new Place(null, layer, PassWidth, 0)));
        }

        way.Add(to);
        for (int i = 1; i < way.Count; i++)
        {
            way[i - 1].Below.Add(way[i]);
            way[i].Above.Add(way[i - 1]);
        }

        return way;
    }

    /// <summary>Orders each layer by the mean place of its neighbours in the layer above, then below, and so on, so that few arrows cross.</summary>
    private void Order()
    {
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool isDown = sweep % 2 == 0;
            foreach (List<Place> layer in isDown ? _layers : Enumerable.Reverse(_layers))
            {
                Dictionary<Place, double> means = layer.ToDictionary(place => place, place => Mean(isDown ? place.Above : place.Below, neighbour => _layers[neighbour.Layer].IndexOf(neighbour), layer.IndexOf(place)));
                // An arrow that only passes stands to the right of a box, as people draw what goes around.
                List<Place> ordered = [.. layer.OrderBy(place => means[place] + (place.Node is null ? 0.1 : 0))];
                layer.Clear();
                layer.AddRange(ordered);
            }
        }
    }

    /// <summary>Draws each place to the mean of its neighbours, again and again, as far as those beside it leave room. Arrows that pass are drawn to their own kind, so that they are straight.</summary>
    private void SetX()
    {
        foreach (List<Place> layer in _layers)
        {
            Spread(layer, _ => 0, keeps: false);
        }

        for (int sweep = 0; sweep < 4 * Sweeps; sweep++)
        {
            bool isDown = sweep % 2 == 0;
            foreach (List<Place> layer in isDown ? _layers : Enumerable.Reverse(_layers))
            {
                Spread(layer, place => Wanted(place, isDown), keeps: true);
            }
        }

        double left = _layers.SelectMany(layer => layer).Min(place => place.X - (place.Width / 2));
        foreach (Place place in _layers.SelectMany(layer => layer))
        {
            place.X -= left - 24;
        }

        Width = _layers.SelectMany(layer => layer).Max(place => place.X + (place.Width / 2)) + 24;
    }

    private static double Wanted(Place place, bool isDown)
    {
        List<Place> neighbours = isDown ? place.Above : place.Below;
        List<Place> own = place.Node is null ? [.. neighbours.Where(neighbour => neighbour.Node is null)] : [.. neighbours.Where(neighbour => neighbour.Node is not null)];
        return Mean(own.Count > 0 ? own : place.Node is null ? [] : neighbours, neighbour => neighbour.X, place.X);
    }

    /// <summary>Gives the places of a layer the x nearest to what they want that keeps them in order and apart: runs that would overlap move as one.</summary>
    private static void Spread(List<Place> layer, Func<Place, double> wanted, bool keeps)
    {
        var runs = new List<(double Start, double Weight, List<Place> Places, double Width)>();
        foreach (Place place in layer)
        {
            double want = (keeps ? wanted(place) : 0) - (place.Width / 2);
            double weight = place.Node is null ? 0.5 : 2;
            (double Start, double Weight, List<Place> Places, double Width) run = (want, weight, [place], place.Width);
            while (runs.Count > 0 && runs[^1].Start + runs[^1].Width + Gap > run.Start)
            {
                (double start, double before, List<Place> places, double width) = runs[^1];
                runs.RemoveAt(runs.Count - 1);
                double joined = ((start * before) + ((run.Start - width - Gap) * run.Weight)) / (before + run.Weight);
                run = (joined, before + run.Weight, [.. places, .. run.Places], width + Gap + run.Width);
            }

            runs.Add(run);
        }

        foreach ((double start, _, List<Place> places, _) in runs)
        {
            double x = start;
            foreach (Place place in places)
            {
                place.X = x + (place.Width / 2);
                x += place.Width + Gap;
            }
        }
    }

    private void SetY()
    {
        double y = 16;
        for (int i = 0; i < _layers.Count; i++)
        {
            string[] blocks = Blocks(i);
            // Room for the border of a block and its name.
            y += i > 0 && !blocks.SequenceEqual(Blocks(i - 1)) ? BlockGap : 0;
            double height = _layers[i].Max(place => place.Height);
            foreach (Place place in _layers[i])
            {
                place.Y = y + ((height - place.Height) / 2);
            }

            y += height + LayerGap;
        }

        Height = y - LayerGap + 20;
    }

    private string[] Blocks(int layer) => [.. _layers[layer].Where(place => place.Node is not null).Select(place => place.Node!.Block).Distinct().Order(StringComparer.Ordinal)];

    private static double Mean(List<Place> places, Func<Place, double> value, double otherwise) => places.Count == 0 ? otherwise : places.Average(value);
}
