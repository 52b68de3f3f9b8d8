using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

/// <summary>Transcendental functions of float32 lanes by polynomials of our own: the same bits at every vector width, for one number too, and on every
/// system, which the C library's functions do not promise.</summary>
/// <remarks>NaN gives NaN. The error bounds were measured against double over every one of the 2^32 floats; a unit in the last place is that of a float
/// of the exact result's size. Hardware without fused multiply-add may differ in the last bits, within the same bounds.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    /// <summary>e^x. Above 88.72283 +infinity; below -87.33655 the right denormals, then 0. At most 1 unit in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => Exp<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Exp(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => Exp<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Exp(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => Exp<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Exp(Vector128{float})"/>
    public static float Exp(float x) => Exp(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>ln x, denormal arguments included; ln 0 = -infinity, and NaN for negative arguments. At most 0.85 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => Log<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Log(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => Log<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Log(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => Log<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Log(Vector128{float})"/>
    public static float Log(float x) => Log(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>e^x - 1, without the loss of a small x's digits. Above 88.72283 +infinity; -1 where it rounds to that. At most 1.6 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpM1(Vector128<float> x) => ExpM1<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="ExpM1(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpM1(Vector256<float> x) => ExpM1<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="ExpM1(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x) => ExpM1<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="ExpM1(Vector128{float})"/>
    public static float ExpM1(float x) => ExpM1(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>ln(1 + x), without the loss of a small x's digits; -infinity for -1, and NaN below. At most 1.4 units in the last place off.</summary>
    /// <param name="x">The arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log1P(Vector128<float> x) => Log1P<Vector128<float>, Lanes128>(x);

    /// <inheritdoc cref="Log1P(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log1P(Vector256<float> x) => Log1P<Vector256<float>, Lanes256>(x);

    /// <inheritdoc cref="Log1P(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1P(Vector512<float> x) => Log1P<Vector512<float>, Lanes512>(x);

    /// <inheritdoc cref="Log1P(Vector128{float})"/>
    public static float Log1P(float x) => Log1P(Vector128.CreateScalar(x)).ToScalar();
}
