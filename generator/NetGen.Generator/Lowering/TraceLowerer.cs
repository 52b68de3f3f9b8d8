using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>Lowers the trace: prediction without fusion, and with targets the losses and the gradients of all values.</summary>
internal static class TraceLowerer
{
    public static TracePlan Lower(ForwardGraph forward, TrainingGraph? training)
    {
        Modes prediction = Modes.Prediction(forward.Nodes);
        IReadOnlyList<Node> traced = prediction.Nodes;
        IReadOnlyList<Node> ends = [];
        IReadOnlyList<Node> backwardNodes = [];
        IReadOnlyDictionary<Value, Value> gradients = new Dictionary<Value, Value>();
        IReadOnlyList<TrainedObjective> objectives = [];
        // What is looked at is a prediction; its gradients are those of training where both compute the same.
        if (training is { Evaluation: null })
        {
            ends = [.. forward.Objectives.SelectMany(objective => objective.Nodes)];
            // Gradients of parameters are the optimizer's; a trace shows those of values.
            backwardNodes = [.. training.Backward.Where(node => node.Output.Extent == Extent.PerExample)];
            gradients = training.Gradients;
            objectives = training.Objectives;
        }

        var views = new Views([.. traced, .. ends, .. backwardNodes]);
        Step[] losses = [.. objectives.Select((objective, i) => LossSteps.Of(objective.Objective, i, objective.PredictionGradient, views))];
        Step?[] declared = [.. objectives.Select((objective, i) => DeclaredLoss(objective, i, views))];
        IReadOnlyList<Step> forwardSteps = StepBuilder.Lower(traced, views);
        IReadOnlyList<Step> endSteps = StepBuilder.Lower(ends, views);
        IReadOnlyList<Step> backward = StepBuilder.Lower(backwardNodes, views);

        Step[] all = [.. forwardSteps, .. endSteps, .. losses, .. declared.OfType<Step>(), .. backward];
        HashSet<Value> given = Lowerer.Given(forward);
        given.UnionWith(forward.Targets);
        given.UnionWith(objectives.SelectMany(objective => objective.Objective.Constants.Concat(objective.Declared.Constants)).Select(constants => constants.Value));
        IReadOnlyList<LoopPlan> loops = LoopPlan.Of([.. traced, .. backwardNodes], views);
        var everything = new HashSet<Value>(all.Select(step => step.Write).OfType<Value>().Concat(loops.Select(loop => loop.Result)));
        ScratchPlan scratch = ScratchPlanner.Plan(all, given, everything, loops);
        PlanVerifier.Verify(all, given, scratch, loops);
        return new TracePlan
        {
            Loops = loops,
            Nodes = traced,
            Views = views,
            Forward = forwardSteps,
            Ends = endSteps,
            Losses = losses,
            DeclaredLosses = [.. declared.OfType<Step>()],
            Gradients = Gradients(gradients, objectives, declared, views),
            Backward = backward,
            Scratch = scratch,
        };
    }

    private static Step? DeclaredLoss(TrainedObjective objective, int number, Views views) =>
        objective.PredictionGradient is not null && objective.Objective.Operation != objective.Declared.Operation
            ? LossSteps.Of(objective.Declared, number, new Value("d " + objective.Declared.Prediction.Name, objective.Declared.Prediction.Shape, Extent.PerExample), views)
            : null;

    private static Dictionary<Value, Value> Gradients(IReadOnlyDictionary<Value, Value> trained, IReadOnlyList<TrainedObjective> objectives, Step?[] declared, Views views)
    {
        var gradients = trained.ToDictionary(gradient => gradient.Key, gradient => views.Of(gradient.Value));
        for (int i = 0; i < declared.Length; i++)
        {
            if (declared[i] is { } step && !gradients.ContainsKey(objectives[i].Declared.Prediction))
            {
                gradients.Add(objectives[i].Declared.Prediction, step.Write!);
            }
        }

        return gradients;
    }
}
