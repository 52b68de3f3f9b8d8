using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>Arithmetic and text of shapes.</summary>
internal static class Shapes
{
    /// <summary>The product of the lengths of the axes; 1 for no axes.</summary>
    /// <exception cref="System.OverflowException">The product exceeds the range of an int.</exception>
    public static int Count(ImmutableArray<int> shape)
    {
        int count = 1;
        foreach (int length in shape)
        {
            count = checked(count * length);
        }

        return count;
    }

    /// <summary>Whether a shape has only possible lengths, 0 or more, and exactly a given number of elements.</summary>
    public static bool HasCount(ImmutableArray<int> shape, int count)
    {
        if (shape.Any(length => length <= 0))
        {
            return shape.All(length => length >= 0) && count == 0;
        }

        long product = 1;
        foreach (int length in shape)
        {
            product *= length;
            if (product > count)
            {
                return false;
            }
        }

        return product == count;
    }

    /// <summary>The shape as <c>[3, 4]</c>.</summary>
    public static string Text(ImmutableArray<int> shape) =>
        "[" + string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture))) + "]";

    /// <summary>The smallest multiple of 16 (one 64-byte cache line of floats) that is at least <paramref name="length"/>.</summary>
    public static int RoundUp16(int length) => checked(length + 15) & ~15;

    /// <summary>The largest multiple of 16 that is at most <paramref name="length"/>.</summary>
    public static int RoundDown16(int length) => length & ~15;
}
