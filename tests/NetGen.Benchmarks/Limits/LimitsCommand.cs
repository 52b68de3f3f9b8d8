using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Limits;

/// <summary>Measures the machine and the workloads, and reports how near these come to what the machine allows.</summary>
/// <param name="report">Receives what is measured.</param>
/// <param name="peers">Times of other libraries.</param>
/// <param name="progress">Is told what is measured next.</param>
internal sealed class LimitsCommand(IReport report, PeerTimes peers, Action<string> progress)
{
    /// <summary>Measures the machine, then the workloads in their order, then relates them.</summary>
    /// <param name="workloads">Which workloads.</param>
    /// <param name="cancellation">Ends it; what was measured is reported.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(IReadOnlyList<WorkloadEntry> workloads, CancellationToken cancellation)
    {
        MachineLimits limits = new LimitsMeasurement(progress, cancellation).Measure();
        report.Limits(limits);
        List<Measurement> measurements = [];
        try
        {
            foreach (WorkloadEntry entry in workloads)
            {
                progress(entry.Title);
                Measurement measurement = Measure(entry, limits, cancellation);
                measurements.Add(measurement);
                report.Add(measurement);
            }
        }
        finally
        {
            report.Ratios([.. Ratio.Of(measurements, limits)]);
        }
    }

    private Measurement Measure(WorkloadEntry entry, MachineLimits limits, CancellationToken cancellation)
    {
        Workload workload = entry.Create();

        // What the workloads before have left behind is collected now, not while this one is measured.
        GC.Collect();
        Timing timing = Stopper.Measure(workload, cancellation);
        double? peer = entry.Peer is { } work ? peers.Minimum(work.Peer, work.Name, work.Batch) : null;
        return new Measurement(entry, workload.Cost, workload.Threads, timing, limits.BoundOf(workload.Cost, workload.Threads), peer);
    }
}
