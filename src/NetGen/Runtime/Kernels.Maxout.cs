using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

// Four units side by side; piece k of each is gathered from places that lie pieces floats apart.
public static partial class Kernels
{
    /// <summary>result[u] = the largest of x[u * pieces], ..., x[u * pieces + pieces - 1], of equals the first; NaN if one of them is.</summary>
    /// <param name="x">The pieces of all units, one after the other.</param>
    /// <param name="result">One float for each unit. Not the memory of x.</param>
    /// <param name="pieces">The pieces of a unit, at least 1.</param>
    /// <param name="from">The first unit.</param>
    /// <param name="to">The unit after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Maxout(ref float x, ref float result, int pieces, int from, int to)
    {
        for (int unit = from; unit < to; unit += 4)
        {
            int count = Math.Min(to - unit, 4);
            ref float first = ref Unsafe.Add(ref x, (nint)unit * pieces);
            Vector128<float> largest = Lanes.Load4(ref first, pieces, count);
            for (int piece = 1; piece < pieces; piece++)
            {
                Vector128<float> candidate = Lanes.Load4(ref Unsafe.Add(ref first, piece), pieces, count);
                largest = Vector128.ConditionalSelect(Vector128.GreaterThan(candidate, largest) | IsNaN(candidate), candidate, largest);
            }

            Lanes.Store(largest, ref Unsafe.Add(ref result, unit), count);
        }
    }

    /// <summary>result[u * pieces + k] = upstream[u] for the first k at which x[u * pieces + k] is y[u] (or NaN, if that is), and 0 for the others.</summary>
    /// <param name="x">The pieces of all units, one after the other.</param>
    /// <param name="y">What <see cref="Maxout"/> made of them.</param>
    /// <param name="upstream">The derivative by each unit.</param>
    /// <param name="result">The derivative by each piece. Not the memory of the others.</param>
    /// <param name="pieces">The pieces of a unit, at least 1.</param>
    /// <param name="from">The first unit.</param>
    /// <param name="to">The unit after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MaxoutGradient(ref float x, ref float y, ref float upstream, ref float result, int pieces, int from, int to)
    {
        for (int unit = from; unit < to; unit += 4)
        {
            int count = Math.Min(to - unit, 4);
            nint first = (nint)unit * pieces;
            Vector128<float> largest = Lanes.Load4(ref Unsafe.Add(ref y, unit), count);
            // What no piece has taken yet.
            Vector128<float> left = Lanes.Load4(ref Unsafe.Add(ref upstream, unit), count);
            for (int piece = 0; piece < pieces; piece++)
            {
                Vector128<float> candidate = Lanes.Load4(ref Unsafe.Add(ref x, first + piece), pieces, count);
                Vector128<float> takes = Vector128.Equals(candidate, largest) | IsNaN(candidate);
                Lanes.Store(takes & left, ref Unsafe.Add(ref result, first + piece), pieces, count);
                left = Vector128.AndNot(left, takes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> IsNaN(Vector128<float> value) => ~Vector128.Equals(value, value);
}
