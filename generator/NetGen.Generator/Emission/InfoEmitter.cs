using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the tables: the description of the network and the layout of its parameters.</summary>
internal sealed class InfoEmitter(CodeWriter writer, NetworkDeclaration declaration, NetworkPlan plan, ValueNames names)
{
    public void Emit()
    {
        ForwardGraph graph = plan.Graph;
        WriteConstants();
        WriteOffsets(graph);
        writer.Line("public static readonly global::NetGen.NetworkInfo Info = new()");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"Name = {Text.Quoted(declaration.Name)},");
            writer.Line($"Inputs = [{Field(graph.Input)}],");
            writer.Line($"Outputs = [{Field(graph.Output)}],");
            writer.Line($"Targets = [{(graph.Objective is null ? "" : Field(graph.Objective.Target))}],");
            WriteList("Layers =", graph.Layers.Select(Layer));
            WriteLayout(graph);
            ScratchPlan? workspace = plan.Training?.Scratch;
            writer.Line($"WorkspaceFloatsPerRow = {Text.Number(workspace?.FloatsPerRow ?? 0)},");
            if (plan.Training is not null)
            {
                writer.Line($"WorkspaceBlockRows = {Text.Number(plan.Training.BlockRows)},");
            }

            writer.Line($"WorkspaceFixedFloats = {Text.Number(workspace?.FixedFloats ?? 0)},");
            if (plan.Training?.Graph.InputGradient is not null)
            {
                writer.Line("HasInputGradient = true,");
            }

            writer.Line($"Decision = global::NetGen.ClassDecision.{graph.Objective?.Operation.Decision(graph.Output.Shape) ?? Operators.ClassDecision.None},");
            if (graph.Objective is { } objective)
            {
                writer.Line($"Loss = {Text.Quoted(objective.Name)},");
                if (objective.Operation.TargetCheck is { } rule)
                {
                    writer.Line($"TargetRule = global::NetGen.TargetRule.{rule},");
                }

                writer.Line($"Reduction = global::NetGen.Reduction.{objective.Reduction},");
                if (objective.Operation.ClassWeights.Count > 0)
                {
                    writer.Line($"ClassWeights = [{string.Join(", ", objective.Operation.ClassWeights.Select(Text.Float))}],");
                }
            }
        }

        writer.Line("};");
    }

    /// <summary>The constant that holds a parameter's place: <c>Dense1WeightsAt</c>.</summary>
    public static string OffsetName(ValueNames names, Value parameter) => Text.Capital(names.Of(parameter)) + "At";

    /// <summary>The property that holds the constants which the value stands for, null if it stands for none.</summary>
    public static string? ConstantsName(NetworkPlan plan, ValueNames names, Value value) =>
        plan.Constants.Any(constants => constants.Value == value) ? Text.Capital(names.Of(value)) : null;

    private void WriteConstants()
    {
        foreach ((Value value, Operators.Constants constants) in plan.Constants)
        {
            writer.Line($"/// <summary>The {constants.Name} of the declaration.</summary>");
            writer.Line($"private static ReadOnlyFloatSpan {ConstantsName(plan, names, value)} => [{string.Join(", ", constants.Numbers.Select(Text.Float))}];");
            writer.Gap();
        }
    }

    private void WriteOffsets(ForwardGraph graph)
    {
        if (graph.Parameters.Count == 0)
        {
            return;
        }

        writer.Line("// Where each parameter begins in the network's one block of storage, in floats.");
        foreach (Parameter parameter in graph.Parameters)
        {
            writer.Line($"private const int {OffsetName(names, parameter.Value)} = {Text.Number(plan.Storage.OffsetOf(parameter.Value))};");
        }

        writer.Line($"private const int StorageLength = {Text.Number(plan.Storage.Length)};");
        writer.Gap();
    }

    private void WriteLayout(ForwardGraph graph)
    {
        if (graph.Parameters.Count == 0)
        {
            writer.Line("Layout = new([], 0),");
            return;
        }

        writer.Line("Layout = new(");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (Parameter parameter in graph.Parameters)
            {
                PanelLayout panels = PanelLayout.Of(parameter.Shape);
                string order = panels.Rows > 1 ? "OutputPanels" : "Plain";
                writer.Line($"new({Text.Quoted(parameter.Name)}, {parameter.Shape}, {OffsetName(names, parameter.Value)}, global::NetGen.ParameterRole.{parameter.Role}, global::NetGen.StorageOrder.{order}, {InitializerText.Of(parameter)}),");
            }
        }

        writer.Line("], StorageLength),");
    }

    private void WriteList(string opening, IEnumerable<string> items)
    {
        writer.Line(opening);
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (string item in items)
            {
                writer.Line(item + ",");
            }
        }

        writer.Line("],");
    }

    private static string Layer(Layer layer) =>
        $"new({Text.Quoted(layer.Name)}, {Text.Quoted(layer.Operation)}, {layer.Output.Shape}, {Text.Number(layer.Parameters.Sum(parameter => (long)parameter.Shape.Size))}, {Text.Number(layer.MultiplyAdds)})";

    private static string Field(Value value) => $"new({Text.Quoted(value.Name)}, {value.Shape}, global::NetGen.ElementKind.{value.Kind})";
}
