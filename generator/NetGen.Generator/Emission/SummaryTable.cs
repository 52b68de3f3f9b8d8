using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <summary>The network as an aligned table: what other frameworks print as a summary.</summary>
internal static class SummaryTable
{
    public static IReadOnlyList<string> Lines(ForwardGraph graph, string name)
    {
        List<string[]> rows = [["layer", "operation", "reads", "output", "parameters", "multiply-adds", "formula"]];
        rows.AddRange(graph.Layers.Select(layer => new[]
        {
            layer.Name,
            layer.Operation,
            string.Join(", ", layer.Inputs.Select(input => input.Name)),
            layer.Output.Shape.ToString(),
            Text.Grouped(layer.OwnParameters),
            Text.Grouped(layer.MultiplyAdds),
            layer.Formula,
        }));
        foreach (Objective objective in graph.Objectives)
        {
            string weight = objective.Weight == 1 ? "" : objective.Weight.ToString("R", CultureInfo.InvariantCulture) + " * ";
            string formula = "L = " + weight + objective.Operation.Formula(objective.Prediction.Name, objective.Target?.Name ?? "");
            rows.Add(["loss", objective.Name, objective.Prediction.Name, objective.Reduction == Reduction.Mean ? "mean" : "sum", "", "", formula]);
        }

        rows.Add(["total", "", "", "", Text.Grouped(graph.Layers.Sum(layer => layer.OwnParameters)), Text.Grouped(graph.Layers.Sum(layer => layer.MultiplyAdds)), ""]);
        string from = string.Join(", ", graph.Inputs.Select(input => input.Name + " " + input.Shape));
        string to = string.Join(", ", graph.Outputs.Select(output => (graph.Outputs.Count == 1 ? output.Value.Name : output.Name) + " " + output.Value.Shape));
        return [$"{name}: from {from} to {to}", "", .. Columns.Align(rows, 4, 5)];
    }
}
