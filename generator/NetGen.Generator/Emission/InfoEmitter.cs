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
            writer.Line($"Inputs = [{string.Join(", ", graph.Inputs.Select(input => Field(input.Name, input)))}],");
            writer.Line($"Outputs = [{string.Join(", ", graph.Outputs.Select(output => Field(graph.Outputs.Count == 1 ? output.Value.Name : output.Name, output.Value)))}],");
            writer.Line($"Targets = [{string.Join(", ", graph.Targets.Select(target => Field(target.Name, target)))}],");
            writer.Line("Mermaid = Mermaid,");
            WriteList("Layers =", graph.Layers.Select(Layer));
            WriteLayout(graph);
            writer.Line($"WorkspaceFloatsPerRow = {Text.Number(Most(scratch => scratch.FloatsPerRow))},");
            if (plan.Training is { TakesWholeBatch: false })
            {
                writer.Line($"WorkspaceBlockRows = {Text.Number(plan.Training.BlockRows)},");
            }

            writer.Line($"WorkspaceFixedFloats = {Text.Number(Most(scratch => scratch.FixedFloats))},");
            if (plan.Training?.InputGradients.Count > 0)
            {
                writer.Line("HasInputGradient = true,");
            }

            writer.Line($"Decision = global::NetGen.ClassDecision.{DecisionOf(graph)},");
            WriteObjectives(graph.Objectives);
        }

        writer.Line("};");
    }

    /// <summary>How the one output becomes a class; several outputs are none.</summary>
    public static Operators.ClassDecision DecisionOf(ForwardGraph graph) => graph.Outputs.Count == 1 && graph.Objectives.Count == 1 && graph.Objective!.Prediction == graph.Output
        ? graph.Objective.Operation.Decision(graph.Output.Shape)
        : Operators.ClassDecision.None;

    private void WriteObjectives(IReadOnlyList<Objective> objectives)
    {
        if (objectives.Count == 0)
        {
            return;
        }

        writer.Line($"Loss = {Text.Quoted(string.Join(", ", objectives.Select(objective => objective.Name).Distinct()))},");
        Objective first = objectives[0];
        if (objectives.Count > 1)
        {
            writer.Line($"ObjectiveCount = {Text.Number(objectives.Count)},");
            writer.Line($"Objectives = [{string.Join(", ", objectives.Select(ObjectiveText))}],");
        }

        if (PenaltyEmitter.IsNeeded(plan.Graph))
        {
            writer.Line("HasPenalty = true,");
        }

        if (plan.Graph.Targets.Count() > 1)
        {
            writer.Line($"TargetRules = [{string.Join(", ", plan.Graph.Targets.Select(target => "global::NetGen.TargetRule." + (objectives.First(objective => objective.Target == target).Operation.TargetCheck ?? "Any")))}],");
        }
        else if (first.Operation.TargetCheck is { } rule)
        {
            writer.Line($"TargetRule = global::NetGen.TargetRule.{rule},");
        }

        writer.Line($"Reduction = global::NetGen.Reduction.{(objectives.All(objective => objective.Reduction == Reduction.Sum) ? Reduction.Sum : Reduction.Mean)},");
        if (objectives.Count == 1 && first.Operation.ClassWeights.Count > 0)
        {
            writer.Line($"ClassWeights = [{string.Join(", ", first.Operation.ClassWeights.Select(Text.Float))}],");
        }
    }

    private string ObjectiveText(Objective objective)
    {
        string text = $"new global::NetGen.ObjectiveInfo(global::NetGen.Reduction.{objective.Reduction})";
        return objective.Operation.ClassWeights.Count == 0
            ? text
            : $"{text} {{ ClassWeights = [{string.Join(", ", objective.Operation.ClassWeights.Select(Text.Float))}], Target = {Text.Number(plan.Graph.Targets.ToList().IndexOf(objective.Target!))} }}";
    }

    /// <summary>What the larger of the passes of training needs.</summary>
    private int Most(System.Func<ScratchPlan, int> size) => plan.Training is not { } training ? 0
        : System.Math.Max(size(training.Scratch), training.Evaluation is null ? 0 : size(training.Evaluation.Scratch));

    /// <summary>The constant that holds a parameter's place: <c>Dense1WeightsAt</c>.</summary>
    public static string OffsetName(ValueNames names, Value parameter) => Text.Capital(names.Of(parameter)) + "At";

    /// <summary>The constant that holds the floats from one block of a loop to the next: <c>StepTurn</c>.</summary>
    public static string TurnName(Loop loop) => Text.Capital(LoopWriter.Local(loop, "Turn"));

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

        foreach (Loop loop in graph.Parameters.Select(parameter => parameter.Loop).OfType<Loop>().Distinct())
        {
            writer.Line($"// From one block to the next of {loop.Prefix.TrimEnd('.')} to {loop.Last}.");
            writer.Line($"private const int {TurnName(loop)} = {Text.Number(plan.Storage.TurnOf(loop))};");
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
            Loop? loop = null;
            foreach (Parameter parameter in graph.Parameters)
            {
                if (parameter.Loop != loop)
                {
                    EndLoop(loop);
                    BeginLoop(parameter.Loop);
                    loop = parameter.Loop;
                }

                PanelLayout panels = PanelLayout.Of(parameter.Value);
                string order = panels.Rows > 1 ? "OutputPanels" : "Plain";
                string frozen = parameter.IsFrozen ? ", trainable: false" : "";
                writer.Line($"new({Text.Quoted(parameter.Name)}, {parameter.Shape}, {OffsetName(names, parameter.Value)}, global::NetGen.ParameterRole.{parameter.Role}, global::NetGen.StorageOrder.{order}, {InitializerText.Of(parameter)}{frozen}){Further(parameter)},");
            }

            EndLoop(loop);
        }

        writer.Line("], StorageLength),");
    }

    private void BeginLoop(Loop? loop)
    {
        if (loop is not null)
        {
            writer.Line($".. global::NetGen.Runtime.V1.Repeated.Entries({Text.Quoted(loop.Base)}, {Text.Number(loop.First)}, {Text.Number(loop.Count)}, {TurnName(loop)},");
            writer.Line("[");
        }
    }

    private void EndLoop(Loop? loop)
    {
        if (loop is not null)
        {
            writer.Line("]),");
        }
    }

    private static string Further(Parameter parameter) =>
        parameter.HasSparseRows ? " { HasSparseRows = true }"
        : parameter.Momentum > 0 ? $" {{ Momentum = {Text.Double(parameter.Momentum)} }}"
        : "";

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
        $"new({Text.Quoted(layer.Name)}, {Text.Quoted(layer.Operation)}, {layer.Output.Shape}, {Text.Number(layer.OwnParameters / layer.Repeat)}, {Text.Number(layer.MultiplyAdds)}) {{ Inputs = [{string.Join(", ", layer.Inputs.Select(input => Text.Quoted(input.Name)))}]{(layer.Repeat == 1 ? "" : ", Repeat = " + Text.Number(layer.Repeat))} }}";

    private static string Field(string name, Value value) => $"new({Text.Quoted(name)}, {value.Shape}, global::NetGen.ElementKind.{value.Kind})";
}
