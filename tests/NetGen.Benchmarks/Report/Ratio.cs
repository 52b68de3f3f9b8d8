using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Limits;

namespace NetGen.Benchmarks.Report;

/// <summary>The minimum of one workload over that of another, of the same run.</summary>
/// <param name="Name">What it tells.</param>
/// <param name="Value">The ratio.</param>
/// <param name="Limit">What the machine allows; none where it sets no limit.</param>
internal sealed record Ratio(string Name, double Value, double? Limit = null)
{
    /// <summary>All ratios whose two workloads were measured.</summary>
    public static IEnumerable<Ratio> Of(IReadOnlyList<Measurement> measurements, MachineLimits limits) =>
        from pair in Pairs(limits)
        let over = Find(measurements, pair.Over)
        let under = Find(measurements, pair.Under)
        where over is not null && under is not null
        select new Ratio(pair.Name, over.Timing.Minimum / under.Timing.Minimum, pair.Limit);

    private static IEnumerable<(string Name, string Over, string Under, double? Limit)> Pairs(MachineLimits limits) =>
    [
        ("gemm 64x64, 63 rows over 64", "gemm 63x64x64, batch 63", "gemm 64x64x64, batch 64", 63.0 / 64),
        ("gemm 512x512, 63 rows over 64", "gemm 63x512x512, batch 63", "gemm 64x512x512, batch 64", 63.0 / 64),
        .. new[] { "tanh", "sigmoid", "gelu", "geluTanh", "silu", "swish" }.Select(activation =>
            ($"{activation} over relu", $"activation {activation} 64-64-64, batch 64", "activation relu 64-64-64, batch 64", (double?)null)),
        ("userSwish over swish", "activation userSwish 64-64-64, batch 64", "activation swish 64-64-64, batch 64", null),
        ("gathering over step, 2-16-1", "gather 2, batch 32", "train adam 2-16-1, batch 32", null),
        ("gathering over step, 20-64-64-10", "gather 20, batch 16", "train adam 20-64-64-10, batch 16", null),
        ("gathering over step, 784-128-10", "gather 784, batch 64", "train adam 784-128-10, batch 64", null),
        ("gathering over step, 784-512-512-10", "gather 784, batch 256", "train adam 784-512-512-10, batch 256", null),
        ("one thread over two, 784-512-512-10", "train adam 784-512-512-10, batch 256", "train adam 784-512-512-10, 2 threads, batch 256", limits.TwoThreadRatio),
    ];

    private static Measurement? Find(IReadOnlyList<Measurement> measurements, string title) =>
        measurements.FirstOrDefault(measurement => measurement.Entry.Title == title);
}
