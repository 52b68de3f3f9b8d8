using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests;

public sealed class SearchJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["search.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_search_goes_on_to_the_same_trials()
    {
        string[] whole = SearchTests.Lines(New().Run(Objective));
        byte[] content = File.ReadAllBytes(FilePath);
        string[] lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(31, lines.Length);

        // As a process leaves it that was killed at any time: some lines, and maybe a part of one.
        foreach (int length in new[] { 0, 10, content.Length / 3, content.Length / 2, content.Length - 1, content.Length })
        {
            File.WriteAllBytes(FilePath, content[..length]);
            int calls = 0;
            SearchResult result = New().Run(trial =>
            {
                Interlocked.Increment(ref calls);
                return Objective(trial);
            });
            int kept = Math.Max(0, content.AsSpan(0, length).Count((byte)'\n') - 1);
            Assert.Equal(whole, SearchTests.Lines(result));
            Assert.Equal(30 - kept, calls);
            bool torn = length > 0 && content[length - 1] != '\n';
            Assert.Equal(torn ? 1 : 0, result.Warnings.Count);
            Assert.All(result.Warnings, warning => Assert.Contains("cut short", warning, StringComparison.Ordinal));
            Assert.Equal(lines.Order(StringComparer.Ordinal).Select(WithoutTime), File.ReadAllLines(FilePath).Order(StringComparer.Ordinal).Select(WithoutTime));
        }
    }

    [Fact]
    public void Trials_missing_in_the_middle_are_run()
    {
        string[] whole = SearchTests.Lines(New().Run(Objective));
        File.WriteAllLines(FilePath, File.ReadAllLines(FilePath).Where(line => !line.Contains("\"trial\":12,", StringComparison.Ordinal) && !line.Contains("\"trial\":14,", StringComparison.Ordinal)));
        int calls = 0;
        Assert.Equal(whole, SearchTests.Lines(New().Run(trial =>
        {
            Interlocked.Increment(ref calls);
            return Objective(trial);
        })));
        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_cancelled_search_goes_on()
    {
        string[] whole = SearchTests.Lines(New().Run(Objective));
        File.Delete(FilePath);
        using var source = new CancellationTokenSource();
        SearchResult part = New().Run((trial, _) =>
        {
            if (trial.Number == 17)
            {
                source.Cancel();
            }

            return Objective(trial);
        }, source.Token);
        Assert.True(part.Cancelled);
        Assert.Equal(whole, SearchTests.Lines(New().Run(Objective)));
    }

    [Fact]
    public void More_trials_go_on_too()
    {
        New().Run(Objective);
        Search more = New();
        more.Trials = 40;
        string[] continued = SearchTests.Lines(more.Run(Objective));
        File.Delete(FilePath);
        Assert.Equal(SearchTests.Lines(more.Run(Objective)), continued);
    }

    [Fact]
    public void Everything_of_a_trial_is_kept()
    {
        TrialResult ran = Run(1).Trials[0];
        TrialResult read = Run(1).Trials[0];
        Assert.Equal(ran.ToString(), read.ToString());
        Assert.Equal(ran.Measures, read.Measures.AsEnumerable());
        Assert.Equal(ran.Notes, read.Notes.AsEnumerable());
        Assert.Equal(ran.Elapsed.TotalSeconds, read.Elapsed.TotalSeconds, 1e-6);
        Assert.Equal([("loss", 0.1), ("infinite", double.NegativeInfinity), ("none", double.NaN)], read.Measures.AsEnumerable());

        SearchResult Run(int trials) => new Search(SearchTests.Space(out _)) { Trials = trials, Journal = FilePath, TrialCompleted = Console.WriteLine }.Run(trial =>
        {
            trial.Record("loss", 0.1);
            trial.Record("infinite", double.NegativeInfinity);
            trial.Record("none", double.NaN);
            trial.Note("one\n\"two\"");
            return 1.0 / 3;
        });
    }

    [Fact]
    public void Journals_of_other_searches_are_refused_and_left_alone()
    {
        New().Run(Objective);
        byte[] before = File.ReadAllBytes(FilePath);
        SearchSpace wider = SearchTests.Space(out _);
        wider.Integer("depth", 1, 3);

        string space = Refused(new Search(wider) { Seed = 9 });
        Assert.Contains("the space there is \"x: uniform from -1 to 1; kind: one of", space, StringComparison.Ordinal);
        Assert.Contains("depth: integer from 1 to 3\"", space, StringComparison.Ordinal);
        Assert.DoesNotContain("seed", space, StringComparison.Ordinal);
        Assert.Contains("the seed there is \"9\", here \"8\"", Refused(new Search(SearchTests.Space(out _)) { Seed = 8 }), StringComparison.Ordinal);
        Assert.Contains("lag 4\", here \"random\"", Refused(new Search(SearchTests.Space(out _), new RandomSearch()) { Seed = 9 }), StringComparison.Ordinal);
        Assert.Contains("\"minimize\", here \"maximize\"", Refused(new Search(SearchTests.Space(out _)) { Seed = 9, Goal = Goal.Maximize }), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Theory]
    [InlineData("my,data\n1,2\n", "is no journal of a search")]
    [InlineData("notes", "is no journal of a search")]
    [InlineData("{\"a\":\"b\"}\n", "is no journal of a search")]
    [InlineData("[1]\n", "is no journal of a search")]
    public void Other_files_are_refused_and_left_alone(string content, string message)
    {
        File.WriteAllText(FilePath, content);
        Assert.Contains(message, Refused(New()), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData("\"x\":", "\"y\":")]
    [InlineData("\"score\":", "\"score\":\"NaN\",\"other\":")]
    [InlineData("\"x\":", "\"x\":7,\"y\":")]
    [InlineData("\"kind\":\"", "\"kind\":\"unknown ")]
    [InlineData("{\"trial\":2", "{\"trial\":1")]
    [InlineData("{\"trial\":2,", "{\"trial\"2,")]
    public void Damage_in_the_middle_is_refused_with_its_line(string part, string damaged)
    {
        Search search = New();
        search.Parallelism = 1;
        search.Run(Objective);
        string[] lines = File.ReadAllLines(FilePath);
        lines[2] = lines[2].Replace(part, damaged, StringComparison.Ordinal);
        File.WriteAllLines(FilePath, lines);
        Assert.Contains("search.jsonl cannot be read at line 3", Refused(New()), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_kept_and_named_when_all_fail()
    {
        int calls = 0;
        Search search = New();
        for (int run = 0; run < 2; run++)
        {
            string message = Assert.Throws<InvalidOperationException>(() => search.Run(_ =>
            {
                Interlocked.Increment(ref calls);
                throw new FormatException("bad");
            })).Message;
            Assert.Contains("FormatException: bad", message, StringComparison.Ordinal);
            Assert.Contains("search.jsonl holds these trials", message, StringComparison.Ordinal);
        }

        Assert.Equal(30, calls);
    }

    [Fact]
    public void Two_searches_do_not_write_one_journal() =>
        New().Run(trial =>
        {
            if (trial.Number == 1)
            {
                Assert.Throws<IOException>(() => New().Run(Objective));
            }

            return Objective(trial);
        });

    [Fact]
    public void A_folder_that_is_not_there_is_said_before_anything_runs()
    {
        var search = new Search(SearchTests.Space(out _)) { Journal = Path.Combine(FilePath, "no", "such.jsonl") };
        Assert.ThrowsAny<IOException>(() => search.Run(_ => throw new FormatException()));
    }

    private static double Objective(Trial trial) => trial.Number == 5 ? throw new FormatException("five") : SearchTests.Score(trial);

    private Search New() => new(SearchTests.Space(out _)) { Trials = 30, Seed = 9, Parallelism = 2, Journal = FilePath };

    private string Refused(Search search)
    {
        search.Journal = FilePath;
        return Assert.Throws<InvalidDataException>(() => search.Run(_ => 0)).Message;
    }

    private static string WithoutTime(string line)
    {
        int from = line.IndexOf("\"seconds\":", StringComparison.Ordinal);
        return from < 0 ? line : line[..from] + line[line.IndexOf("\"values\"", StringComparison.Ordinal)..];
    }
}
