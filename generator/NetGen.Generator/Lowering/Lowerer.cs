using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>From graphs to kernels: lowers every operation, fuses, and plans storage and scratch.</summary>
internal static class Lowerer
{
    public static NetworkPlan Lower(ForwardGraph forward, TrainingGraph? training)
    {
        var plan = new NetworkPlan
        {
            Graph = forward,
            Storage = new ParameterStorage(forward),
            Prediction = LowerPrediction(forward),
            Training = training is null ? null : LowerTraining(training),
            Trace = LowerTrace(forward, training),
            Probabilities = forward.Objective?.Operation.Probabilities(forward.Output.Shape),
        };
        PlanVerifier.VerifyNames(plan.Calls);
        return plan;
    }

    private static PredictionPlan LowerPrediction(ForwardGraph forward)
    {
        IReadOnlyList<Step> steps = Fusion.Fuse(StepBuilder.Lower(forward.Nodes), [forward.Output]);
        HashSet<Value> given = Given(forward);
        ScratchPlan scratch = ScratchPlanner.Plan(steps, new HashSet<Value>(given) { forward.Output }, new HashSet<Value>());
        PlanVerifier.Verify(steps, given, scratch);
        return new PredictionPlan { Steps = steps, Scratch = scratch };
    }

    private static TrainingPlan LowerTraining(TrainingGraph training)
    {
        ForwardGraph forward = training.Forward;
        Step lossOnly = LossStep(training.Objective, gradient: null);
        Step loss = LossStep(training.Objective, training.PredictionGradient);

        ILookup<bool, Step> lowered = StepBuilder.Lower(training.Backward).ToLookup(step => step.Kernel.Extent == KernelExtent.Weights);
        Step[] preparation = lowered[true].ToArray();
        IReadOnlyList<Step> backward = lowered[false].ToArray();
        HashSet<Value> readLater = [.. loss.Reads, .. backward.SelectMany(step => step.Reads)];
        IReadOnlyList<Step> forwardSteps = Fusion.Fuse(StepBuilder.Lower(Live(forward.Nodes, readLater)), readLater);
        HashSet<Value> results = Results(training);
        backward = Fusion.Fuse(backward, results);

        Step[] all = [.. preparation, .. forwardSteps, loss, .. backward];
        HashSet<Value> given = Given(forward);
        given.Add(forward.Objective!.Target);
        given.UnionWith(training.Objective.Constants.Select(constants => constants.Value));
        // Every block of rows reads what the preparation made.
        HashSet<Value> kept = [.. preparation.Select(step => step.Write!)];
        ScratchPlan scratch = ScratchPlanner.Plan(all, new HashSet<Value>(given.Concat(results)), kept);
        PlanVerifier.Verify(all, given, scratch);
        return new TrainingPlan
        {
            Graph = training,
            Preparation = preparation,
            Forward = forwardSteps,
            LossOnly = lossOnly,
            LossWithGradient = loss,
            Backward = backward,
            Scratch = scratch,
            Barriers = TeamBarriers.Find([.. forwardSteps, loss, .. backward], scratch),
        };
    }

    private static TracePlan LowerTrace(ForwardGraph forward, TrainingGraph? training)
    {
        IReadOnlyList<Step> forwardSteps = StepBuilder.Lower(forward.Nodes);
        var weights = new Value("example weights", Shape.Scalar, Extent.PerExample);
        Step? loss = training is null ? null : LossStep(training.Objective, training.PredictionGradient);
        Step? declaredLoss = training?.PredictionGradient is not null && training.Objective != forward.Objective
            ? LossStep(forward.Objective!, new Value("d " + forward.Output.Name, forward.Output.Shape, Extent.PerExample))
            : null;
        // Gradients of parameters are the optimizer's; a trace shows those of values.
        IReadOnlyList<Step> backward = training is null ? [] : StepBuilder.Lower(training.Backward.Where(node => node.Output.Extent == Extent.PerExample));

        Step[] all = [.. forwardSteps, .. new[] { loss, declaredLoss }.OfType<Step>(), .. backward];
        HashSet<Value> given = Given(forward);
        if (forward.Objective is not null)
        {
            given.UnionWith([forward.Objective.Target, weights, .. new[] { forward.Objective, training!.Objective }.SelectMany(objective => objective.Constants).Select(constants => constants.Value)]);
        }

        var everything = new HashSet<Value>(all.Select(step => step.Write).OfType<Value>());
        ScratchPlan scratch = ScratchPlanner.Plan(all, given, everything);
        PlanVerifier.Verify(all, given, scratch);
        var gradients = training?.Gradients.ToDictionary(gradient => gradient.Key, gradient => gradient.Value) ?? [];
        if (declaredLoss is not null)
        {
            gradients.Add(forward.Output, declaredLoss.Write!);
        }

        return new TracePlan { Forward = forwardSteps, Loss = loss, DeclaredLoss = declaredLoss, Gradients = gradients, Backward = backward, Scratch = scratch };
    }

    /// <summary>The loss, and its gradient into <paramref name="gradient"/> unless that is null.</summary>
    private static Step LossStep(Objective objective, Value? gradient)
    {
        (string prediction, string target) = (objective.Prediction.Name, objective.Target.Name);
        string equation = "loss = " + objective.Combine(objective.Operation.Formula(prediction, target));
        if (gradient is not null)
        {
            equation += $"\n{gradient.Name}[i] = scale * ({objective.Operation.GradientFormula(prediction, target)})";
        }

        return new Step(
            objective.Operation.Lower(objective.Prediction.Shape, withGradient: gradient is not null),
            [objective.Prediction, objective.Target, .. objective.Constants.Select(constants => constants.Value)],
            gradient,
            1,
            objective.Name,
            equation);
    }

    /// <summary>The nodes that something reads: what fused into the loss is not computed.</summary>
    private static List<Node> Live(IReadOnlyList<Node> nodes, IReadOnlyCollection<Value> read)
    {
        var live = new List<Node>();
        foreach (Node node in nodes.Reverse())
        {
            if (read.Contains(node.Output) || live.Any(later => later.Inputs.Contains(node.Output)))
            {
                live.Insert(0, node);
            }
        }

        return live;
    }

    private static HashSet<Value> Given(ForwardGraph forward) => [forward.Input, .. forward.Parameters.Select(parameter => parameter.Value)];

    /// <summary>What the backward pass is for: the gradients of parameters and, if asked for, of the input.</summary>
    private static HashSet<Value> Results(TrainingGraph training)
    {
        var results = new HashSet<Value>(training.Forward.Parameters.Where(parameter => training.Gradients.ContainsKey(parameter.Value)).Select(parameter => training.Gradients[parameter.Value]));
        if (training.InputGradient is { } inputGradient)
        {
            results.Add(inputGradient);
        }

        return results;
    }
}
