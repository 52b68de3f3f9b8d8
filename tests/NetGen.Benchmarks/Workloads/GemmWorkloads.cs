using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetGen.Benchmarks.Workloads;

/// <summary>One layer: matrix product, bias and relu.</summary>
internal static class GemmWorkloads
{
    public static IEnumerable<WorkloadEntry> Entries =>
    [
        Rows(16, new(64, 64), () => new Layer64x64()),
        Rows(64, new(784, 128), () => new Layer784x128()),
        Rows(64, new(512, 512), () => new Layer512x512()),
        Rows(256, new(1024, 1024), () => new Layer1024x1024()),
        Rows(63, new(64, 64), () => new Layer64x64()),
        Rows(64, new(64, 64), () => new Layer64x64()),
        Rows(63, new(512, 512), () => new Layer512x512()),
        One(new(64, 64), sizes => new PredictOne<Layer64x64Call>(new(new Layer64x64()), sizes)),
        One(new(784, 128), sizes => new PredictOne<InterfaceCall>(new(new Layer784x128()), sizes)),
        One(new(512, 512), sizes => new PredictOne<InterfaceCall>(new(new Layer512x512()), sizes)),
        One(new(1024, 1024), sizes => new PredictOne<InterfaceCall>(new(new Layer1024x1024()), sizes)),
    ];

    /// <summary>The name of a product, B x in x out.</summary>
    public static string Name(int batch, LayerSizes sizes) => string.Create(CultureInfo.InvariantCulture, $"gemm {batch}x{sizes.Input}x{sizes.Output}");

    private static WorkloadEntry Rows(int batch, LayerSizes sizes, Func<IPredictor> network) =>
        Entry(batch, sizes, () => new PredictRows(network(), sizes, batch));

    private static WorkloadEntry One(LayerSizes sizes, Func<LayerSizes, Workload> create) => Entry(1, sizes, () => create(sizes));

    private static WorkloadEntry Entry(int batch, LayerSizes sizes, Func<Workload> create) => new(Name(batch, sizes), batch, create)
    {
        Peer = new("openblas", string.Create(CultureInfo.InvariantCulture, $"sgemm {sizes.Input}x{sizes.Output}"), batch),
    };
}
