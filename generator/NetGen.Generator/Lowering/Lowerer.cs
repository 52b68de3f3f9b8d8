using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Lowering;

/// <summary>From graphs to kernels: lowers every operation, fuses, and plans storage and scratch.</summary>
internal static class Lowerer
{
    public static NetworkPlan Lower(ForwardGraph forward, TrainingGraph? training)
    {
        var names = new KernelNames();
        var plan = new NetworkPlan
        {
            Graph = forward,
            Storage = new ParameterStorage(forward),
            Prediction = LowerPrediction(forward, names),
            Training = training is null ? null : LowerTraining(training, names),
            Trace = TraceLowerer.Lower(forward, training),
            Probabilities = forward is { Objectives.Count: 1, Outputs.Count: 1 } && forward.Objective!.Prediction == forward.Output ? forward.Objective.Operation.Probabilities(forward.Output.Shape) : null,
        };
        PlanVerifier.VerifyNames(plan.Calls);
        return plan;
    }

    private static PredictionPlan LowerPrediction(ForwardGraph forward, KernelNames names)
    {
        Modes prediction = Modes.Prediction(forward.Nodes);
        var views = new Views(prediction.Nodes);
        Value[] wanted = [.. forward.Outputs.Select(output => prediction.Of(output.Value))];
        List<Node> live = Live(prediction.Nodes, wanted);
        List<Step> lowered = [.. StepBuilder.Lower(live, views)];
        IReadOnlyList<Value> outputs = Places(wanted, forward.Inputs, views, lowered);
        IReadOnlyList<LoopPlan> loops = LoopPlan.Of(live, views);
        IReadOnlyList<Step> steps = Fusion.Fuse(lowered, [.. outputs, .. LoopPlan.Kept(loops)], names);
        HashSet<Value> given = Given(forward);
        ScratchPlan scratch = ScratchPlanner.Plan(steps, new HashSet<Value>(given.Concat(outputs)), new HashSet<Value>(), loops);
        PlanVerifier.Verify(steps, given, scratch, loops);
        return new PredictionPlan { Steps = steps, Scratch = scratch, Outputs = outputs, Loops = loops };
    }

    /// <summary>The values that are written to the places of results: a copy where a result is an input, or another result under another name.</summary>
    public static IReadOnlyList<Value> Places(IReadOnlyList<Value> wanted, IReadOnlyCollection<Value> inputs, Views views, List<Step> steps)
    {
        var places = new List<Value>();
        foreach (Value value in wanted)
        {
            Value place = views.Of(value);
            if (inputs.Contains(place) || places.Contains(place))
            {
                Value copy = new(value.Name + " copy", value.Shape, Extent.PerExample);
                steps.Add(new Step(Pointwise.Kernel("Copy", new Expressions.Variable("x"), value.Shape.Size), [place], copy, 1, value.Name, $"{copy.Name}[i] = {value.Name}[i]"));
                place = copy;
            }

            places.Add(place);
        }

        return places;
    }

    private static TrainingPlan LowerTraining(TrainingGraph training, KernelNames names)
    {
        ForwardGraph forward = training.Forward;
        var views = new Views(training.Nodes.Concat(training.Backward));
        Step[] losses = [.. training.Objectives.Select((objective, i) => LossSteps.Of(objective.Objective, i, objective.PredictionGradient, views))];

        List<Step> lowered = [.. StepBuilder.Lower(training.Backward, views)];
        IReadOnlyList<Value> inputGradients = Places([.. training.InputsWithGradient.Select(input => training.Gradients[input])], [], views, lowered);
        IReadOnlyList<LoopPlan> loops = LoopPlan.Of(training.Nodes.Concat(training.Backward), views);
        HashSet<Value> results = Results(training, inputGradients, views);
        HashSet<Value> readLater = [.. LoopPlan.Kept(loops), .. losses.SelectMany(step => step.Reads), .. lowered.SelectMany(step => step.Reads), .. training.Statistics.Values];
        List<Step> forwardLowered = [.. StepBuilder.Lower(Live(training.Nodes, readLater), views)];
        HashSet<Value> given = Given(forward);
        given.UnionWith(forward.Targets);
        given.UnionWith(training.Objectives.SelectMany(objective => objective.Objective.Constants).Select(constants => constants.Value));

        // What depends on weights alone is made once a gradient.
        Step[] preparation = TakePreparation([forwardLowered, lowered], given);
        IReadOnlyList<Step> forwardSteps = Fusion.Fuse(forwardLowered, readLater, names);
        IReadOnlyList<Step> backward = Fusion.Fuse(lowered, [.. results, .. LoopPlan.Kept(loops)], names);

        Step[] all = [.. preparation, .. forwardSteps, .. losses, .. backward];
        // Every block of rows reads what the preparation made, and adds to the sums of the blocks before it.
        HashSet<Value> kept = [.. preparation.Concat(backward.Where(step => step.Kernel.Extent == KernelExtent.SumOfRows)).Select(step => step.Write!)];
        ScratchPlan scratch = ScratchPlanner.Plan(all, new HashSet<Value>(given.Concat(results)), kept, loops);
        PlanVerifier.Verify(all, given, scratch, loops);
        return new TrainingPlan
        {
            Loops = loops,
            Graph = training,
            Preparation = preparation,
            Forward = forwardSteps,
            Losses = [.. training.Objectives.Select((objective, i) => LossSteps.Of(objective.Objective, i, null, views))],
            LossesWithGradient = losses,
            Backward = backward,
            InputGradients = inputGradients,
            Results = ResultsByParameter(training, views),
            Scratch = scratch,
            Barriers = TeamBarriers.Find([.. forwardSteps, .. losses, .. backward], scratch),
            Evaluation = training.Evaluation is null ? null : LowerEvaluation(forward, training.Evaluation, names),
            TakesWholeBatch = forwardSteps.Any(step => step.Kernel.Extent == KernelExtent.SumOfRows) || backward.Any(step => step.Accumulates),
        };
    }

