using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Benchmarks.Limits;

namespace NetGen.Benchmarks.Report;

/// <summary>A table for people.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="withPeers">Whether there are columns for peers.</param>
internal sealed class TableReport(TextWriter output, bool withPeers) : IReport
{
    private const int LimitWidth = 30;
    private const int NameWidth = 48;
    private static readonly (string Title, int Width)[] Columns =
        [("minimum", 11), ("median", 11), ("GFLOP/s", 9), ("of bound", 10), ("bound", 6), ("bytes", 7)];

    private static readonly (string Title, int Width)[] PeerColumns = [("peer", 11), ("peer/ours", 11)];

    private bool _hasHeader;

    private IEnumerable<(string Title, int Width)> AllColumns => withPeers ? Columns.Concat(PeerColumns) : Columns;

    /// <inheritdoc/>
    public void Limits(MachineLimits limits)
    {
        output.WriteLine($"{"FMA peak of one thread",-LimitWidth}{Units.Giga(limits.FlopsPerSecond)} GFLOP/s ({limits.Vector})");
        output.WriteLine($"{"FMA peak of two at once",-LimitWidth}{Units.Giga(limits.TwoThreadFlopsPerSecond)} GFLOP/s, {Units.Digits(limits.TwoThreadRatio)} times one");
        foreach (MemoryLevel level in limits.Levels)
        {
            output.WriteLine($"{"read bandwidth, " + level.Title,-LimitWidth}{Units.Giga(level.BytesPerSecond)} GB/s");
        }
    }

    /// <inheritdoc/>
    public void Add(Measurement measurement)
    {
        if (!_hasHeader)
        {
            _hasHeader = true;
            output.WriteLine();
            WriteLine("workload", AllColumns.Select(column => column.Title));
        }

        WriteLine(measurement.Entry.Title, Cells(measurement));
    }

    /// <inheritdoc/>
    public void Ratios(IReadOnlyList<Ratio> ratios)
    {
        if (ratios.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("ratios of minima");
        foreach (Ratio ratio in ratios)
        {
            string limit = ratio.Limit is { } value ? $"   (the machine: {Units.Digits(value)})" : "";
            output.WriteLine($"{ratio.Name,-NameWidth}{Units.Digits(ratio.Value),11}{limit}");
        }
    }

    private static IEnumerable<string> Cells(Measurement measurement)
    {
        yield return Units.Time(measurement.Timing.Minimum);
        yield return Units.Time(measurement.Timing.Median);
        yield return measurement.FlopsPerSecond is { } flops ? Units.Giga(flops) : "";
        yield return measurement.PartOfBound is { } part ? Units.Percent(part) : "";
        yield return measurement.Bound?.Name ?? "";
        yield return Units.Bytes(measurement.Timing.AllocatedBytes, measurement.Timing.AllocationCalls);
        yield return measurement.PeerSeconds is { } peer ? Units.Time(peer) : "";
        yield return measurement.PeerRatio is { } ratio ? Units.Digits(ratio) : "";
    }

    private void WriteLine(string name, IEnumerable<string> cells) =>
        output.WriteLine((name.PadRight(NameWidth) + string.Concat(AllColumns.Zip(cells, (column, cell) => cell.PadLeft(column.Width)))).TrimEnd());
}
