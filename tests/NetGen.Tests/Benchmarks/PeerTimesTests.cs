using System;
using System.IO;
using NetGen.Benchmarks.Peers;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.Benchmarks;

public sealed class PeerTimesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_lowest_minimum_of_all_files_counts()
    {
        string first = Write("first.jsonl", Line("torch", "predict 8-16-1", 1, 14.5), Line("torch", "train adam 2-16-1", 32, 350));
        string second = Write("second.jsonl", Line("torch", "predict 8-16-1", 1, 12.25), "", Line("torch", "train adam 2-16-1", 32, 360), Line("torch", "predict 8-16-1", 1, 13));

        var times = PeerTimes.Read([first, second]);

        Assert.Equal(12.25e-6, times.Minimum("torch", "predict 8-16-1", 1)!.Value, precision: 12);
        Assert.Equal(350e-6, times.Minimum("torch", "train adam 2-16-1", 32)!.Value, precision: 12);
    }

    [Fact]
    public void A_version_may_follow_the_name_and_the_lowest_of_all_versions_counts()
    {
        var times = PeerTimes.Read([Write("a.jsonl", Line("onnxruntime 1.30.0", "predict 8-16-1", 1, 2.3), Line("onnxruntime 1.29.0", "predict 8-16-1", 1, 2.1))]);

        Assert.Equal(2.1e-6, times.Minimum("onnxruntime", "predict 8-16-1", 1)!.Value, precision: 12);
    }

    [Theory]
    [InlineData("openblas", "predict 8-16-1", 1)]
    [InlineData("torch", "predict 8-16-1-1", 1)]
    [InlineData("torch", "predict 8-16", 1)]
    [InlineData("torch", "predict 8-16-1", 64)]
    public void What_was_not_measured_has_no_time(string peer, string workload, int batch)
    {
        var times = PeerTimes.Read([Write("a.jsonl", Line("torch", "predict 8-16-1", 1, 14.5))]);

        Assert.Null(times.Minimum(peer, workload, batch));
    }

    [Theory]
    [InlineData("torch: 14.5")]
    [InlineData("[1]")]
    [InlineData("""{"peer": "torch", "workload": "predict 8-16-1", "min_us": 14.5}""")]
    [InlineData("""{"peer": "torch", "workload": "predict 8-16-1", "batch": 1, "min_us": "14.5"}""")]
    [InlineData("""{"peer": "torch", "workload": "predict 8-16-1", "batch": 1, "min_us": 0}""")]
    [InlineData("""{"peer": null, "workload": "predict 8-16-1", "batch": 1, "min_us": 14.5}""")]
    public void A_wrong_line_is_named(string line)
    {
        string file = Write("a.jsonl", Line("torch", "predict 8-16-1", 1, 14.5), line);

        var error = Assert.Throws<InvalidDataException>(() => PeerTimes.Read([file]));

        Assert.StartsWith($"{file}, line 2: ", error.Message, StringComparison.Ordinal);
    }

    private static string Line(string peer, string workload, int batch, double microseconds) =>
        FormattableString.Invariant($$"""{"peer": "{{peer}}", "workload": "{{workload}}", "batch": {{batch}}, "min_us": {{microseconds}}, "median_us": 999}""");

    private string Write(string name, params string[] lines)
    {
        string file = _folder[name];
        File.WriteAllLines(file, lines);
        return file;
    }
}
