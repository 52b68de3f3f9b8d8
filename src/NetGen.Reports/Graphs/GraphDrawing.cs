using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetGen.Reports;

/// <summary>Draws a network as boxes and arrows.</summary>
internal static class GraphDrawing
{
    private const double Margin = 14;

    internal static Markup Draw(NetworkInfo network)
    {
        NetworkGraph graph = NetworkGraph.Of(network);
        var layout = new GraphLayout(graph);
        string description = $"{network.Layers.Length} layers from {string.Join(", ", network.Inputs.Select(input => input.Name))}"
            + (network.Loss is null ? "" : $" to the loss {network.Loss}");
        return Picture.Draw(layout.Width, layout.Height, "Graph of " + network.Name, description, "graph", svg =>
        {
            svg.Open("defs").Open("marker", ("id", "arrow"), ("viewBox", "0 0 8 8"), ("refX", "7"), ("refY", "4"), ("markerWidth", "7"), ("markerHeight", "7"), ("orient", "auto"));
            svg.Empty("path", ("d", "M0 0.5L8 4L0 7.5z"), ("class", "head")).Close("marker").Close("defs");
            foreach (IGrouping<string, GraphNode> block in graph.Nodes.Where(node => node.Block.Length > 0).GroupBy(node => node.Block))
            {
                Block(svg, block.Key, [.. block.Select(node => layout.Boxes[node])]);
            }

            foreach (List<Place> arrow in layout.Arrows)
            {
                svg.Empty("path", ("d", Way(arrow)), ("class", "edge"), ("marker-end", "url(#arrow)"));
            }

            foreach (Place box in layout.Boxes.Values)
            {
                Box(svg, box);
            }
        });
    }

    private static void Block(Markup svg, string name, Place[] places)
    {
        double left = places.Min(place => place.X - (place.Width / 2)) - Margin;
        double right = places.Max(place => place.X + (place.Width / 2)) + Margin;
        double top = places.Min(place => place.Y) - 20;
        double bottom = places.Max(place => place.Y + place.Height) + 10;
        svg.Empty("rect", ("x", left), ("y", top), ("width", right - left), ("height", bottom - top), ("rx", "8"), ("class", "block"));
        svg.Text(left + 8, top + 14, Picture.Fit(name, right - left - 16, 11), style: "blockname");
    }

    private static void Box(Markup svg, Place box)
    {
        double left = box.X - (box.Width / 2);
        svg.Empty("rect", ("x", left), ("y", box.Y), ("width", box.Width), ("height", box.Height), ("rx", box.Node!.Kind == "layer" ? "5" : "14"), ("class", "node " + box.Node.Kind));
        for (int i = 0; i < box.Node.Lines.Count; i++)
        {
            double y = box.Y + 18 + (17 * i);
            svg.Text(left + 12, y, box.Node.Lines[i].Name, style: "nodename");
            svg.Text(left + box.Width - 12, y, box.Node.Lines[i].Text, "end", "nodetext");
        }
    }

    /// <summary>A way from the lower edge of a box to the upper edge of another, straight down beside the boxes that it passes.</summary>
    private static string Way(List<Place> places)
    {
        var path = new StringBuilder();
        (double x, double y) = (places[0].X, places[0].Y + places[0].Height);
        path.Append('M').Append(Markup.Number(x)).Append(' ').Append(Markup.Number(y));
        for (int i = 1; i < places.Count; i++)
        {
            Place place = places[i];
            bool isLast = i == places.Count - 1;
            double to = isLast ? place.Y - 1 : place.Y;
            double bend = Math.Abs(place.X - x) < 0.5 ? 0 : Math.Min((to - y) / 2, 26);
            path.Append(bend == 0
                ? $"L{Markup.Number(place.X)} {Markup.Number(to)}"
                : $"C{Markup.Number(x)} {Markup.Number(y + bend)} {Markup.Number(place.X)} {Markup.Number(to - bend)} {Markup.Number(place.X)} {Markup.Number(to)}");
            (x, y) = (place.X, to);
        }

        return path.ToString();
    }
}
