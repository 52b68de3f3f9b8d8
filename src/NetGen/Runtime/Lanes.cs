using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.V1;

/// <summary>Vectors of which only some lanes are in memory, and what vectors of all widths need in common.
/// Everything is inlined, so that a literal count leaves only the one to four moves it needs.</summary>
/// <remarks>No method touches memory beyond the lanes named. The counts are not checked: 1 to the number of lanes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>Loads the first <paramref name="count"/> (1 to 4) floats; the other lanes are 0.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many floats to load.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load4(ref float source, int count)
    {
        if (count >= 4)
        {
            return Unsafe.As<float, Vector128<float>>(ref source);
        }

        if (count == 1)
        {
            return Vector128.CreateScalar(source);
        }

        Vector128<float> pair = Vector128.CreateScalar(Unsafe.As<float, double>(ref source)).AsSingle();
        return count == 2 ? pair : pair.WithElement(2, Unsafe.Add(ref source, 2));
    }

    /// <summary>Loads the first <paramref name="count"/> (1 to 8) floats; the other lanes are 0.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many floats to load.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(ref float source, int count)
    {
        if (count >= 8)
        {
            return Unsafe.As<float, Vector256<float>>(ref source);
        }

        return count <= 4
            ? Vector256.Create(Load4(ref source, count), Vector128<float>.Zero)
            : Vector256.Create(Load4(ref source, 4), Load4(ref Unsafe.Add(ref source, 4), count - 4));
    }

    /// <summary>Loads the first <paramref name="count"/> (1 to 16) floats; the other lanes are 0.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many floats to load.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load16(ref float source, int count)
    {
        if (count >= 16)
        {
            return Unsafe.As<float, Vector512<float>>(ref source);
        }

        return count <= 8
            ? Vector512.Create(Load8(ref source, count), Vector256<float>.Zero)
            : Vector512.Create(Load8(ref source, 8), Load8(ref Unsafe.Add(ref source, 8), count - 8));
    }

    /// <summary>Stores the first <paramref name="count"/> (1 to 4) lanes and leaves the memory behind them alone.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first float written.</param>
    /// <param name="count">How many lanes to store.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination, int count)
    {
        if (count >= 4)
        {
            Unsafe.As<float, Vector128<float>>(ref destination) = value;
        }
        else if (count == 1)
        {
            destination = value.ToScalar();
        }
        else
        {
            Unsafe.As<float, double>(ref destination) = value.AsDouble().ToScalar();
            if (count == 3)
            {
                Unsafe.Add(ref destination, 2) = value.GetElement(2);
            }
        }
    }

    /// <summary>Stores the first <paramref name="count"/> (1 to 8) lanes and leaves the memory behind them alone.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first float written.</param>
    /// <param name="count">How many lanes to store.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, int count)
    {
        if (count >= 8)
        {
            Unsafe.As<float, Vector256<float>>(ref destination) = value;
        }
        else if (count <= 4)
        {
            Store(value.GetLower(), ref destination, count);
        }
        else
        {
            Store(value.GetLower(), ref destination, 4);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, 4), count - 4);
        }
    }

    /// <summary>Stores the first <paramref name="count"/> (1 to 16) lanes and leaves the memory behind them alone.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">The first float written.</param>
    /// <param name="count">How many lanes to store.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination, int count)
    {
        if (count >= 16)
        {
            Unsafe.As<float, Vector512<float>>(ref destination) = value;
        }
        else if (count <= 8)
        {
            Store(value.GetLower(), ref destination, count);
        }
        else
        {
            Store(value.GetLower(), ref destination, 8);
            Store(value.GetUpper(), ref Unsafe.Add(ref destination, 8), count - 8);
        }
    }

    /// <summary>a * b + c, rounded once where the hardware fuses the two (FMA, AdvSimd) and twice elsewhere.</summary>
    /// <param name="a">The first factor.</param>
    /// <param name="b">The second factor.</param>
    /// <param name="c">The addend.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        if (Fma.IsSupported)
        {
            return Fma.MultiplyAdd(a, b, c);
        }

        return AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c, a, b) : a * b + c;
    }
}
