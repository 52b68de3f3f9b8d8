using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[Elementwise(nameof(F))]</c>: y = f(x, p, q, ...) for every element, with a user's method f whose further parameters are trained numbers.</summary>
internal sealed class ElementwiseLayer : LayerOperator
{
    public override string Attribute => "NetGen.Elementwise";

    public override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        FunctionDeclaration function = layer.Function!;
        graph.Report(function.Problems);
        if (function.Body is not { } body)
        {
            return null;
        }

        string[] names = [.. function.Parameters.Select(parameter => parameter.Name)];
        List<Parameter> trained = [.. function.Parameters.Skip(1).Select(parameter =>
            graph.AddParameter(layer.Name + "." + parameter.Name, Shape.Scalar, ParameterRole.Weight, new Initializer(InitializerKind.Constant, [parameter.Initial])))];
        string arguments = string.Join(", ", Enumerable.Range(1, names.Length).Select(i => i == 1 ? "{1}[i]" : "{" + i + "}"));
        var operation = new Pointwise(graph.NameOf(function.Name, (body, function.Derivatives)), body, names.ToEquatableArray(), "{0}[i] = " + function.Name + "(" + arguments + ")")
        {
            Function = function.Name,
            Derivatives = function.Derivatives,
        };
        Value output = graph.Add(operation, layer.Name, layer.Name, [input, .. trained.Select(parameter => parameter.Value)]);
        graph.Declare(layer, output, trained, 0, operation.Equation(layer.Name, [input.Name, .. trained.Select(parameter => parameter.Name)]));
        return output;
    }
}
