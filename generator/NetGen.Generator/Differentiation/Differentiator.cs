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

        HashSet<Value> needed = Needed(forward);
        var backward = new BackwardBuilder(needed);
        Value? predictionGradient = null;
        if (needed.Contains(forward.Objective.Prediction))
        {
            Value prediction = forward.Objective.Prediction;
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

        return new TrainingGraph { Forward = forward, PredictionGradient = predictionGradient, Backward = backward.Nodes, Gradients = backward.Gradients };
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
