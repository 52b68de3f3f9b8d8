using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Differentiation;

/// <summary>Holds between stages: backward reads only what exists, and every trainable parameter has a gradient of its shape.</summary>
internal static class TrainingGraphVerifier
{
    public static void Verify(TrainingGraph graph)
    {
        ForwardGraph forward = graph.Forward;
        var known = new HashSet<Value>(forward.Parameters.Select(parameter => parameter.Value)) { forward.Input };
        known.UnionWith(forward.Nodes.Select(node => node.Output));
        if (graph.PredictionGradient is not null)
        {
            known.Add(graph.PredictionGradient);
        }

        ForwardGraphVerifier.VerifyNodes(graph.Backward, known);
        foreach (Parameter parameter in forward.Parameters.Where(parameter => parameter.Role != ParameterRole.Buffer))
        {
            Require(graph, parameter.Value);
        }

        if (forward.InputGradient)
        {
            Require(graph, forward.Input);
        }
    }

    private static void Require(TrainingGraph graph, Value value)
    {
        if (!graph.Gradients.TryGetValue(value, out Value? gradient))
        {
            throw new InvalidOperationException("No gradient reaches " + value + ".");
        }

        if (gradient.Shape != value.Shape)
        {
            throw new InvalidOperationException("The gradient of " + value + " has the shape " + gradient.Shape + ".");
        }
    }
}
