using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>The network's graph and the table of its layers.</summary>
internal static class GraphSection
{
    internal static void Write(Markup page, NetworkInfo network) => page.Section("Network", section =>
    {
        section.Open("div", ("class", "graphbox")).Add(GraphDrawing.Draw(network)).Close("div");
        section.Element("h3", "Layers", ("style", "margin-top:18px"));
        section.Table(
            ["layer", "operation", "reads", ">output", ">parameters", ">multiply-adds"],
            network.Layers.Select(layer => Row(layer)).Append((
                ["total", "", "", "", NumberText.Count(network.Layout.ParameterCount), NumberText.Count(network.Layers.Sum(layer => layer.Repeat * layer.MultiplyAdds))], "best")));
    });

    private static (IReadOnlyList<object> Cells, string? Style) Row(LayerInfo layer) => (
        [
            layer.Repeat > 1 ? $"{layer.Name} × {NumberText.Count(layer.Repeat)}" : layer.Name, layer.Operation, string.Join(", ", layer.Inputs),
            $"[{string.Join(", ", layer.OutputShape)}]", NumberText.Count(layer.Parameters), NumberText.Count(layer.MultiplyAdds),
        ], null);
}
