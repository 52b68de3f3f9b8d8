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

    // x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln x = e ln 2 + ln m; with f = m - 1: ln m = f - f^2 / 2 + f^3 p(f), p of degree 8 fitted to that interval.
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
        result = TLanes.MultiplyAdd(e, TLanes.Create(Ln2High), result);

        // Not of the form above: +infinity and NaN stay what they are, both zeros give -infinity, negative numbers NaN.
        TVector infinity = TLanes.Create(float.PositiveInfinity);
        TVector positive = TLanes.BitAnd(TLanes.LessThan(zero, x), TLanes.LessThan(x, infinity));
        TVector other = TLanes.Select(TLanes.LessThan(x, zero), TLanes.Create(float.NaN), x);
        TVector isZero = TLanes.LessThan(TLanes.Abs(x), TLanes.Create(float.Epsilon));
        other = TLanes.Select(isZero, TLanes.Create(float.NegativeInfinity), other);
        return TLanes.Select(positive, result, other);
    }

    // Of |x|: below 0.625 x + x^3 p(x^2), p of degree 4 fitted to that interval; from there 1 - 1 / d with d = (e^2x + 1) / 2.
    // With x = n (ln 2) / 2 + r: e^2x = 2^n e^2r; e^2r - 1 = 2 r + r^2 q(r), q of degree 4 fitted to |r| <= (ln 2) / 4; d = 2^(n-1) (e^2r - 1) + 2^(n-1) + 1/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tanh<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector size = TLanes.Abs(x);
        TVector sign = TLanes.BitAnd(x, TLanes.Create(-0f));

        TVector square = TLanes.Multiply(size, size);
        TVector p = TLanes.Create(-5.70498872745e-3f);
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(2.06390887954e-2f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-5.37397155531e-2f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(1.33314422036e-1f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(-3.33332819422e-1f));
        TVector small = TLanes.MultiplyAdd(p, TLanes.Multiply(square, size), size);

        // From 10 on the result is 1 anyway. NaN passes.
        TVector limited = TLanes.Lesser(TLanes.Create(10f), size);
        TVector shift = TLanes.Create(RoundingShift + ExponentBias - 1);
        TVector shifted = TLanes.MultiplyAdd(limited, TLanes.Create(2 * Log2E), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Create(-0.5f * Ln2High), limited);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-0.5f * Ln2Low), r);

        TVector rSquare = TLanes.Multiply(r, r);
        TVector q = TLanes.MultiplyAdd(r, TLanes.Create(0.267813296f), TLanes.Create(0.666689634f));
        q = TLanes.MultiplyAdd(rSquare, TLanes.Create(8.85632187e-2f), q);
        q = TLanes.MultiplyAdd(q, rSquare, TLanes.MultiplyAdd(r, TLanes.Create(1.33332133f), TLanes.Create(1.99999976f)));
        TVector part = TLanes.MultiplyAdd(q, rSquare, TLanes.Add(r, r));
        TVector power = TLanes.ShiftBitsLeft(shifted, MantissaBits);
        TVector d = TLanes.MultiplyAdd(part, power, TLanes.Add(power, TLanes.Create(0.5f)));
        TVector large = TLanes.Subtract(TLanes.Create(1f), TLanes.Divide(TLanes.Create(1f), d));
        return TLanes.BitOr(TLanes.Select(TLanes.LessThan(size, TLanes.Create(0.625f)), small, large), sign);
    }

    // With e = e^-|x| <= 1 nothing overflows: 1 / (1 + e) for x >= 0, e / (1 + e) below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector one = TLanes.Create(1f);
        TVector exp = ExpBelow89<TVector, TLanes>(TLanes.BitOr(x, TLanes.Create(-0f)));
        TVector numerator = TLanes.Select(TLanes.LessThan(x, TLanes.Create(0f)), exp, one);
        return TLanes.Divide(numerator, TLanes.Add(one, exp));
    }
}
