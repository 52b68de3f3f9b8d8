using System;
using System.Collections.Immutable;
using System.Linq;
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

    // While other programs run, the system may keep both threads on one core for a second or two.
    private const int TwoThreadAttempts = 4;

    // Those of megabytes are of the last cache on most machines; its bandwidth falls with the size.
    private static readonly int[] Blocks = [16 * KB, 256 * KB, 1 * MB, 2 * MB, 4 * MB, 8 * MB, 16 * MB, 256 * MB];

    /// <summary>Measures everything.</summary>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public MachineLimits Measure()
    {
        (string vector, double one, double two) = BestPeak();
        ImmutableArray<MemoryLevel> levels = [.. Blocks.Select(Level)];
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
        double together = double.PositiveInfinity;
        for (int attempt = 0; attempt < TwoThreadAttempts; attempt++)
        {
            together = Math.Min(together, Stopper.Measure(two, cancellation).Minimum);
        }

        return (vector, flops / alone.Minimum, 2 * flops / together);
    }

    private MemoryLevel Level(int bytes)
    {
        var level = new MemoryLevel(CacheSizes.LevelOf(bytes), bytes, 0);
        progress($"read bandwidth, {level.Title}");
        Memory<float> block = AlignedRows.Zeros(bytes / sizeof(float));
        double fastest = Math.Min(Reading<Vector512<float>, Operations512>(block), Reading<Vector256<float>, Operations256>(block));
        return level with { BytesPerSecond = bytes / (double.IsFinite(fastest) ? fastest : Reading<Vector128<float>, Operations128>(block)) };
    }

    /// <summary>Seconds of reading the block; infinite without such vectors.</summary>
    private double Reading<TVector, TOperations>(Memory<float> block)
        where TVector : struct
        where TOperations : struct, IVectorOperations<TVector> =>
        TOperations.IsSupported ? Stopper.Measure(new MemoryReads<TVector, TOperations>(block), cancellation).Minimum : double.PositiveInfinity;
}
