using System.Globalization;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[ScaleAndShift(scale, shift)]</c>: y = scale x + shift for every element, with constants.</summary>
internal sealed class ScaleAndShiftLayer : LayerOperator
{
    private static readonly Option[] Options = [new("scale", 1, OptionRange.Finite), new("shift", 0, OptionRange.Finite)];

    public override string Attribute => "NetGen.ScaleAndShift";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (Option.Read(Options, layer, graph) is not { } options)
        {
            return null;
        }

        Expression body = (options[0] * new Variable("x")) + options[1];
        string formula = string.Format(CultureInfo.InvariantCulture, "{{0}}[i] = {0:R} * {{1}}[i] + {1:R}", options[0], options[1]);
        var operation = new Pointwise(graph.NameOf("ScaleAndShift", body), body, ["x"], formula) { Function = "ScaleAndShift", Options = options };
        Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, operation.Equation(layer.Name, [input.Name]));
        return output;
    }
}
