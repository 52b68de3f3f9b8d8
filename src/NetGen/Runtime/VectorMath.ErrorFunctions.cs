using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    /// <summary>erf x = 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x, exactly +-1 where it saturates; erf(-x) = -erf(x) to the bit. At most 7.2 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => Erf<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Erf(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => Erf<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Erf(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => Erf<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Erf(Vector128{float})"/>
    public static float Erf(float x) => Erf(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>erfc x = 1 - erf x, without the loss of digits for large x: its tail reaches down to the denormals at 10. At most 8.7 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erfc(Vector128<float> x) => Erfc<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Erfc(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erfc(Vector256<float> x) => Erfc<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Erfc(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erfc(Vector512<float> x) => Erfc<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Erfc(Vector128{float})"/>
    public static float Erfc(float x) => Erfc(Vector128.CreateScalar(x)).ToScalar();

    // Of |x|: x P(x^2) / Q(x^2), limited to where the result rounds to 1; P and Q of degree 5 fitted to that interval (Remez) for the least relative error.
    // All coefficients are positive, so nothing cancels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Erf<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // From here on the result is 1 anyway. NaN passes.
        TVector size = TLanes.Lesser(TLanes.Create(3.93f), TLanes.Abs(x));

        TVector square = TLanes.Multiply(size, size);
        TVector p = TLanes.MultiplyAdd(TLanes.Create(2.04197e-6f), square, TLanes.Create(0.00028480883f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.0037796176f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.05279031f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(0.19078402f));
        p = TLanes.MultiplyAdd(p, square, TLanes.Create(1.1283791f));
        TVector q = TLanes.MultiplyAdd(TLanes.Create(3.800408e-5f), square, TLanes.Create(0.0011652148f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Create(0.014997453f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Create(0.1142576f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Create(0.50241065f));
        q = TLanes.MultiplyAdd(q, square, TLanes.Create(1f));

        // Rounding may end just above 1.
        TVector result = TLanes.Lesser(TLanes.Create(1f), TLanes.Divide(TLanes.Multiply(size, p), q));
        return TLanes.BitOr(result, TLanes.BitAnd(x, TLanes.Create(-0f)));
    }

    // With a = |x|: erfc a = e^-a^2 P(a) / Q(a), P of degree 4 and Q of degree 5 fitted to 0 to 10.06 (Remez), all coefficients positive; erfc(-a) = 2 - erfc a.
    // a^2 = -n ln 2 + r; e^-a^2 = 2^n (c - r) / (c + r), and the scale, as in Sigmoid.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Erfc<TVector, TLanes>(TVector x)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // From here on the result is 0 or 2 anyway. NaN passes.
        TVector a = TLanes.Lesser(TLanes.Create(10.1f), TLanes.Abs(x));

        // What the rounding of a^2 adds is taken away again: of a large square it would be much.
        TVector square = TLanes.Multiply(a, a);
        TVector shift = TLanes.Create(RoundingShift + ExponentBias + ScaleExponent);
        TVector shifted = TLanes.MultiplyAdd(square, TLanes.Create(-Log2E), shift);
        TVector n = TLanes.Subtract(shifted, shift);
        TVector less = TLanes.NegatedMultiplyAdd(n, TLanes.Create(Ln2Low), TLanes.SquareExcess(a, square));
        TVector r = TLanes.Subtract(TLanes.MultiplyAdd(n, TLanes.Create(Ln2High), square), less);

        TVector p = TLanes.MultiplyAdd(TLanes.Create(0.032762997f), a, TLanes.Create(0.22905922f));
        p = TLanes.MultiplyAdd(p, a, TLanes.Create(0.7312695f));
        p = TLanes.MultiplyAdd(p, a, TLanes.Create(1.238091f));
        p = TLanes.MultiplyAdd(p, a, TLanes.Create(1f));
        TVector q = TLanes.MultiplyAdd(TLanes.Create(Scale * 0.058070198f), a, TLanes.Create(Scale * 0.40602347f));
        q = TLanes.MultiplyAdd(q, a, TLanes.Create(Scale * 1.3247439f));
        q = TLanes.MultiplyAdd(q, a, TLanes.Create(Scale * 2.4015365f));
        q = TLanes.MultiplyAdd(q, a, TLanes.Create(Scale * 2.3664708f));
        q = TLanes.MultiplyAdd(q, a, TLanes.Create(Scale));

        TVector rSquare = TLanes.Multiply(r, r);
        TVector c = TLanes.MultiplyAdd(rSquare, TLanes.Create(CothSecond), TLanes.Create(CothFirst));
        c = TLanes.MultiplyAdd(c, rSquare, TLanes.Create(2f));
        TVector numerator = TLanes.Multiply(TLanes.Multiply(p, TLanes.ShiftBitsLeft(shifted, MantissaBits)), TLanes.Subtract(c, r));
        TVector tail = TLanes.Divide(numerator, TLanes.Multiply(q, TLanes.Add(c, r)));
        return TLanes.SelectNegative(x, TLanes.Subtract(TLanes.Create(2f), tail), tail);
    }
}
