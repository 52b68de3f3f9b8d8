using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

public static partial class Lanes
{
    /// <summary>Gathers <paramref name="count"/> (1 to 4) floats that lie <paramref name="stride"/> apart; the other lanes are 0.</summary>
    /// <param name="source">The float of lane 0.</param>
    /// <param name="stride">The floats from one lane's float to the next.</param>
    /// <param name="count">How many floats to load.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load4(ref float source, int stride, int count) => Vector128.Create(
        source,
        count > 1 ? Unsafe.Add(ref source, (nint)stride) : 0f,
        count > 2 ? Unsafe.Add(ref source, 2 * (nint)stride) : 0f,
        count > 3 ? Unsafe.Add(ref source, 3 * (nint)stride) : 0f);

    /// <summary>Gathers <paramref name="count"/> (1 to 8) floats that lie <paramref name="stride"/> apart; the other lanes are 0.</summary>
    /// <param name="source">The float of lane 0.</param>
    /// <param name="stride">The floats from one lane's float to the next.</param>
    /// <param name="count">How many floats to load.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(ref float source, int stride, int count) => Vector256.Create(
        Load4(ref source, stride, count),
        count > 4 ? Load4(ref Unsafe.Add(ref source, 4 * (nint)stride), stride, count - 4) : Vector128<float>.Zero);

    /// <summary>Gathers <paramref name="count"/> (1 to 16) floats that lie <paramref name="stride"/> apart; the other lanes are 0.</summary>
    /// <param name="source">The float of lane 0.</param>
    /// <param name="stride">The floats from one lane's float to the next.</param>
    /// <param name="count">How many floats to load.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load16(ref float source, int stride, int count) => Vector512.Create(
        Load8(ref source, stride, count),
        count > 8 ? Load8(ref Unsafe.Add(ref source, 8 * (nint)stride), stride, count - 8) : Vector256<float>.Zero);

    /// <summary>Scatters the first <paramref name="count"/> (1 to 4) lanes to floats that lie <paramref name="stride"/> apart.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The float of lane 0.</param>
    /// <param name="stride">The floats from one lane's float to the next.</param>
    /// <param name="count">How many lanes to store.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination, int stride, int count)
    {
        destination = value.ToScalar();
        if (count > 1)
        {
            Unsafe.Add(ref destination, (nint)stride) = value.GetElement(1);
        }

        if (count > 2)
        {
            Unsafe.Add(ref destination, 2 * (nint)stride) = value.GetElement(2);
        }

        if (count > 3)
        {
            Unsafe.Add(ref destination, 3 * (nint)stride) = value.GetElement(3);
        }
    }

    /// <summary>Scatters the first <paramref name="count"/> (1 to 8) lanes to floats that lie <paramref name="stride"/> apart.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The float of lane 0.</param>
    /// <param name="stride">The floats from one lane's float to the next.</param>
    /// <param name="count">How many lanes to store.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, int stride, int count)
    {
        Store(value.GetLower(), ref destination, stride, count);
        if (count > 4)
        {
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, 4 * (nint)stride), stride, count - 4);
        }
    }

    /// <summary>Scatters the first <paramref name="count"/> (1 to 16) lanes to floats that lie <paramref name="stride"/> apart.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The float of lane 0.</param>
    /// <param name="stride">The floats from one lane's float to the next.</param>
    /// <param name="count">How many lanes to store.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, int stride, int count)
    {
        Store(value.GetLower(), ref destination, stride, count);
        if (count > 8)
        {
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, 8 * (nint)stride), stride, count - 8);
        }
    }
}
