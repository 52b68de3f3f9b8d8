using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Differentiation;

/// <summary>Reverse mode: walks the forward graph backwards and lets every operation add the gradients of its inputs.</summary>
internal static class Differentiator
{
    /// <summary>The training graph, or null for a network without an objective.</summary>
    public static TrainingGraph? Differentiate(ForwardGraph forward)
    {
        if (forward.Objectives.Count == 0)
        {
            return null;
        }

        Node[] nodes = [.. forward.Nodes, .. forward.Objectives.SelectMany(objective => objective.Nodes)];
        Modes training = Modes.Training(nodes);
        Objective[] objectives = [.. forward.Objectives.Select(objective => FuseWithProducer(training, objective))];
        HashSet<Value> needed = Needed(forward, training.Nodes);
        var backward = new BackwardBuilder(needed);
        Value?[] gradients = [.. objectives.Select(objective => needed.Contains(objective.Prediction) ? new Value("d " + objective.Prediction.Name, objective.Prediction.Shape, Extent.PerExample) : null)];
        for (int i = 0; i < objectives.Length; i++)
        {
            if (gradients[i] is { } gradient)
            {
                backward.AddGradient(objectives[i].Prediction, gradient, objectives[i].Name);
            }
        }

        foreach (Node node in training.Nodes.Reverse())
        {
            if (backward.GradientOf(node.Output) is { } gradient && (node.Operation is LoopInput || node.Inputs.Any(backward.Needs)))
            {
                node.Operation.Differentiate(node, gradient, backward);
            }
        }

        foreach (Value input in forward.Inputs.Where(input => forward.InputGradient && input.Kind == ElementKind.Float && backward.GradientOf(input) is null))
        {
            backward.AddZero(input);
        }

        return new TrainingGraph
        {
            Forward = forward,
            Nodes = training.Nodes,
            Objectives = [.. objectives.Select((objective, i) => new TrainedObjective(forward.Objectives[i], objective, gradients[i]))],
            Backward = backward.Nodes,
            Gradients = backward.Gradients,
            Statistics = Statistics(training.Nodes),
            Evaluation = nodes.All(node => node.Mode == NodeMode.Always) ? null : Evaluation(forward, Modes.Prediction(nodes)),
        };
    }

    private static EvaluationGraph Evaluation(ForwardGraph forward, Modes prediction) =>
        new(prediction.Nodes, [.. forward.Objectives.Select(objective => FuseWithProducer(prediction, objective))]);

    /// <summary>
    /// The named rewrite "activation into loss": a loss of an activation's output becomes the loss of its input, as sigmoid and
    /// binary cross-entropy, whose product of derivatives would divide two vanishing numbers.
    /// </summary>
    private static Objective FuseWithProducer(Modes mode, Objective declared)
    {
        Value prediction = mode.Of(declared.Prediction);
        Node? producer = mode.Nodes.FirstOrDefault(node => node.Output == prediction);
        return producer is not null && declared.Operation.FusedAfter(producer.Operation) is { } fused ? declared.With(fused, producer.Inputs[0], producer.Layer + ", " + declared.Name)
            : prediction != declared.Prediction ? declared.With(declared.Operation, prediction, declared.Name)
            : declared;
    }

    private static HashSet<Value> Needed(ForwardGraph forward, IReadOnlyList<Node> nodes)
    {
        var trained = new HashSet<Value>(forward.Parameters.Where(parameter => parameter.IsTrained).Select(parameter => parameter.Value));
        // Blocks that share apply parameters of another loop.
        var trainedLoops = new HashSet<Loop>(nodes.Where(node => node.Loop is not null && node.Inputs.Any(trained.Contains)).Select(node => node.Loop!));
        var needed = new HashSet<Value>(trained);
        if (forward.InputGradient)
        {
            needed.UnionWith(forward.Inputs.Where(input => input.Kind == ElementKind.Float));
        }

        foreach (Node node in nodes.Where(node => !node.Operation.EndsGradient))
        {
            // Later turns of a loop depend on the parameters of earlier ones.
            if (node.Inputs.Any(needed.Contains) || (node.Operation is LoopInput && trainedLoops.Contains(node.Loop!)))
            {
                needed.Add(node.Output);
            }
        }

        return needed;
    }

    private static Dictionary<Value, Value> Statistics(IReadOnlyList<Node> nodes)
    {
        var statistics = new Dictionary<Value, Value>();
        foreach (Node node in nodes.Where(node => node.StatisticOf is not null))
        {
            statistics[node.StatisticOf!] = node.Output;
        }

        return statistics;
    }
}
