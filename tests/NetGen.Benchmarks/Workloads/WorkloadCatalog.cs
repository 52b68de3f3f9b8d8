using System.Collections.Generic;

namespace NetGen.Benchmarks.Workloads;

/// <summary>All workloads, in the order of the report.</summary>
internal static class WorkloadCatalog
{
    /// <summary>Of the weights of all networks.</summary>
    public const long Seed = 1;

    public static IReadOnlyList<WorkloadEntry> All { get; } =
    [
        .. GemmWorkloads.Entries,
        .. PredictWorkloads.Entries,
        .. TrainWorkloads.Entries,
        .. GatherWorkloads.Entries,
        .. ActivationWorkloads.Entries,
    ];
}
