using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>How the losses of the examples, of one objective or several, become one number.</summary>
internal sealed class ObjectiveTexts(NetworkPlan plan, ValueNames names)
{
    private readonly IReadOnlyList<Objective> _objectives = plan.Graph.Objectives;

    /// <summary>The workspace's memory of an objective: <c>workspace.Losses</c>.</summary>
    public static string Memory(string what, int objective) => objective == 0 ? "workspace." + what : $"workspace.{what}Of({Text.Number(objective)})";

    /// <summary>Checks of the targets' values.</summary>
    public IEnumerable<string> Checks() => _objectives
        .Where(objective => objective.Operation.TargetCheck is not null && objective.Target is not null)
        .Select(objective => $"NetGenCheck.{objective.Operation.TargetCheck}({objective.Target!.Name}, {Text.Number(objective.Prediction.Shape.Size)}, nameof({objective.Target.Name}));");

    /// <summary>What must be known of the scales before a loss alone: those that look at targets.</summary>
    public IEnumerable<string> ScalesOfLoss() => _objectives.Select((objective, i) => (objective, i))
        .Where(pair => pair.objective.Reduction == Reduction.Mean && ClassWeights(pair.objective) is not null)
        .Select(pair => $"double {ScaleName(pair.i)} = {MeanScale(pair.objective)};");

    /// <summary>The scales of all objectives, and of each row its share.</summary>
    public IEnumerable<string> ScalesOfGradient()
    {
        for (int i = 0; i < _objectives.Count; i++)
        {
            string scale = ScaleName(i);
            yield return _objectives[i].Reduction == Reduction.Mean ? $"double {scale} = {MeanScale(_objectives[i])};" : $"const double {scale} = 1;";
            yield return $"NetGenWeights.Scale(weights, {scale}{Weight(_objectives[i])}, ref {Memory("Scales", i)}, rows);";
        }
    }

    /// <summary>The sum of all objectives and the penalty. Where it has several parts, the workspace keeps each, since losses of several batches are put together part by part.</summary>
    /// <param name="ofLoss">True for the loss alone, where scales are not known unless they look at targets; otherwise gradients get the penalty's derivatives.</param>
    public string Total(bool ofLoss)
    {
        bool hasPenalty = PenaltyEmitter.IsNeeded(plan.Graph);
        List<string> parts = [.. _objectives.Select((objective, i) => Part(objective, i, ofLoss))];
        if (parts.Count == 1 && !hasPenalty)
        {
            return parts[0];
        }

        IEnumerable<string> kept = parts.Select((part, i) => $"workspace.Part({Text.Number(i)}, {part})");
        string penalty = ofLoss ? "Penalty(ref parameters)" : "AddPenalty(ref parameters, ref gradients)";
        return string.Join(" + ", hasPenalty ? kept.Append($"workspace.PenaltyPart({penalty})") : kept);
    }

    private string Part(Objective objective, int index, bool ofLoss)
    {
        string scale = objective.Reduction == Reduction.Sum ? ""
            : " * " + (ofLoss && ClassWeights(objective) is null ? MeanScale(objective) : ScaleName(index));
        return $"NetGenWeights.SumOfLosses(weights, ref {Memory("Losses", index)}, rows){scale}{Weight(objective)}";
    }

    private static string ScaleName(int objective) => StepWriter.OfObjective("scale", objective);

    private static string Weight(Objective objective) => objective.Weight == 1 ? "" : " * " + Text.Double(objective.Weight);

    /// <summary>1 / the sum of the weights by which a mean is taken.</summary>
    private string MeanScale(Objective objective) => ClassWeights(objective) is { } classWeights
        ? $"NetGenWeights.MeanScale(weights, {objective.Target!.Name}, {classWeights}, nameof({objective.Target.Name}))"
        : "NetGenWeights.MeanScale(weights, rows)";

    /// <summary>The constants by which a mean of examples is weighted besides; null if there are none.</summary>
    private string? ClassWeights(Objective objective)
    {
        if (objective.Operation.ClassWeights.Count == 0)
        {
            return null;
        }

        Objective trained = plan.Training!.Graph.Objectives.First(each => each.Declared == objective).Objective;
        return InfoEmitter.ConstantsName(plan, names, trained.Constants.First(constants => constants.Constants.Name == Operators.Constants.ClassWeights).Value);
    }
}
