using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetGen.Benchmarks.Workloads;

/// <summary>One layer: matrix product, bias and relu.</summary>
internal static class GemmWorkloads
{
    public static IEnumerable<WorkloadEntry> Entries =>
    [
        Rows(16, new(64, 64), () => new Layer64x64(WorkloadCatalog.Seed)),
        Rows(64, new(784, 128), () => new Layer784x128(WorkloadCatalog.Seed)),
        Rows(64, new(512, 512), () => new Layer512x512(WorkloadCatalog.Seed)),
        Rows(256, new(1024, 1024), () => new Layer1024x1024(WorkloadCatalog.Seed)),
        Rows(63, new(64, 64), () => new Layer64x64(WorkloadCatalog.Seed)),
        Rows(64, new(64, 64), () => new Layer64x64(WorkloadCatalog.Seed)),
        Rows(63, new(512, 512), () => new Layer512x512(WorkloadCatalog.Seed)),
        One(new(64, 64), sizes => new PredictOne<Layer64x64Call>(new(new Layer64x64(WorkloadCatalog.Seed)), sizes)),
        One(new(784, 128), sizes => new PredictOne<Layer784x128Call>(new(new Layer784x128(WorkloadCatalog.Seed)), sizes)),
        One(new(512, 512), sizes => new PredictOne<Layer512x512Call>(new(new Layer512x512(WorkloadCatalog.Seed)), sizes)),
        One(new(1024, 1024), sizes => new PredictOne<Layer1024x1024Call>(new(new Layer1024x1024(WorkloadCatalog.Seed)), sizes)),
    ];

    /// <summary>The name of a product, B x in x out.</summary>
    public static string Name(int batch, LayerSizes sizes) => string.Create(CultureInfo.InvariantCulture, $"gemm {batch}x{sizes.Input}x{sizes.Output}");

    private static WorkloadEntry Rows(int batch, LayerSizes sizes, Func<INetwork> network) =>
        Entry(batch, sizes, () => new PredictRows(network(), sizes, batch));

    private static WorkloadEntry One(LayerSizes sizes, Func<LayerSizes, Workload> create) => Entry(1, sizes, () => create(sizes));

    private static WorkloadEntry Entry(int batch, LayerSizes sizes, Func<Workload> create) => new(Name(batch, sizes), batch, create)
    {
        Peer = new("openblas", string.Create(CultureInfo.InvariantCulture, $"sgemm {sizes.Input}x{sizes.Output}"), batch),
    };
}
