using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has so few bits that its product with an exponent is exact, with or without fused multiply-add.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits; with the bias of a float's exponent, shifting it to the exponent's place makes
    // it a power of two. What stands above falls out on the left.
    private const float RoundingShift = 12582912f;
    private const float ExponentBias = 127;

    private const int MantissaBits = 23;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exp<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // From 89 on the result is +infinity anyway. NaN passes.
        return ExpBelow89<TVector, TLanes>(TLanes.Lesser(TLanes.Create(89f), x));
    }

    // x = n ln 2 + r with |r| <= ln 2 / 2; e^x = 2^n e^r; e^r = 1 + r + r^2 q(r), q of degree 4 fitted to that interval, most
    // closely to r < -0.27: there rounding alone takes nearly the whole unit in the last place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpBelow89<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // Below the result is 0 anyway. NaN passes.
        x = TLanes.Greater(TLanes.Create(-104f), x);

        TVector shift = TLanes.Create(RoundingShift + 2 * ExponentBias);
        TVector shifted = TLanes.MultiplyAdd(x, TLanes.Create(Log2E), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2Low), r);

        // Terms two by two, which is a shorter chain, but for the last, which it would cost accuracy.
        TVector square = TLanes.Multiply(r, r);
        TVector q = TLanes.MultiplyAdd(r, TLanes.Create(1.36822625e-3f), TLanes.Create(8.37093033e-3f));
        q = TLanes.MultiplyAdd(q, square, TLanes.MultiplyAdd(r, TLanes.Create(4.16710153e-2f), TLanes.Create(0.166665003f)));
        q = TLanes.MultiplyAdd(q, r, TLanes.Create(0.499999821f));
        TVector part = TLanes.MultiplyAdd(q, square, r);

        // 2^n in two factors, because n reaches from -150 to 128: the first product is exact, the second rounds once, into the denormals too.
        // The low bits hold n and twice the bias, so each half has the bias once.
        TVector half = TLanes.ShiftBitsRight(shifted, 1);
        TVector rest = TLanes.SubtractBits(shifted, half);
        half = TLanes.ShiftBitsLeft(half, MantissaBits);
        return TLanes.Multiply(TLanes.MultiplyAdd(part, half, half), TLanes.ShiftBitsLeft(rest, MantissaBits));
    }

    // x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln x = e ln 2 + ln m.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector one = TLanes.Create(1f);
        TVector zero = TLanes.Create(0f);

        // Denormals are scaled into the normal range first.
        TVector denormal = TLanes.LessThan(x, TLanes.Create(1.17549435e-38f));
        TVector scaled = TLanes.Select(denormal, TLanes.Multiply(x, TLanes.Create(8388608f)), x);
        TVector scale = TLanes.Select(denormal, TLanes.Create(-23f), zero);

        // Subtracting the bits of sqrt(1/2) before taking the exponent moves the cut from 1 to sqrt(1/2).
        TVector root = TLanes.Create(0.70710677f);
        TVector offset = TLanes.SubtractBits(scaled, root);
        TVector exponent = TLanes.ShiftBitsRight(offset, MantissaBits);
        TVector m = TLanes.SubtractBits(scaled, TLanes.ShiftBitsLeft(exponent, MantissaBits));
        TVector e = TLanes.Add(TLanes.BitsToNumber(exponent), scale);
        TVector f = TLanes.Subtract(m, one);

        TVector result = LogOfShifted<TVector, TLanes>(f, e);

        // Not of the form above: +infinity and NaN stay what they are, both zeros give -infinity, negative numbers NaN.
        TVector infinity = TLanes.Create(float.PositiveInfinity);
        TVector positive = TLanes.BitAnd(TLanes.LessThan(zero, x), TLanes.LessThan(x, infinity));
        TVector other = TLanes.Select(TLanes.LessThan(x, zero), TLanes.Create(float.NaN), x);
        TVector isZero = TLanes.LessThan(TLanes.Abs(x), TLanes.Create(float.Epsilon));
        other = TLanes.Select(isZero, TLanes.Create(float.NegativeInfinity), other);
        return TLanes.Select(positive, result, other);
    }

    // e ln 2 + ln(1 + f), 1 + f in [sqrt(1/2), sqrt(2)); ln(1 + f) = f - f^2 / 2 + f^3 p(f), p of degree 8 fitted to that interval.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfShifted<TVector, TLanes>(TVector f, TVector e)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector p = TLanes.Create(7.0376836292e-2f);
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-1.1514610310e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(1.1676998740e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-1.2420140846e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(1.4249322787e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-1.6668057665e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(2.0000714765e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-2.4999993993e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(3.3333331174e-1f));
        TVector square = TLanes.Multiply(f, f);
        TVector result = TLanes.Multiply(TLanes.Multiply(p, f), square);
        result = TLanes.MultiplyAdd(e, TLanes.Create(Ln2Low), result);
        result = TLanes.MultiplyAdd(square, TLanes.Create(-0.5f), result);
        result = TLanes.Add(result, f);
        return TLanes.MultiplyAdd(e, TLanes.Create(Ln2High), result);
    }

    // As in Log of the sum 1 + x, but the rounded sum only chooses the exponent: f = x 2^-e - (1 - 2^-e), where only the last operation may round.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log1P<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector one = TLanes.Create(1f);
        TVector exponent = TLanes.ShiftBitsRight(TLanes.SubtractBits(TLanes.Add(one, x), TLanes.Create(0.70710677f)), MantissaBits);
        TVector exponentBits = TLanes.ShiftBitsLeft(exponent, MantissaBits);

        // With an exponent of 0 a zero or a denormal stays what it is; with another, x is a normal number and not too small for the subtraction.
        // 2^-128 would not be: its bits are those of -infinity here.
        TVector scale = TLanes.Greater(TLanes.SubtractBits(one, exponentBits), TLanes.Create(0f));
        TVector scaled = TLanes.SubtractBits(x, exponentBits);
        TVector f = TLanes.Subtract(scaled, TLanes.Subtract(one, scale));
        TVector result = LogOfShifted<TVector, TLanes>(f, TLanes.BitsToNumber(exponent));

        // The result has the sign of x, also where it is zero. Not of the form above: +infinity and NaN stay what they are, -1 gives -infinity, below is NaN.
        result = TLanes.BitOr(result, TLanes.BitAnd(x, TLanes.Create(-0f)));
        TVector regular = TLanes.BitAnd(TLanes.LessThan(TLanes.Create(-1f), x), TLanes.LessThan(x, TLanes.Create(float.PositiveInfinity)));
        TVector other = TLanes.Select(TLanes.LessThan(x, TLanes.Create(-1f)), TLanes.Create(float.NaN), x);
        other = TLanes.Select(TLanes.Equal(x, TLanes.Create(-1f)), TLanes.Create(float.NegativeInfinity), other);
        return TLanes.Select(regular, result, other);
    }

    // As Exp, but e^r - 1 = r + r^2 q(r) is kept apart: e^x - 1 = 2 (2^(n-1) (e^r - 1) + (2^(n-1) - 1/2)). The factor 2 lets it overflow where it should,
    // but would cost denormals a bit, and -0 its sign; those round to x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpM1<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // Beyond these the result is -1 or +infinity anyway. NaN passes.
        TVector limited = TLanes.Greater(TLanes.Create(-18f), TLanes.Lesser(TLanes.Create(89f), x));

        TVector shift = TLanes.Create(RoundingShift + ExponentBias - 1);
        TVector shifted = TLanes.MultiplyAdd(limited, TLanes.Create(Log2E), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2High), limited);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2Low), r);

        TVector square = TLanes.Multiply(r, r);
        TVector q = TLanes.MultiplyAdd(r, TLanes.Create(1.36822625e-3f), TLanes.Create(8.37093033e-3f));
        q = TLanes.MultiplyAdd(q, square, TLanes.MultiplyAdd(r, TLanes.Create(4.16710153e-2f), TLanes.Create(0.166665003f)));
        q = TLanes.MultiplyAdd(q, r, TLanes.Create(0.499999821f));
        TVector part = TLanes.MultiplyAdd(q, square, r);

        TVector half = TLanes.ShiftBitsLeft(shifted, MantissaBits);
        TVector result = TLanes.MultiplyAdd(part, half, TLanes.Subtract(half, TLanes.Create(0.5f)));
        return TLanes.Select(TLanes.LessThan(TLanes.Abs(x), TLanes.Create(2.9802322e-8f)), x, TLanes.Add(result, result));
    }
}
