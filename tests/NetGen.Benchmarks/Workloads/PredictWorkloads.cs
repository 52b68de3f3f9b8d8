using System;
using System.Collections.Generic;

namespace NetGen.Benchmarks.Workloads;

/// <summary>Predictions of one example and of 64.</summary>
internal static class PredictWorkloads
{
    private const int Rows = 64;

    public static IEnumerable<WorkloadEntry> Entries =>
    [
        One(new(8, 16, 1), sizes => new PredictOne<Relu8x16x1Call>(new(new Relu8x16x1(WorkloadCatalog.Seed)), sizes)),
        One(new(20, 64, 64, 10), sizes => new PredictOne<Relu20x64x64x10Call>(new(new Relu20x64x64x10(WorkloadCatalog.Seed)), sizes)),
        One(new(784, 128, 10), sizes => new PredictOne<Relu784x128x10Call>(new(new Relu784x128x10(WorkloadCatalog.Seed)), sizes)),
        One(new(512, 512, 512, 10), sizes => new PredictOne<Relu512x512x512x10Call>(new(new Relu512x512x512x10(WorkloadCatalog.Seed)), sizes)),
        One(new(2048, 2048), sizes => new PredictOne<Linear2048x2048Call>(new(new Linear2048x2048(WorkloadCatalog.Seed)), sizes)),
        Many(new(8, 16, 1), () => new Relu8x16x1(WorkloadCatalog.Seed)),
        Many(new(20, 64, 64, 10), () => new Relu20x64x64x10(WorkloadCatalog.Seed)),
        Many(new(784, 128, 10), () => new Relu784x128x10(WorkloadCatalog.Seed)),
        Many(new(512, 512, 512, 10), () => new Relu512x512x512x10(WorkloadCatalog.Seed)),
        Many(new(2048, 2048), () => new Linear2048x2048(WorkloadCatalog.Seed)),
    ];

    private static WorkloadEntry One(LayerSizes sizes, Func<LayerSizes, Workload> create) => Entry(sizes, 1, () => create(sizes));

    private static WorkloadEntry Many(LayerSizes sizes, Func<INetwork> network) => Entry(sizes, Rows, () => new PredictRows(network(), sizes, Rows));

    private static WorkloadEntry Entry(LayerSizes sizes, int batch, Func<Workload> create) =>
        new($"predict {sizes}", batch, create) { Peer = new("onnxruntime", $"predict {sizes}", batch) };
}
