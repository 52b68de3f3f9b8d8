using System;
using System.Globalization;

namespace NetGen.Benchmarks.Workloads;

/// <summary>A workload that can be made when its turn comes.</summary>
/// <param name="Name">What is done, such as "predict 20-64-64-10".</param>
/// <param name="Batch">Examples of one call.</param>
/// <param name="Create">Makes network and data.</param>
internal sealed record WorkloadEntry(string Name, int Batch, Func<Workload> Create)
{
    /// <summary>Name and batch, which together are unique.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Name}, batch {Batch}");

    /// <summary>The same work of a peer; none where no peer does it.</summary>
    public PeerWorkload? Peer { get; init; }
}
