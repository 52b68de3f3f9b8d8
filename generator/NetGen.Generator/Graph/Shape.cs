using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;

namespace NetGen.Generator.Graph;

/// <summary>The axes of one example's value; the batch axis is never among them. No axes: a single number.</summary>
internal sealed record Shape(EquatableArray<int> Axes)
{
    public static readonly Shape Scalar = new([]);

    public static Shape Vector(int length) => new([length]);

    public int Rank => Axes.Count;

    /// <summary>Number of elements. Fits an int: the graph builder refuses larger shapes.</summary>
    public int Size => Axes.Aggregate(1, (product, axis) => product * axis);

    /// <summary>Length of the last axis, 1 for a scalar.</summary>
    public int Last => Rank == 0 ? 1 : Axes[Rank - 1];

    /// <summary>Number of vectors along the last axis.</summary>
    public int Rows => Size / Last;

    public Shape WithLast(int length) => new(Axes.Take(Rank - 1).Append(length).ToEquatableArray());

    /// <summary>The shape of the last axes: of one of the vectors along the last axis if there is one; all axes if there are fewer.</summary>
    public Shape OfLast(int axes) => new(Axes.Skip(Rank - axes).ToEquatableArray());

    /// <summary>Number of elements, or -1 if it is above <paramref name="limit"/> or an axis is not positive.</summary>
    public static long SizeWithin(EquatableArray<int> axes, long limit)
    {
        long size = 1;
        foreach (int axis in axes)
        {
            size *= axis;
            if (axis <= 0 || size > limit)
            {
                return -1;
            }
        }

        return size;
    }

    public override string ToString() => "[" + string.Join(", ", Axes.Select(axis => axis.ToString(CultureInfo.InvariantCulture))) + "]";
}
