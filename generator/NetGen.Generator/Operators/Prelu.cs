using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[Prelu(initialSlope)]</c>: y = x where x > 0 and w x elsewhere, with a trained slope w for each feature of the last axis (He et al. 2015).</summary>
internal sealed class PreluLayer : LayerOperator
{
    private static readonly IReadOnlyList<Option> Options = [new("initialSlope", 0.25, OptionRange.Finite)];

    // The derivatives by x and by the slope are derived: at 0 they are w and 0.
    private static readonly Expression Body = IfLess(Zero, new Variable("x"), new Variable("x"), new Variable("slope") * new Variable("x"));

    public override string Attribute => "NetGen.Prelu";

    public override string View(LayerDeclaration layer) => "PreluParameters";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int features = input.Shape.Last;
        if (Option.Read(Options, layer, graph) is not { } options || !graph.CheckWeights(layer, "", features, 0))
        {
            return null;
        }

        Parameter slopes = graph.AddParameter(layer.Name + ".weight", input.Shape.Rank == 0 ? Shape.Scalar : Shape.Vector(features), ParameterRole.Activation, new Initializer(InitializerKind.Constant, options));
        var operation = new Pointwise(graph.NameOf("Prelu", Body), Body, ["x", "slope"], "{0}[i] = {1}[i] > 0 ? {1}[i] : {2}[i] * {1}[i]")
        {
            Function = "Prelu",
            WeightsBefore = Initializer.HeNormal,
        };
        Value output = graph.Add(operation, layer.Name, layer.Name, [input, slopes.Value]);
        graph.Declare(layer, output, [slopes], 0, operation.Equation(layer.Name, [input.Name, slopes.Name]), View(layer));
        return output;
    }
}