    private static EvaluationPlan LowerEvaluation(ForwardGraph forward, EvaluationGraph evaluation, KernelNames names)
    {
        var views = new Views(evaluation.Nodes);
        Step[] losses = [.. evaluation.Objectives.Select((objective, i) => LossSteps.Of(objective, i, null, views))];
        HashSet<Value> read = [.. losses.SelectMany(step => step.Reads)];
        List<Node> live = Live(evaluation.Nodes, read);
        IReadOnlyList<LoopPlan> loops = LoopPlan.Of(live, views);
        IReadOnlyList<Step> steps = Fusion.Fuse(StepBuilder.Lower(live, views), [.. read, .. LoopPlan.Kept(loops)], names);
        HashSet<Value> given = Given(forward);
        given.UnionWith(forward.Targets);
        given.UnionWith(evaluation.Objectives.SelectMany(objective => objective.Constants).Select(constants => constants.Value));
        ScratchPlan scratch = ScratchPlanner.Plan([.. steps, .. losses], given, new HashSet<Value>(), loops);
        PlanVerifier.Verify([.. steps, .. losses], given, scratch, loops);
        return new EvaluationPlan { Loops = loops, Objectives = evaluation.Objectives, Forward = steps, Losses = losses, Scratch = scratch };
    }

    /// <summary>Takes out the steps that read nothing but parameters and what such steps made.</summary>
    private static Step[] TakePreparation(IReadOnlyList<List<Step>> lists, HashSet<Value> given)
    {
        var shared = new HashSet<Value>(given.Where(value => value.Extent == Extent.Shared));
        var preparation = new List<Step>();
        foreach (List<Step> steps in lists)
        {
            foreach (Step step in steps.Where(step => step.Kernel.Extent == KernelExtent.Weights || step.IsOnce).ToArray())
            {
                if (step.Reads.All(shared.Contains) && (step.Reads.Count > 0 || step.Kernel.Extent == KernelExtent.Weights))
                {
                    steps.Remove(step);
                    preparation.Add(step);
                    shared.Add(step.Write!);
                }
            }
        }

        return [.. preparation];
    }

    /// <summary>The nodes that something reads: what fused into the loss is not computed.</summary>
    public static List<Node> Live(IReadOnlyList<Node> nodes, IReadOnlyCollection<Value> read)
    {
        var live = new List<Node>();
        var needed = new HashSet<Value>(read);
        foreach (Node node in nodes.Reverse())
        {
            if (needed.Contains(node.Output))
            {
                live.Add(node);
                needed.UnionWith(node.Inputs);
            }
        }

        live.Reverse();
        return live;
    }

    public static HashSet<Value> Given(ForwardGraph forward) => [.. forward.Inputs, .. forward.Parameters.Select(parameter => parameter.Value)];

    /// <summary>What the backward pass is for: the gradients of parameters and, if asked for, of the inputs; and the statistics of the batch.</summary>
    private static HashSet<Value> Results(TrainingGraph training, IReadOnlyList<Value> inputGradients, Views views) =>
        [.. ResultsByParameter(training, views).Keys, .. inputGradients];

    /// <summary>What is written to the place of each parameter in the buffer of gradients.</summary>
    private static Dictionary<Value, Value> ResultsByParameter(TrainingGraph training, Views views)
    {
        var results = new Dictionary<Value, Value>();
        foreach (Parameter parameter in training.Forward.Parameters)
        {
            if (parameter.IsTrained && training.Gradients.TryGetValue(parameter.Value, out Value? gradient))
            {
                results.Add(views.Of(gradient), parameter.Value);
            }
            else if (training.Statistics.TryGetValue(parameter.Value, out Value? statistic))
            {
                results.Add(statistic, parameter.Value);
            }
        }

        return results;
    }
}
