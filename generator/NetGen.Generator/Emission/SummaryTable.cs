using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <summary>The network as an aligned table: what other frameworks print as a summary.</summary>
internal static class SummaryTable
{
    public static IReadOnlyList<string> Lines(ForwardGraph graph, string name)
    {
        List<string[]> rows = [["layer", "operation", "output", "parameters", "multiply-adds", "formula"]];
        rows.AddRange(graph.Layers.Select(layer => new[]
        {
            layer.Name,
            layer.Operation,
            layer.Output.Shape.ToString(),
            Text.Grouped(layer.Parameters.Sum(parameter => (long)parameter.Shape.Size)),
            Text.Grouped(layer.MultiplyAdds),
            layer.Formula,
        }));
        if (graph.Objective is { } objective)
        {
            string formula = "L = " + objective.Operation.Formula(objective.Prediction.Name, objective.Target.Name);
            rows.Add(["loss", objective.Name, objective.Reduction == Reduction.Mean ? "mean" : "sum", "", "", formula]);
        }

        long parameters = graph.Parameters.Sum(parameter => (long)parameter.Shape.Size);
        rows.Add(["total", "", "", Text.Grouped(parameters), Text.Grouped(graph.Layers.Sum(layer => layer.MultiplyAdds)), ""]);
        return [$"{name}: from x {graph.Input.Shape} to {graph.Output.Name} {graph.Output.Shape}", "", .. Columns.Align(rows, 3, 4)];
    }
}
