using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>An attribute with an <c>Axis</c> whose layer keeps the shape and works along that axis of an example.</summary>
internal abstract class AlongAxisLayer : LayerOperator
{
    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (AxisArgument.Read(layer, input, otherwise: -1, graph) is not { } axis)
        {
            return null;
        }

        (_, int length, int stride) = AxisPlaces.Of(input.Shape, axis);
        Value output = graph.Add(Along(length, stride), layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, Formula(layer.Name, input.Name));
        return output;
    }

    /// <summary>The operation on elements that lie <paramref name="stride"/> apart.</summary>
    protected abstract Operation Along(int length, int stride);

    protected abstract string Formula(string output, string input);
}
