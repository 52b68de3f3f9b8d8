using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Differentiation;

/// <summary>Holds between stages: backward reads only what exists, and every trainable parameter and every input whose gradient is asked for has one of its shape.</summary>
internal static class TrainingGraphVerifier
{
    public static void Verify(TrainingGraph graph)
    {
        ForwardGraph forward = graph.Forward;
        var known = new HashSet<Value>(forward.Parameters.Select(parameter => parameter.Value).Concat(forward.Inputs).Concat(forward.Targets));
        ForwardGraphVerifier.VerifyNodes(graph.Nodes, known);
        known.UnionWith(graph.Objectives.Select(objective => objective.PredictionGradient).OfType<Value>());
        ForwardGraphVerifier.VerifyNodes(graph.Backward, known);
        foreach (KeyValuePair<Value, Value> gradient in graph.Gradients)
        {
            if (gradient.Value.Shape != gradient.Key.Shape)
            {
                throw new InvalidOperationException("The gradient of " + gradient.Key + " has the shape " + gradient.Value.Shape + ".");
            }
        }

        var unreached = new HashSet<Value>(graph.Unreached.Select(parameter => parameter.Value).Concat(graph.InputsWithGradient.Where(input => !graph.Gradients.ContainsKey(input))));
        foreach (Node node in graph.Nodes.Where(node => graph.Gradients.ContainsKey(node.Output)))
        {
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Operation.PassesGradient(i) && unreached.Contains(node.Inputs[i]))
                {
                    throw new InvalidOperationException("No gradient reaches " + node.Inputs[i] + ".");
                }
            }
        }
    }
}
