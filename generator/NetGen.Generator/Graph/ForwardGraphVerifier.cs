using System;
using System.Collections.Generic;

namespace NetGen.Generator.Graph;

/// <summary>Holds between stages: every value is made before it is read, and has the shape that its operation infers.</summary>
internal static class ForwardGraphVerifier
{
    public static void Verify(ForwardGraph graph)
    {
        var known = new HashSet<Value>(graph.Inputs);
        foreach (Parameter parameter in graph.Parameters)
        {
            known.Add(parameter.Value);
        }

        VerifyNodes(graph.Nodes, known);
        foreach (Output output in graph.Outputs)
        {
            Require(known.Contains(output.Value), "the output " + output.Value + " is not made by any layer");
        }
    }

    public static void VerifyNodes(IEnumerable<Node> nodes, HashSet<Value> known)
    {
        foreach (Node node in nodes)
        {
            foreach (Value input in node.Inputs)
            {
                Require(known.Contains(input), node.Layer + " reads " + input + " before it is made");
            }

            Shape inferred = node.Operation.Infer(node.Inputs);
            Require(inferred == node.Output.Shape, node.Layer + " declares " + node.Output + " but its operation infers " + inferred);
            Require(known.Add(node.Output) || node.Accumulates, node.Output + " is made twice");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The graph is inconsistent: " + otherwise + ".");
        }
    }
}
