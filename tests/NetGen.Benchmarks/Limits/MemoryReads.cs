using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Limits;

/// <summary>Reads a block of memory from its begin to its end.</summary>
internal sealed class MemoryReads<TVector, TOperations> : IRepeatable
    where TVector : struct
    where TOperations : struct, IVectorOperations<TVector>
{
    private readonly Memory<float> _block;
    private float _sum;

    /// <summary>Fills the block, so that its pages are there.</summary>
    /// <param name="block">A multiple of 1 KB on a 64-byte boundary.</param>
    public MemoryReads(Memory<float> block)
    {
        _block = block;
        block.Span.Fill(1);
    }

    /// <inheritdoc/>
    public bool IsThreaded => false;

    /// <inheritdoc/>
    public void Run(int times)
    {
        int trips = _block.Length / (Unsafe.SizeOf<TVector>() / sizeof(float)) / 8;
        _sum += Read(ref Unsafe.As<float, TVector>(ref MemoryMarshal.GetReference(_block.Span)), trips, times);
    }

    /// <summary>Eight sums: two additions a cycle with a latency of up to four cycles never wait for each other. A method without calls, which would keep the sums in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Read(ref TVector start, int trips, int times)
    {
        TVector zero = TOperations.Create(0);
        TVector s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero;
        for (int time = 0; time < times; time++)
        {
            ref TVector x = ref start;
            for (int trip = 0; trip < trips; trip++)
            {
                s0 = TOperations.Add(s0, x);
                s1 = TOperations.Add(s1, Unsafe.Add(ref x, 1));
                s2 = TOperations.Add(s2, Unsafe.Add(ref x, 2));
                s3 = TOperations.Add(s3, Unsafe.Add(ref x, 3));
                s4 = TOperations.Add(s4, Unsafe.Add(ref x, 4));
                s5 = TOperations.Add(s5, Unsafe.Add(ref x, 5));
                s6 = TOperations.Add(s6, Unsafe.Add(ref x, 6));
                s7 = TOperations.Add(s7, Unsafe.Add(ref x, 7));
                x = ref Unsafe.Add(ref x, 8);
            }
        }

        return TOperations.Sum(TOperations.Add(
            TOperations.Add(TOperations.Add(s0, s1), TOperations.Add(s2, s3)),
            TOperations.Add(TOperations.Add(s4, s5), TOperations.Add(s6, s7))));
    }
}
