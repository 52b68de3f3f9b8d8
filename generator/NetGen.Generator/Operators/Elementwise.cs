using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Expressions.Stable;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[Elementwise(nameof(F))]</c>: y = f(x, p, q, ...) for every element, or f(a, b, p, q, ...) of several values, with a user's method f whose further parameters are trained numbers.</summary>
internal sealed class ElementwiseLayer : MergeLayer
{
    public override string Attribute => LayerDeclaration.Elementwise;

    public override Value? Build(LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph)
    {
        FunctionDeclaration function = layer.Function!;
        graph.Report(function.Problems);
        if (function.Body is null)
        {
            return null;
        }

        if (!MergeShapes.AreEqual(layer, inputs, graph))
        {
            return null;
        }

        List<Parameter> trained = [.. function.Parameters.Skip(inputs.Count).Select(parameter => Trained(layer, parameter, graph))];
        Pointwise operation = Operation(function, inputs.Count, graph);
        Value output = graph.Add(operation, layer.Name, layer.Name, [.. inputs, .. trained.Select(parameter => parameter.Value)]);
        graph.Declare(layer, output, trained, 0, operation.Equation(layer.Name, [.. inputs.Select(input => input.Name), .. trained.Select(parameter => parameter.Name)]));
        return output;
    }

    private static Parameter Trained(LayerDeclaration layer, FunctionParameter parameter, GraphBuilder graph)
    {
        var initializer = new Initializer(InitializerKind.Constant, [parameter.Initial]);
        Parameter number = graph.AddParameter(layer.Name + "." + parameter.Name, Shape.Scalar, ParameterRole.Activation, initializer);
        // Declared, so that no activation behind the layer chooses another one, as it does for a matrix of weights.
        number.DeclaredInitializer = initializer;
        return number;
    }

    private static Pointwise Operation(FunctionDeclaration function, int elements, GraphBuilder graph)
    {
        OperandNames names = new(function.Parameters.Select(parameter => parameter.Name));
        Expression body = StableForms.Rewrite(names.In(function.Body!));
        // Where one is given by hand, all are listed.
        EquatableArray<Expression> derivatives = function.Derivatives.Count == 0 ? [] : function.Parameters.Select((parameter, i) =>
            function.Derivatives.FirstOrDefault(given => given.By == parameter.Name) is { } given ? StableForms.Rewrite(names.In(given.Body)) : Pointwise.DerivativeBy(body, names.Operands[i])).ToEquatableArray();
        string arguments = string.Join(", ", Enumerable.Range(1, names.Operands.Count).Select(i => i <= elements ? "{" + i + "}[i]" : "{" + i + "}"));
        return new Pointwise(graph.NameOf(OperandNames.Kernel(function.Name), (body, derivatives)), body, names.Operands, "{0}[i] = " + function.Name + "(" + arguments + ")")
        {
            // Not the name of a built-in one, with which a loss might fuse.
            Function = "Elementwise(" + function.Name + ")",
            Derivatives = derivatives,
        };
    }
}
