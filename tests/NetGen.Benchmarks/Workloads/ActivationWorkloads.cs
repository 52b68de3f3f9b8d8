using System;
using System.Collections.Generic;

namespace NetGen.Benchmarks.Workloads;

/// <summary>The same network with different activations.</summary>
internal static class ActivationWorkloads
{
    private const int Rows = 64;

    public static IEnumerable<WorkloadEntry> Entries =>
    [
        Entry("relu", () => new Relu64x64x64(WorkloadCatalog.Seed)),
        Entry("tanh", () => new Tanh64x64x64(WorkloadCatalog.Seed)),
        Entry("sigmoid", () => new Sigmoid64x64x64(WorkloadCatalog.Seed)),
        Entry("gelu", () => new Gelu64x64x64(WorkloadCatalog.Seed)),
        Entry("geluTanh", () => new GeluTanh64x64x64(WorkloadCatalog.Seed)),
        Entry("silu", () => new Silu64x64x64(WorkloadCatalog.Seed)),
        Entry("swish", () => new Swish64x64x64(WorkloadCatalog.Seed)),
        Entry("userSwish", () => new UserSwish64x64x64(WorkloadCatalog.Seed)),
    ];

    private static WorkloadEntry Entry(string activation, Func<INetwork> network)
    {
        LayerSizes sizes = new(64, 64, 64);
        return new($"activation {activation} {sizes}", Rows, () => new PredictRows(network(), sizes, Rows));
    }
}
