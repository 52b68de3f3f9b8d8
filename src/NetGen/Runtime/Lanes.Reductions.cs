using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

// Every reduction combines 16 virtual lanes in one tree: i with i+8, then i+4, i+2, i+1. A body of any width thus gives the same bits.
public static partial class Lanes
{
    /// <summary>The sum of 16 lanes by the tree i+8, i+4, i+2, i+1.</summary>
    /// <param name="lanes">Lanes 0 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> lanes) => Sum(lanes.GetLower(), lanes.GetUpper());

    /// <summary>The sum of 16 lanes by the tree i+8, i+4, i+2, i+1.</summary>
    /// <param name="low">Lanes 0 to 7.</param>
    /// <param name="high">Lanes 8 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> low, Vector256<float> high)
    {
        Vector256<float> eight = low + high;
        return Sum(eight.GetLower() + eight.GetUpper());
    }

    /// <summary>The sum of 16 lanes by the tree i+8, i+4, i+2, i+1.</summary>
    /// <param name="a">Lanes 0 to 3.</param>
    /// <param name="b">Lanes 4 to 7.</param>
    /// <param name="c">Lanes 8 to 11.</param>
    /// <param name="d">Lanes 12 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) => Sum((a + c) + (b + d));

    /// <summary>The largest of 16 lanes; NaN if any is NaN.</summary>
    /// <param name="lanes">Lanes 0 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> lanes) => Max(lanes.GetLower(), lanes.GetUpper());

    /// <summary>The largest of 16 lanes; NaN if any is NaN.</summary>
    /// <param name="low">Lanes 0 to 7.</param>
    /// <param name="high">Lanes 8 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> low, Vector256<float> high) =>
        Max(low.GetLower(), low.GetUpper(), high.GetLower(), high.GetUpper());

    /// <summary>The largest of 16 lanes; NaN if any is NaN.</summary>
    /// <param name="a">Lanes 0 to 3.</param>
    /// <param name="b">Lanes 4 to 7.</param>
    /// <param name="c">Lanes 8 to 11.</param>
    /// <param name="d">Lanes 12 to 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        Vector128<float> four = Larger(Larger(a, c), Larger(b, d));
        Vector128<float> two = Larger(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Larger(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> four)
    {
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.GetElement(0) + two.GetElement(1);
    }

    // Vector128.Max treats NaN and zeros of both signs differently between .NET 8 and 9; comparisons do not. NaN in either operand stays,
    // and of equal operands the second is taken.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Larger(Vector128<float> left, Vector128<float> right)
    {
        Vector128<float> takeLeft = Vector128.GreaterThan(left, right) | ~Vector128.Equals(left, left);
        return Vector128.ConditionalSelect(takeLeft, left, right);
    }
}
