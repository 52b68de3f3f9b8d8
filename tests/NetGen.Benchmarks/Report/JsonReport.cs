using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetGen.Benchmarks.Limits;

namespace NetGen.Benchmarks.Report;

/// <summary>One JSON object a line, for programs. Its kind is fma, bandwidth (of a block of so many bytes), workload or ratio; what does not apply is absent.</summary>
/// <param name="output">Receives the lines.</param>
internal sealed class JsonReport(TextWriter output) : IReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public void Limits(MachineLimits limits)
    {
        Write(new { Kind = "fma", Threads = 1, limits.Vector, Gflops = limits.FlopsPerSecond * 1e-9 });
        Write(new { Kind = "fma", Threads = 2, limits.Vector, Gflops = limits.TwoThreadFlopsPerSecond * 1e-9 });
        foreach (MemoryLevel level in limits.Levels)
        {
            Write(new { Kind = "bandwidth", Level = level.Name, level.Block, GbPerS = level.BytesPerSecond * 1e-9 });
        }
    }

    /// <inheritdoc/>
    public void Add(Measurement measurement) => Write(new
    {
        Kind = "workload",
        Workload = measurement.Entry.Name,
        measurement.Entry.Batch,
        measurement.Threads,
        MinUs = measurement.Timing.Minimum * 1e6,
        MedianUs = measurement.Timing.Median * 1e6,
        Gflops = measurement.FlopsPerSecond * 1e-9,
        Bound = measurement.Bound?.Name,
        BoundUs = measurement.Bound?.Seconds * 1e6,
        PartOfBound = measurement.PartOfBound,
        measurement.Timing.AllocatedBytes,
        AllocatedCalls = measurement.Timing.AllocationCalls,
        PeerMinUs = measurement.PeerSeconds * 1e6,
        PeerRatio = measurement.PeerRatio,
    });

    /// <inheritdoc/>
    public void Ratios(IReadOnlyList<Ratio> ratios)
    {
        foreach (Ratio ratio in ratios)
        {
            Write(new { Kind = "ratio", ratio.Name, ratio.Value, ratio.Limit });
        }
    }

    private void Write<T>(T line) => output.WriteLine(JsonSerializer.Serialize(line, Options));
}
