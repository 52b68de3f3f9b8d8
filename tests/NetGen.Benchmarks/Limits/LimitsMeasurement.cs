using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Limits;

/// <summary>Measures what the machine allows: arithmetic on one and on two threads, and reading from each level of the memory.</summary>
/// <param name="progress">Is told what is measured next.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class LimitsMeasurement(Action<string> progress, CancellationToken cancellation)
{
    private const int KB = 1 << 10;
    private const int MB = 1 << 20;

    /// <summary>Measures everything.</summary>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public MachineLimits Measure()
    {
        (string vector, double one, double two) = BestPeak();
        ImmutableArray<MemoryLevel> levels =
        [
            Level("L1", CacheSizes.OfLevel(1), workingSet: 16 * KB),
            Level("L2", CacheSizes.OfLevel(2), workingSet: 256 * KB),
            Level("L3", CacheSizes.OfLevel(3), workingSet: 8 * MB),
            Level("DRAM", long.MaxValue, workingSet: 256 * MB),
        ];
        return new MachineLimits(vector, one, two, levels);
    }

    private (string Vector, double One, double Two) BestPeak()
    {
        (string Vector, double One, double Two) best = default;
        Offer(Peak<Vector512<float>, Operations512>("Vector512"));
        Offer(Peak<Vector256<float>, Operations256>("Vector256"));
        return best.One > 0 ? best : Peak<Vector128<float>, Operations128>("Vector128");

        void Offer((string Vector, double One, double Two) peak) => best = peak.One > best.One ? peak : best;
    }

    private (string Vector, double One, double Two) Peak<TVector, TOperations>(string vector)
        where TVector : struct
        where TOperations : struct, IVectorOperations<TVector>
    {
        if (!TOperations.IsSupported)
        {
            return (vector, 0, 0);
        }

        progress($"FMA peak, {vector}");
        double flops = MultiplyAdds<TVector, TOperations>.Flops;
        var one = new MultiplyAdds<TVector, TOperations>();
        Timing alone = Stopper.Measure(one, cancellation);
        using var two = new TwoThreads(one, new MultiplyAdds<TVector, TOperations>());
        Timing together = Stopper.Measure(two, cancellation);
        return (vector, flops / alone.Minimum, 2 * flops / together.Minimum);
    }

    private MemoryLevel Level(string name, long capacity, int workingSet)
    {
        progress($"read bandwidth, {name}");
        Memory<float> block = AlignedRows.Zeros(workingSet / sizeof(float));
        double fastest = Math.Min(Reading<Vector512<float>, Operations512>(block), Reading<Vector256<float>, Operations256>(block));
        return new MemoryLevel(name, capacity, workingSet / (double.IsFinite(fastest) ? fastest : Reading<Vector128<float>, Operations128>(block)));
    }

    /// <summary>Seconds of reading the block; infinite without such vectors.</summary>
    private double Reading<TVector, TOperations>(Memory<float> block)
        where TVector : struct
        where TOperations : struct, IVectorOperations<TVector> =>
        TOperations.IsSupported ? Stopper.Measure(new MemoryReads<TVector, TOperations>(block), cancellation).Minimum : double.PositiveInfinity;
}
