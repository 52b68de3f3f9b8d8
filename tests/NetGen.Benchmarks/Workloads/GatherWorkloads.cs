using System.Collections.Generic;
using System.Globalization;

namespace NetGen.Benchmarks.Workloads;

/// <summary>What it takes to get at a batch, apart from the step that follows.</summary>
internal static class GatherWorkloads
{
    public static IEnumerable<WorkloadEntry> Entries =>
    [
        Gather(inputSize: 2, examples: 1_000, batch: 32),
        Gather(inputSize: 20, examples: 10_000, batch: 16),
        // As many as MNIST has, which no cache holds.
        Gather(inputSize: 784, examples: 60_000, batch: 64),
        Gather(inputSize: 784, examples: 60_000, batch: 256),
        new("in order 20", 16, () => new ReferenceBatch(inputSize: 20, examples: 10_000, batch: 16)),
    ];

    /// <summary>The name of gathering examples of so many inputs.</summary>
    public static string Name(int inputSize) => string.Create(CultureInfo.InvariantCulture, $"gather {inputSize}");

    private static WorkloadEntry Gather(int inputSize, int examples, int batch) => new(Name(inputSize), batch, () => new GatherBatch(inputSize, examples, batch));
}
