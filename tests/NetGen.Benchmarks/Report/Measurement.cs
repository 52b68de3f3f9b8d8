using NetGen.Benchmarks.Limits;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Report;

/// <summary>A measured workload.</summary>
/// <param name="Entry">Which one.</param>
/// <param name="Cost">What one call cannot do without.</param>
/// <param name="Threads">The threads that worked on a call.</param>
/// <param name="Timing">The times and allocations of a call.</param>
/// <param name="Bound">The least time that the machine allows; none for calls that cost nothing that is counted.</param>
/// <param name="PeerSeconds">The time of the peer; none where no peer was measured.</param>
internal sealed record Measurement(WorkloadEntry Entry, Cost Cost, int Threads, Timing Timing, Bound? Bound, double? PeerSeconds)
{
    /// <summary>Floating-point operations per second in the fastest group; none where none are counted.</summary>
    public double? FlopsPerSecond => Cost.Flops > 0 ? Cost.Flops / Timing.Minimum : null;

    /// <summary>The part of the bound that is reached: 1 is all that the machine allows.</summary>
    public double? PartOfBound => Bound is null ? null : Bound.Seconds / Timing.Minimum;

    /// <summary>How many times longer the peer takes.</summary>
    public double? PeerRatio => PeerSeconds / Timing.Minimum;
}
