using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members that train: loss and gradient, of a batch and of spans.</summary>
internal sealed class TrainingMembers(CodeWriter writer, NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly Fields _fields = new(plan);
    private readonly MemberChecks _checks = new(declaration, plan);
    private readonly MemberDocumentation _documentation = new(writer);

    private IReadOnlyList<Field> Given => [.. _fields.Inputs, .. _fields.Targets];

    private string ParametersArgument => _graph.Parameters.Count > 0 ? ", ref Parameters.Block.Reference" : "";

    private string GradientsArgument => _graph.Parameters.Count > 0 ? ", ref gradients.Block.Reference" : "";

    private string BatchArguments => string.Join(", ", _fields.Inputs.Select((input, i) => input.OfBatch("Input", i)).Concat(_fields.Targets.Select((target, i) => target.OfBatch("Target", i))));

    public void Emit()
    {
        string loss = Loss();
        writer.Line($"/// <summary>{loss}</summary>");
        writer.Line("/// <inheritdoc cref=\"global::NetGen.ITrainableNetwork.Loss\"/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("public double Loss(global::NetGen.Minibatch batch, global::NetGen.Workspace workspace)"))
        {
            writer.Line("NetGenCheck.Training(batch, Info, workspace);");
            WriteIndices();
            WriteSettings();
            writer.Line($"return Compiled.Loss({BatchArguments}, batch.Weights{ParametersArgument}, workspace);");
        }

        writer.Gap();
        writer.Line($"/// <summary>{loss} Overwrites <paramref name=\"gradients\"/> with its derivatives by the parameters.</summary>");
        writer.Line("/// <inheritdoc cref=\"global::NetGen.ITrainableNetwork.Gradient\"/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("public double Gradient(global::NetGen.Minibatch batch, global::NetGen.Gradients gradients, global::NetGen.Workspace workspace)"))
        {
            writer.Line("NetGenCheck.Training(batch, Info, workspace);");
            writer.Line("NetGenCheck.Gradients(gradients, Info);");
            WriteIndices();
            WriteSettings();
            WriteTables(input => input.OfBatch("Input", _fields.Inputs.ToList().IndexOf(input)));
            writer.Line($"return Compiled.Gradient({BatchArguments}, batch.Weights{ParametersArgument}{GradientsArgument}, workspace);");
        }

        writer.Gap();
        WriteSpanForm("Loss", loss, "", "");
        WriteSpanForm("Gradient", loss + " Overwrites <paramref name=\"gradients\"/> with its derivatives by the parameters.", "global::NetGen.Gradients gradients, ", GradientsArgument);
    }

    private string Loss()
    {
        if (_graph.Objectives.Count > 1)
        {
            string sum = string.Join(" + ", _graph.Objectives.Select(objective => "the " + objective.Combine(Formula(objective))));
            return $"The loss of a batch, {Text.Xml(sum)}{Penalty}, each example weighted if the batch has weights.";
        }

        Objective only = _graph.Objective!;
        string formula = Text.Xml(Formula(only));
        string factor = only.Weight == 1 ? "" : Text.Number(only.Weight) + " times ";
        return (only.Operation.ClassWeights.Count > 0 && only.Reduction == Reduction.Mean) || only.Weight != 1
            ? $"The loss of a batch, the {only.Combine(formula)}{Penalty}, each weighted if the batch has weights."
            : $"The loss of a batch, {factor}the {(only.Reduction == Reduction.Mean ? "mean" : "sum")} over its examples of {formula}{Penalty}, weighted if the batch has weights.";
    }

    private string Penalty => PenaltyEmitter.IsNeeded(_graph) ? ", and the penalties of the regularized weights" : "";

    private static string Formula(Objective objective) => objective.Operation.Formula(objective.Prediction.Name, objective.Target?.Name ?? "");

    /// <summary>The ints of a batch, which has been checked for its sizes alone.</summary>
    private void WriteIndices()
    {
        for (int i = 0; i < _fields.Inputs.Count; i++)
        {
            foreach (string check in _checks.Indices([_fields.Inputs[i]], _fields.Inputs[i].OfBatch("Input", i)))
            {
                writer.Line(check.Replace($"nameof({_fields.Inputs[i].Name})", Text.Quoted(_fields.Inputs[i].Name)));
            }
        }
    }

    /// <summary>Rates and strengths are numbers that the user may have set.</summary>
    private void WriteSettings()
    {
        foreach (Parameter setting in _graph.Parameters.Where(parameter => parameter.Role == ParameterRole.Setting))
        {
            string entry = Text.Number(plan.Storage.EntryOf(setting));
            if (setting.Loop is not { } loop)
            {
                writer.Line($"NetGenCheck.{setting.SettingCheck}(Parameters[{entry}].Value, {Text.Quoted(setting.Name)}, {Text.Quoted(declaration.Name)});");
                continue;
            }

            string index = LoopWriter.Index;
            string first = Text.Quoted(loop.Generalize(setting.Name));
            using (writer.Block($"for (int {index} = 0; {index} < {Text.Number(loop.Count)}; {index}++)"))
            {
                writer.Line($"NetGenCheck.{setting.SettingCheck}(Parameters[{entry} + {index} * {Text.Number(plan.Storage.EntriesOf(loop))}].Value, {first}, {Text.Quoted(declaration.Name)});");
            }
        }
    }

    /// <summary>Of tables only the rows that a batch reads have a gradient: those of the batch before become 0 again.</summary>
    private void WriteTables(System.Func<Field, string> span)
    {
        foreach (Parameter table in _graph.Parameters.Where(parameter => parameter.HasSparseRows && parameter.IsTrained))
        {
            string entry = Text.Number(plan.Storage.EntryOf(table));
            writer.Line($"gradients.ClearRows({entry});");
            foreach (Field input in _fields.Inputs.Where(input => input.IsInt && _graph.Nodes.Any(node => node.Inputs.Contains(input.Value) && node.Inputs.Contains(table.Value))))
            {
                writer.Line($"gradients.TouchRows({entry}, {span(input)});");
            }
        }
    }

    private void WriteSpanForm(string method, string summary, string parameter, string argument)
    {
        _documentation.Write(
            summary,
            [.. _fields.Inputs.Select(input => $"<param name=\"{input.Name}\">The examples{(input.Name == "x" ? "" : "' " + input.Name)}, {input.Value.Shape} each.</param>"),
            .. _fields.Targets.Select(target => $"<param name=\"{target.Name}\">The target of each example{(target.Size == 1 && target.IsInt ? "" : ", " + target.Value.Shape)}.</param>"),
            parameter.Length == 0 ? null : "<param name=\"gradients\">Receives the derivatives.</param>",
            "<param name=\"workspace\">Scratch for at least as many examples; one for each thread.</param>",
            "<returns>The loss.</returns>",
            "<exception cref=\"global::System.ArgumentException\">A length is wrong, a target is impossible, or the workspace is too small or another network's.</exception>"]);
        using (writer.Block($"public double {method}({Fields.SpanParameters(Given)}, {parameter}global::NetGen.Workspace workspace)"))
        {
            foreach (string check in _checks.Rows(Given).Concat(_checks.Indices(_fields.Inputs)))
            {
                writer.Line(check);
            }

            writer.Line("NetGenCheck.Workspace(rows, Info, workspace);");
            foreach (Field input in _fields.Inputs.Where(input => !input.IsInt))
            {
                writer.Line($"NetGenCheck.NoOverlap({input.Name}, nameof({input.Name}), workspace.Buffer.Span, nameof(workspace));");
            }

            WriteSettings();
            if (parameter.Length > 0)
            {
                writer.Line("NetGenCheck.Gradients(gradients, Info);");
                WriteTables(input => input.Name);
            }

            writer.Line($"return Compiled.{method}({Fields.Names(Given)}, default{ParametersArgument}{argument}, workspace);");
        }

        writer.Gap();
    }
}
