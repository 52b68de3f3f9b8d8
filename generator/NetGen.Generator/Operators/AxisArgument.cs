using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>The argument <c>Axis</c> of a layer.</summary>
internal static class AxisArgument
{
    /// <summary>The axis counted from 0; null after reporting one that the value has not.</summary>
    public static int? Read(LayerDeclaration layer, Value input, int otherwise, GraphBuilder graph)
    {
        int written = layer.Integer("Axis", otherwise);
        int rank = input.Shape.Rank;
        if (rank == 0)
        {
            graph.Report(Rules.ShapeMismatch, layer, null, layer.Name, "a value with axes", input.Name, "a single number");
            return null;
        }

        if (written < -rank || written >= rank)
        {
            graph.Report(Rules.AxisOutOfRange, layer, "Axis", layer.Name, Text(written), input.Shape.ToString(), Text(-rank), Text(rank - 1));
            return null;
        }

        return written < 0 ? written + rank : written;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How the elements along one axis of a shape lie.</summary>
/// <param name="Outer">Positions on the axes before it.</param>
/// <param name="Length">The length of the axis.</param>
/// <param name="Inner">Positions on the axes after it, which is also the distance of neighbouring elements.</param>
internal readonly record struct AxisPlaces(int Outer, int Length, int Inner)
{
    public static AxisPlaces Of(Shape shape, int axis) => new(
        shape.Axes.Take(axis).Aggregate(1, (product, size) => product * size),
        shape.Axes[axis],
        shape.Axes.Skip(axis + 1).Aggregate(1, (product, size) => product * size));

    /// <summary>The shape without the axis.</summary>
    public static Shape Without(Shape shape, int axis) => new([.. shape.Axes.Take(axis), .. shape.Axes.Skip(axis + 1)]);
}
