using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Printing;

/// <summary>Prints what each stage made, in a few aligned lines: for golden tests, where a failure then shows which stage moved, and for debugging.</summary>
internal static class StagePrinter
{
    public static string Print(NetworkDeclaration declaration)
    {
        var rows = declaration.Modifiers.Select(modifier => Row(modifier, "network"))
            .Concat(declaration.Layers.SelectMany(layer => Rows(layer, "")));
        string flags = (declaration.InputGradient ? ", input gradient" : "") + (declaration.IsPartial ? "" : ", not partial") + (declaration.HasCompilerErrors ? ", compiler errors" : "");
        return Lines($"declaration {declaration.HintName} x {new Shape(declaration.InputShape)}{flags}", rows);
    }

    /// <summary>A layer with its modifiers, its function and, further in, the layers of its block.</summary>
    private static IEnumerable<string[]> Rows(LayerDeclaration layer, string prefix) => layer.Modifiers.Select(modifier => Row(modifier, "above"))
        .Concat(Rows(layer.Function, layer.IsObjective ? 2 : 1))
        .Concat(layer.Block?.Layers.SelectMany(inner => Rows(inner, prefix + layer.Name + ".")) ?? [])
        .Prepend(Row(layer, prefix + layer.Name));

    public static string Print(ForwardGraph graph)
    {
        string objective = string.Concat(graph.Objectives.Select(loss => $", {loss.Reduction} of {loss.Operation.GetType().Name}({loss.Prediction.Name}{(loss.Target is null ? "" : ", " + loss.Target)})"));
        IEnumerable<string[]> parameters = graph.Parameters.Select(parameter => new[] { parameter.Value.ToString(), "= " + parameter.Role, parameter.Initializer.ToString() });
        return Lines($"forward graph {graph.Name}: {string.Join(", ", graph.Inputs)} -> {string.Join(", ", graph.Outputs.Select(output => output.Value))}{objective}", parameters.Concat(graph.Nodes.Select(Row)));
    }

    public static string Print(TrainingGraph graph)
    {
        IEnumerable<string[]> gradients = graph.Gradients.Where(gradient => gradient.Key.Extent == Extent.Shared || graph.Forward.Inputs.Contains(gradient.Key))
            .Select(gradient => new[] { gradient.Key.ToString(), "has gradient", gradient.Value.Name });
        return Lines($"backward graph {graph.Forward.Name}: from {string.Join(", ", graph.Objectives.Select(objective => objective.PredictionGradient?.Name ?? "nothing"))}", graph.Backward.Select(Row).Concat(gradients));
    }

    public static string Print(NetworkPlan plan)
    {
        List<string> parts = [Steps("prediction", plan.Prediction.Steps, plan.Prediction.Scratch)];
        if (plan.Training is { } training)
        {
            parts.Add(Steps("training", [.. training.Preparation, .. training.Forward, .. training.LossesWithGradient, .. training.Backward], training.Scratch));
        }

        parts.Add(Steps("trace", plan.Trace.All, plan.Trace.Scratch));
        IEnumerable<string[]> storage = plan.Graph.Parameters.Select(parameter => new[] { parameter.Name, Number(plan.Storage.OffsetOf(parameter.Value)), Panels(PanelLayout.Of(parameter.Value)) });
        parts.Add(Lines($"storage: {Number(plan.Storage.Length)} floats", storage));
        return string.Join("\n", parts);
    }

    private static string Steps(string name, IEnumerable<Step> steps, ScratchPlan scratch)
    {
        string size = $"{Number(scratch.FloatsPerRow)} floats a row ({Number(scratch.FloatsPerRowWithoutReuse)} without reuse), {Number(scratch.FixedFloats)} fixed";
        return Lines($"{name}: {size}", steps.Select((step, index) => new[]
        {
            Number(index),
            step.Kernel.Name,
            string.Join(", ", step.Reads.Select(read => read.Name)),
            step.Write is null ? "" : "-> " + step.Write.Name,
            step.Write is not null && scratch.Slots.TryGetValue(step.Write, out ScratchSlot? slot) ? $"at {Number(slot.Offset)} to step {Number(slot.LastStep)}" : "",
        }));
    }

    private static string Panels(PanelLayout panels) => $"{Number(panels.Rows)} x {Number(panels.Lanes)} lanes";

    private static string[] Row(AttributeDeclaration attribute, string name) =>
    [
        Number(attribute.Index),
        name,
        attribute.Attribute,
        string.Join(", ", attribute.Arguments.Where(argument => argument.Text != "").Select(argument => argument.Name + " = " + (argument.Text ?? argument.Number.ToString("R", CultureInfo.InvariantCulture)))),
    ];

    private static IEnumerable<string[]> Rows(FunctionDeclaration? function, int elements)
    {
        if (function is null)
        {
            return [];
        }

        string parameters = string.Join(", ", function.Parameters.Select((parameter, i) => parameter.Name + (i < elements ? "" : " " + parameter.Initial.ToString("R", CultureInfo.InvariantCulture))));
        string[] body = ["", "", function.Name + "(" + parameters + ")", function.Body is null ? "not read" : "= " + Formula(function.Body)];
        return [body, .. function.Derivatives.Select(given => new[] { "", "", "d / d " + given.By, "= " + Formula(given.Body) })];
    }

    private static string Formula(Expression expression) => ExpressionFormula.Write(expression, variable => variable);

    private static string[] Row(Node node) =>
        [node.Output.ToString(), "= " + node.Operation.GetType().Name, string.Join(", ", node.Inputs.Select(input => input.Name))];

    private static string Lines(string heading, IEnumerable<string[]> rows) =>
        string.Concat(Columns.Align(rows.ToArray()).Select(line => "    " + line + "\n").Prepend(heading + "\n"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
