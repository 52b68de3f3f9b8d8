using System.Runtime.CompilerServices;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Limits;

/// <summary>Multiply-adds on registers alone, as many as the machine can do.</summary>
internal sealed class MultiplyAdds<TVector, TOperations> : IRepeatable
    where TVector : struct
    where TOperations : struct, IVectorOperations<TVector>
{
    private const int Chains = 12;
    private const int Links = 100;
    private float _sum;

    /// <summary>Floating-point operations of one time.</summary>
    public static long Flops => 2L * Chains * Links * Unsafe.SizeOf<TVector>() / sizeof(float);

    /// <inheritdoc/>
    public bool IsThreaded => false;

    /// <inheritdoc/>
    /// <remarks>Twelve independent chains: two units with a latency of up to five cycles are busy all the time, and with the two factors they fit sixteen registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int times)
    {
        // s = s * 1/2 + 1/2 neither overflows nor vanishes.
        TVector half = TOperations.Create(0.5f);
        TVector s0 = half, s1 = half, s2 = half, s3 = half, s4 = half, s5 = half, s6 = half, s7 = half, s8 = half, s9 = half, s10 = half, s11 = half;
        for (long link = 0; link < (long)times * Links; link++)
        {
            s0 = TOperations.MultiplyAdd(s0, half, half);
            s1 = TOperations.MultiplyAdd(s1, half, half);
            s2 = TOperations.MultiplyAdd(s2, half, half);
            s3 = TOperations.MultiplyAdd(s3, half, half);
            s4 = TOperations.MultiplyAdd(s4, half, half);
            s5 = TOperations.MultiplyAdd(s5, half, half);
            s6 = TOperations.MultiplyAdd(s6, half, half);
            s7 = TOperations.MultiplyAdd(s7, half, half);
            s8 = TOperations.MultiplyAdd(s8, half, half);
            s9 = TOperations.MultiplyAdd(s9, half, half);
            s10 = TOperations.MultiplyAdd(s10, half, half);
            s11 = TOperations.MultiplyAdd(s11, half, half);
        }

        // Whoever uses the sums keeps the compiler from leaving them out.
        _sum += TOperations.Sum(TOperations.Add(Sum(s0, s1, s2, s3), TOperations.Add(Sum(s4, s5, s6, s7), Sum(s8, s9, s10, s11))));
    }

    private static TVector Sum(TVector a, TVector b, TVector c, TVector d) => TOperations.Add(TOperations.Add(a, b), TOperations.Add(c, d));
}
