using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>Elements of a tensor by their row and their index on each axis, the row first.</summary>
internal static class Places
{
    /// <summary>The row and the index on each axis of an element.</summary>
    public static int[] Of(Tensor tensor, int element)
    {
        var place = new int[tensor.Axes.Length + 1];
        for (int axis = tensor.Axes.Length; axis > 0; axis--)
        {
            (element, place[axis]) = (element / tensor.Axes[axis - 1], element % tensor.Axes[axis - 1]);
        }

        place[0] = element;
        return place;
    }

    /// <summary>The element at a place.</summary>
    public static int At(Tensor tensor, IEnumerable<int> place) =>
        place.Skip(1).Zip(tensor.Axes).Aggregate(place.First(), (element, next) => (element * next.Second) + next.First);
}
