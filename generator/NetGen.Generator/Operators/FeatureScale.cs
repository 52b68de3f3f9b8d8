using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>What normalizations have in common: a trained scale w, at first 1, and perhaps a shift b, at first 0, for each feature.</summary>
internal static class FeatureScale
{
    public static readonly Initializer Ones = new(InitializerKind.Constant, [1]);

    /// <summary>The scale, under the layer's name: <c>layerNorm1.weight</c>.</summary>
    public static Parameter Weight(LayerDeclaration layer, Shape features, GraphBuilder graph) => graph.AddParameter(layer.Name + ".weight", features, ParameterRole.Norm, Ones);

    /// <summary>The shift, under the layer's name: <c>layerNorm1.bias</c>.</summary>
    public static Parameter Bias(LayerDeclaration layer, Shape features, GraphBuilder graph) => graph.AddParameter(layer.Name + ".bias", features, ParameterRole.Norm, Initializer.Zeros);

    /// <summary>y = x w + b, or y = x w without a shift.</summary>
    public static Value Add(LayerDeclaration layer, Value normalized, IReadOnlyList<Parameter> parameters, GraphBuilder graph)
    {
        bool hasShift = parameters.Count == 2;
        Expression scaled = new Variable("x") * new Variable("weight");
        Expression body = hasShift ? scaled + new Variable("bias") : scaled;
        string name = hasShift ? "FeatureScaleAndShift" : "FeatureScale";
        var operation = new Pointwise(graph.NameOf(name, body), body, hasShift ? ["x", "weight", "bias"] : ["x", "weight"], "{0}[i] = {1}[i] * {2}[i]" + (hasShift ? " + {3}[i]" : ""))
        {
            Function = name,
        };
        return graph.Add(operation, layer.Name, layer.Name, hasShift ? [normalized, parameters[0].Value, parameters[1].Value] : [normalized, parameters[0].Value]);
    }
}
