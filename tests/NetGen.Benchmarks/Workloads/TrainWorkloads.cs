using System;
using System.Collections.Generic;

namespace NetGen.Benchmarks.Workloads;

/// <summary>Training steps with Adam, each with the loss that its peer has.</summary>
internal static class TrainWorkloads
{
    public static IEnumerable<WorkloadEntry> Entries =>
    [
        Entry("", new(2, 16, 1), 32, sizes => new TrainStep(new Relu2x16x1(WorkloadCatalog.Seed), sizes, TrainStep.Bits(sizes, 32))),
        Entry("", new(20, 64, 64, 10), 16, sizes => new TrainStep(new Relu20x64x64x10(WorkloadCatalog.Seed), sizes, TrainStep.Classes(sizes, 16))),
        Entry("", new(784, 128, 10), 64, sizes => new TrainStep(new Relu784x128x10(WorkloadCatalog.Seed), sizes, TrainStep.Classes(sizes, 64))),
        Entry("", new(784, 512, 512, 10), 256, sizes => Large(sizes, threads: 1)),
        Entry("tanh ", new(4, 32, 16, 4), 10000, sizes => new TrainStep(new Tanh4x32x16x4(WorkloadCatalog.Seed), sizes, TrainStep.Values(sizes, 10000))),
        new("train adam 784-512-512-10, 2 threads", 256, () => Large(new(784, 512, 512, 10), threads: 2)),
    ];

    private static TrainStep Large(LayerSizes sizes, int threads) =>
        new(new Relu784x512x512x10(WorkloadCatalog.Seed), sizes, TrainStep.Classes(sizes, 256), threads);

    private static WorkloadEntry Entry(string activation, LayerSizes sizes, int batch, Func<LayerSizes, Workload> create)
    {
        string name = $"train adam {activation}{sizes}";
        return new(name, batch, () => create(sizes)) { Peer = new("torch", name, batch) };
    }
}
