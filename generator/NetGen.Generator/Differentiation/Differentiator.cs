using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Differentiation;

/// <summary>Reverse mode: walks the forward graph backwards and lets every operation add the gradients of its inputs.</summary>
internal static class Differentiator
{
    /// <summary>The training graph, or null for a network without an objective.</summary>
    public static TrainingGraph? Differentiate(ForwardGraph forward)
    {
        if (forward.Objective is null)
        {
            return null;
        }

        Objective objective = FuseWithProducer(forward, forward.Objective);

        HashSet<Value> needed = Needed(forward);
        var backward = new BackwardBuilder(needed);
        Value? predictionGradient = null;
        if (needed.Contains(objective.Prediction))
        {
            Value prediction = objective.Prediction;
            predictionGradient = new Value("d " + prediction.Name, prediction.Shape, Extent.PerExample);
            backward.AddGradient(prediction, predictionGradient);
            foreach (Node node in forward.Nodes.Reverse())
            {
                if (backward.GradientOf(node.Output) is { } gradient)
                {
                    node.Operation.Differentiate(node, gradient, backward);
                }
            }
        }

        return new TrainingGraph { Forward = forward, Objective = objective, PredictionGradient = predictionGradient, Backward = backward.Nodes, Gradients = backward.Gradients };
    }

    /// <summary>
    /// The named rewrite "activation into loss": a loss of an activation's output becomes the loss of its input, as sigmoid and
    /// binary cross-entropy, whose product of derivatives would divide two vanishing numbers.
    /// </summary>
    private static Objective FuseWithProducer(ForwardGraph forward, Objective objective)
    {
        Node? producer = forward.Nodes.FirstOrDefault(node => node.Output == objective.Prediction);
        return producer is not null && objective.Operation.FusedAfter(producer.Operation) is { } fused
            ? new Objective(fused, producer.Inputs[0], objective.Target, objective.Reduction, producer.Layer + ", " + objective.Name)
            : objective;
    }

    private static HashSet<Value> Needed(ForwardGraph forward)
    {
        var needed = new HashSet<Value>(forward.Parameters.Where(parameter => parameter.Role != ParameterRole.Buffer).Select(parameter => parameter.Value));
        if (forward.InputGradient)
        {
            needed.Add(forward.Input);
        }

        foreach (Node node in forward.Nodes.Where(node => node.Inputs.Any(needed.Contains)))
        {
            needed.Add(node.Output);
        }

        return needed;
    }
}
