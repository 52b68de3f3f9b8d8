using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    /// <summary>sin x, right for every finite x, however large; NaN for infinities. sin(-x) = -sin(x) to the bit. At most 2.4 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sin(Vector128<float> x) => Sin<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Sin(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) => Sin<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Sin(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) => Sin<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Sin(Vector128{float})"/>
    public static float Sin(float x) => Sin(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>cos x, right for every finite x, however large; NaN for infinities. At most 2.4 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cos(Vector128<float> x) => Cos<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Cos(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) => Cos<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Cos(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) => Cos<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Cos(Vector128{float})"/>
    public static float Cos(float x) => Cos(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>arctan x, +-pi/2 for infinities; arctan(-x) = -arctan(x) to the bit. At most 1.7 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Atan(Vector128<float> x) => Atan<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Atan(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Atan(Vector256<float> x) => Atan<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Atan(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x) => Atan<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Atan(Vector128{float})"/>
    public static float Atan(float x) => Atan(Vector128.CreateScalar(x)).ToScalar();

    // |x| = n pi/2 + r, |r| <= pi/4: the sine of x is that of r or its cosine with a sign, by n mod 4 and the sign of x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sin<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector r = Reduce<TVector, TLanes>(TLanes.Abs(x), RoundingShift, out TVector quarters);
        TVector sign = TLanes.BitAnd(x, TLanes.Create(-0f));
        return TLanes.BitXor(SinOfReduced<TVector, TLanes>(r, quarters), sign);
    }

    // cos x = sin(|x| + pi/2): a quarter turn more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Cos<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector r = Reduce<TVector, TLanes>(TLanes.Abs(x), RoundingShift + 1, out TVector quarters);
        return SinOfReduced<TVector, TLanes>(r, quarters);
    }

    // r, and n in the low bits of quarters, for x >= 0; the shift rounds to an integer and may add to n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce<TVector, TLanes>(TVector x, float roundingShift, out TVector quarters)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // n < 2^12: the products of n with the first three parts of pi/2, of 12 bits each, are exact, with or without fused multiply-add.
        const float Limit = 6000;
        TVector shift = TLanes.Create(roundingShift);
        TVector shifted = TLanes.MultiplyAdd(x, TLanes.Create(0.63661975f), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Create(-1.5703125f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-0.0004837513f), r);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-7.5495336e-8f), r);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-2.563344e-12f), r);

        if (!TLanes.AllLessThan(x, TLanes.Create(Limit)))
        {
            // Copies, so that the vectors of the usual path need not be in memory.
            TVector slowR = r;
            TVector slowQuarters = shifted;
            ReduceLargeLanes(x, Limit, roundingShift, ref slowR, ref slowQuarters);
            r = slowR;
            shifted = slowQuarters;
        }

        quarters = shifted;
        return r;
    }

    // sin r = r + r^3 p(r^2), cos r = 1 - r^2 / 2 + r^4 q(r^2), p and q of degree 2 fitted to |r| <= pi/4 (Remez). An odd number of quarters asks for the
    // cosine, and two more for the other sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SinOfReduced<TVector, TLanes>(TVector r, TVector quarters)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector square = TLanes.Multiply(r, r);
        TVector p = TLanes.MultiplyAdd(TLanes.Create(-0.00019515218f), square, TLanes.Create(0.00833216f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-0.16666655f));
        TVector sin = TLanes.MultiplyAdd(p, TLanes.Multiply(square, r), r);

        TVector q = TLanes.MultiplyAdd(TLanes.Create(2.4433082e-5f), square, TLanes.Create(-0.0013887315f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Create(0.041666646f));
        TVector cos = TLanes.MultiplyAdd(q, TLanes.Multiply(square, square), TLanes.MultiplyAdd(square, TLanes.Create(-0.5f), TLanes.Create(1f)));

        TVector odd = TLanes.ShiftBitsRight(TLanes.ShiftBitsLeft(quarters, 31), 31);
        TVector sign = TLanes.BitAnd(TLanes.ShiftBitsLeft(quarters, 30), TLanes.Create(-0f));
        return TLanes.BitXor(TLanes.Select(odd, cos, sin), sign);
    }

    // Of a = |x|, t = a up to 1, 1 / a above: arctan t = t + t^3 p(t^2), p of degree 8 fitted to 0 to 1 (Remez), and arctan a = pi/2 - arctan(1/a).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Atan<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector one = TLanes.Create(1f);
        TVector a = TLanes.Abs(x);
        TVector large = TLanes.LessThan(one, a);
        TVector t = TLanes.Select(large, TLanes.Divide(one, a), a);
        TVector square = TLanes.Multiply(t, t);
        TVector p = TLanes.MultiplyAdd(TLanes.Create(-0.0017936197f), square, TLanes.Create(0.010914597f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-0.03117783f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.05795758f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-0.084034495f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.10952186f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-0.14264242f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.19998549f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-0.333333f));
        TVector small = TLanes.MultiplyAdd(p, TLanes.Multiply(square, t), t);

        // pi/2 in two parts.
        TVector rest = TLanes.Add(TLanes.Subtract(TLanes.Create(1.5707964f), small), TLanes.Create(-4.371139e-8f));
        TVector sign = TLanes.BitAnd(x, TLanes.Create(-0f));
        return TLanes.BitOr(TLanes.Select(large, rest, small), sign);
    }
}
