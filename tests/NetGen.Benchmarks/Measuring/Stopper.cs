using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace NetGen.Benchmarks.Measuring;

/// <summary>Measures calls in groups of about a millisecond, long enough for the clock and short enough to fall between disturbances.</summary>
internal static class Stopper
{
    private const int LeastGroups = 30;
    private const int AllocationGroups = 10;
    private static readonly long GroupTicks = Ticks(0.001);

    // Longer than the 100 ms for which tiered compilation waits before it replaces first versions of methods.
    private static readonly long WarmUpTicks = Ticks(0.3);
    private static readonly long MeasuringTicks = Ticks(0.5);

    /// <summary>Measures minimum and median of one call.</summary>
    /// <param name="subject">What is measured.</param>
    /// <param name="cancellation">Ends the measurement between two groups.</param>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public static Timing Measure(IRepeatable subject, CancellationToken cancellation)
    {
        int calls = WarmUp(subject, cancellation);
        List<long> groups = new(1024);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - start < MeasuringTicks || groups.Count < LeastGroups;)
        {
            cancellation.ThrowIfCancellationRequested();
            groups.Add(TimeOf(subject, calls));
        }

        groups.Sort();
        (long bytes, int allocationCalls) = Allocations(subject, calls);
        return new Timing(Seconds(groups[0], calls), Seconds(groups[groups.Count / 2], calls), groups.Count, calls, bytes, allocationCalls);
    }

    /// <summary>Runs until compiled code and caches are as they stay.</summary>
    /// <returns>The number of calls that fill a group.</returns>
    private static int WarmUp(IRepeatable subject, CancellationToken cancellation)
    {
        int calls = 1;
        double fastest = double.PositiveInfinity;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - start < WarmUpTicks;)
        {
            cancellation.ThrowIfCancellationRequested();
            fastest = Math.Min(fastest, Math.Max(1, TimeOf(subject, calls)) / (double)calls);

            // Grows at most tenfold at a time: the first calls are not compiled yet and say little of the later ones.
            calls = (int)Math.Clamp(GroupTicks / fastest, 1, calls * 10.0);
        }

        return calls;
    }

    private static long TimeOf(IRepeatable subject, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        subject.Run(calls);
        return Stopwatch.GetTimestamp() - start;
    }

    private static (long Bytes, int Calls) Allocations(IRepeatable subject, int calls)
    {
        long before = AllocatedBytes(subject.IsThreaded);
        for (int group = 0; group < AllocationGroups; group++)
        {
            subject.Run(calls);
        }

        return (AllocatedBytes(subject.IsThreaded) - before, AllocationGroups * calls);
    }

    private static long AllocatedBytes(bool ofProcess) => ofProcess ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    private static double Seconds(long ticks, int calls) => (double)ticks / Stopwatch.Frequency / calls;
}
