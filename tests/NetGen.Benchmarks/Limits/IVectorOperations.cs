using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Benchmarks.Limits;

/// <summary>The vector operations whose speed limits kernels, for one width.</summary>
internal interface IVectorOperations<TVector>
    where TVector : struct
{
    /// <summary>Whether the machine has them.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>All lanes equal.</summary>
    static abstract TVector Create(float value);

    /// <summary>x * y + z.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>x + y.</summary>
    static abstract TVector Add(TVector x, TVector y);

    /// <summary>The sum of the lanes.</summary>
    static abstract float Sum(TVector x);
}

/// <summary>AVX-512.</summary>
internal readonly struct Operations512 : IVectorOperations<Vector512<float>>
{
    public static bool IsSupported => Avx512F.IsSupported;

    public static Vector512<float> Create(float value) => Vector512.Create(value);

    public static Vector512<float> MultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Avx512F.FusedMultiplyAdd(x, y, z);

    public static Vector512<float> Add(Vector512<float> x, Vector512<float> y) => x + y;

    public static float Sum(Vector512<float> x) => Vector512.Sum(x);
}

/// <summary>AVX2 and FMA.</summary>
internal readonly struct Operations256 : IVectorOperations<Vector256<float>>
{
    public static bool IsSupported => Fma.IsSupported;

    public static Vector256<float> Create(float value) => Vector256.Create(value);

    public static Vector256<float> MultiplyAdd(Vector256<float> x, Vector256<float> y, Vector256<float> z) => Fma.MultiplyAdd(x, y, z);

    public static Vector256<float> Add(Vector256<float> x, Vector256<float> y) => x + y;

    public static float Sum(Vector256<float> x) => Vector256.Sum(x);
}

/// <summary>What every machine has; a multiplication and an addition where there is no fused one.</summary>
internal readonly struct Operations128 : IVectorOperations<Vector128<float>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static Vector128<float> Create(float value) => Vector128.Create(value);

    public static Vector128<float> MultiplyAdd(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        Fma.IsSupported ? Fma.MultiplyAdd(x, y, z) : AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(z, x, y) : (x * y) + z;

    public static Vector128<float> Add(Vector128<float> x, Vector128<float> y) => x + y;

    public static float Sum(Vector128<float> x) => Vector128.Sum(x);
}
