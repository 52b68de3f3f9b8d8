using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>An attribute with an <c>Axis</c> whose layer keeps the shape and works along that axis of an example.</summary>
internal abstract class AlongAxisLayer : LayerOperator
{
    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int written = layer.Integer("Axis", otherwise: -1);
        int rank = input.Shape.Rank;
        int axis = written < 0 ? written + rank : written;
        if (axis < 0 || axis >= rank)
        {
            graph.Report(Rules.AxisOutOfRange, layer, "Axis", layer.Name, Text(written), input.Shape.ToString(), Text(-rank), Text(rank - 1));
            return null;
        }

        int length = input.Shape.Axes[axis];
        int stride = input.Shape.Axes.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        Value output = graph.Add(Along(length, stride), layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, Formula(layer.Name, input.Name));
        return output;
    }

    /// <summary>The operation on elements that lie <paramref name="stride"/> apart.</summary>
    protected abstract Operation Along(int length, int stride);

    protected abstract string Formula(string output, string input);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
