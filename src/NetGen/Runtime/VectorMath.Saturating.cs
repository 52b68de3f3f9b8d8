using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    // r coth(r / 2) = 2 + CothFirst r^2 + CothSecond r^4 for |r| <= (ln 2) / 2.
    private const float CothFirst = 0.16666618f;
    private const float CothSecond = -0.0027659705f;

    // A fraction's sides times this have a power of two in the range of normal numbers, although the fraction may be a denormal.
    private const int ScaleExponent = 24;
    private const float Scale = 16777216f;

    /// <summary>tanh x, exactly +-1 where it saturates; tanh(-x) = -tanh(x) to the bit. At most 2.4 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => Tanh<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => Tanh<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Tanh<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    public static float Tanh(float x) => Tanh(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>1 / (1 + e^-x), without overflow at any argument. At most 2.5 units in the last place off, in the lower tail too.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Sigmoid<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Sigmoid<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Sigmoid<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    public static float Sigmoid(float x) => Sigmoid(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>ln(1 + e^x), without overflow; e^x far below 0, x far above. At most 3 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) => Softplus<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => Softplus<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => Softplus<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    public static float Softplus(float x) => Softplus(Vector128.CreateScalar(x)).ToScalar();

    // |x| = n (ln 2) / 2 + r with |r| <= (ln 2) / 4; h = 2^n; with b = r coth r: e^2r = (b + r) / (b - r). The numerator of e^2|x| - 1 over b - r is
    // h (b + r) - (b - r) = r (h + 1) + b (h - 1), which for n = 0 is 2r without an error; tanh |x| is that over itself + 2 (b - r), and so never above 1.
    // b = 1 + r^2 p(r^2), p of degree 1 fitted to that interval (Remez).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tanh<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // From here on the result is 1 anyway. NaN passes.
        TVector size = TLanes.Lesser(TLanes.Create(9.02f), TLanes.Abs(x));

        // One part of (ln 2) / 2 is enough: the larger n, the less r matters.
        TVector shift = TLanes.Create(RoundingShift + ExponentBias);
        TVector shifted = TLanes.MultiplyAdd(size, TLanes.Create(2 * Log2E), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Create(-0.3465736f), size);

        TVector one = TLanes.Create(1f);
        TVector square = TLanes.Multiply(r, r);
        TVector b = TLanes.MultiplyAdd(square, TLanes.Create(-0.022127764f), TLanes.Create(0.33333236f));
        b = TLanes.MultiplyAdd(b, square, one);

        TVector power = TLanes.ShiftBitsLeft(shifted, MantissaBits);
        TVector numerator = TLanes.MultiplyAdd(b, TLanes.Subtract(power, one), TLanes.Multiply(r, TLanes.Add(power, one)));
        TVector denominator = TLanes.MultiplyAdd(TLanes.Subtract(b, r), TLanes.Create(2f), numerator);
        return TLanes.BitOr(TLanes.Divide(numerator, denominator), TLanes.BitAnd(x, TLanes.Create(-0f)));
    }

    // x = n ln 2 + r with |r| <= (ln 2) / 2; with c = r coth(r / 2): e^r = (c + r) / (c - r), so that e^x / (1 + e^x) = 2^n (c + r) / (2^n (c + r) + (c - r)).
    // Both sides of the fraction are times 2^24: then 2^(n+24) is a normal number for all n, and the division alone rounds into the denormals.
    // c = 2 + r^2 p(r^2), p of degree 1 fitted to that interval (Remez).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // Beyond these the result is 0 or 1 anyway. NaN passes.
        x = TLanes.Greater(TLanes.Create(-104f), TLanes.Lesser(TLanes.Create(18f), x));

        TVector shift = TLanes.Create(RoundingShift + ExponentBias + ScaleExponent);
        TVector shifted = TLanes.MultiplyAdd(x, TLanes.Create(Log2E), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-Ln2Low), r);

        TVector square = TLanes.Multiply(r, r);
        TVector c = TLanes.MultiplyAdd(square, TLanes.Create(CothSecond), TLanes.Create(CothFirst));
        c = TLanes.MultiplyAdd(c, square, TLanes.Create(2f));
        TVector numerator = TLanes.Multiply(TLanes.Add(c, r), TLanes.ShiftBitsLeft(shifted, MantissaBits));
        return TLanes.Divide(numerator, TLanes.MultiplyAdd(TLanes.Subtract(c, r), TLanes.Create(Scale), numerator));
    }

    // With t = e^-|x| <= 1 nothing overflows: max(x, 0) + ln(1 + t). With s = 2t / (2 + t) <= 2/3: ln(1 + t) = 2 artanh(s / 2) = s + s^3 p(s^2), p of degree 3
    // fitted to that interval (Remez).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Softplus<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector t = ExpBelow89<TVector, TLanes>(TLanes.BitOr(x, TLanes.Create(-0f)));
        TVector s = TLanes.Divide(TLanes.Add(t, t), TLanes.Add(TLanes.Create(2f), t));
        TVector square = TLanes.Multiply(s, s);
        TVector p = TLanes.MultiplyAdd(square, TLanes.Create(0.0005473663f), TLanes.Create(0.0021874227f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.012506783f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.083333015f));
        TVector log = TLanes.MultiplyAdd(p, TLanes.Multiply(s, square), s);
        return TLanes.Add(TLanes.Greater(TLanes.Create(0f), x), log);
    }
}
