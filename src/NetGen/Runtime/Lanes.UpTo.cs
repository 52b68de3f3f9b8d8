using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

// For loops that take whole runs of lanes and whose last run is ragged or empty.
public static partial class Lanes
{
    /// <summary>Loads as many of the first 4 floats as there are, for a count of any size; the other lanes are 0.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many floats there are; below 1 nothing is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadUpTo4(ref float source, int count) => count > 0 ? Load4(ref source, count) : Vector128<float>.Zero;

    /// <summary>Stores as many of the 4 lanes as there is room for, for a count of any size.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first float written.</param>
    /// <param name="count">How many floats there is room for; below 1 nothing is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpTo(Vector128<float> value, ref float destination, int count)
    {
        if (count > 0)
        {
            Store(value, ref destination, count);
        }
    }

    /// <summary>Loads as many of the first 8 floats as there are, for a count of any size; the other lanes are 0.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many floats there are; below 1 nothing is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadUpTo8(ref float source, int count) => count > 0 ? Load8(ref source, count) : Vector256<float>.Zero;

    /// <summary>Stores as many of the 8 lanes as there is room for, for a count of any size.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first float written.</param>
    /// <param name="count">How many floats there is room for; below 1 nothing is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpTo(Vector256<float> value, ref float destination, int count)
    {
        if (count > 0)
        {
            Store(value, ref destination, count);
        }
    }

    /// <summary>Loads as many of the first 16 floats as there are, for a count of any size; the other lanes are 0.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many floats there are; below 1 nothing is read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadUpTo16(ref float source, int count) => count > 0 ? Load16(ref source, count) : Vector512<float>.Zero;

    /// <summary>Stores as many of the 16 lanes as there is room for, for a count of any size.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first float written.</param>
    /// <param name="count">How many floats there is room for; below 1 nothing is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpTo(Vector512<float> value, ref float destination, int count)
    {
        if (count > 0)
        {
            Store(value, ref destination, count);
        }
    }
}
