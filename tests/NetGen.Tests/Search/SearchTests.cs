using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Samples.Mnist1D;
using Xunit;

namespace NetGen.Tests;

public class SearchTests
{
    public static TheoryData<SearchMethod> Methods => [new GridSearch(), new RandomSearch(), new ParzenSearch(), new ParzenSearch { Lag = 2, StartupTrials = 5 }];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Trials_are_the_same_with_any_number_of_threads(SearchMethod method)
    {
        string[] one = Run(1);
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(4));

        string[] Run(int threads) => Lines(new Search(Space(out _), method) { Trials = 25, Seed = 5, Parallelism = threads }.Run(trial =>
        {
            // Trials end in another order than they began in.
            Thread.Sleep((int)(trial.Seed % 8));
            return Score(trial);
        }));
    }

    [Fact]
    public void Trainings_at_once_give_the_bits_of_those_one_by_one()
    {
        (Examples all, _) = Mnist1DData.Generate(seed: 42);
        (Examples train, Examples validation, _) = all.Split(0.1, 0.1, 0.8, seed: 1);
        string[] one = Run(1);
        Assert.Equal(6, one.Distinct().Count());
        Assert.Equal(one, Run(2));

        string[] Run(int parallelism)
        {
            var space = new SearchSpace();
            SearchParameter<double> rate = space.LogUniform("rate", 1e-3, 1e-1);
            SearchParameter<int> batch = space.Choice("batch", 16, 64);
            return Lines(new Search(space) { Goal = Goal.Maximize, Trials = 6, Parallelism = parallelism }.Run((trial, stop) =>
            {
                // Two threads each, more than there may be processors for.
                var trainer = new Trainer(new Mlp(trial.Seed), new Adam(trial[rate])) { BatchSize = trial[batch], Seed = trial.Seed, Threads = 2, Progress = null };
                trainer.Fit(train, epochs: 1, cancellationToken: stop);
                return -trainer.Evaluate(validation).Loss;
            }));
        }
    }

    [Fact]
    public void The_seed_decides()
    {
        string[] Run(long seed) => Lines(new Search(Space(out _)) { Trials = 20, Seed = seed }.Run(Score));
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
        Assert.NotEqual(Run(1), Run(1L << 32 | 1));
        Assert.Equal(20, new Search(Space(out _)) { Trials = 20 }.Run(Score).Trials.Select(trial => trial.Seed).Distinct().Count());
    }

    [Fact]
    public void Threads_run_at_once_and_no_more_than_the_lag()
    {
        Assert.Equal(3, Most(new RandomSearch(), parallelism: 3));
        Assert.Equal(2, Most(new ParzenSearch { Lag = 2 }, parallelism: 8));

        static int Most(SearchMethod method, int parallelism)
        {
            int running = 0;
            int most = 0;
            using var met = new ManualResetEventSlim();
            int expected = method is ParzenSearch { Lag: var lag } ? lag : parallelism;
            new Search(Space(out _), method) { Trials = 12, Parallelism = parallelism }.Run(trial =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == expected)
                {
                    met.Set();
                }

                // The trials wait for each other until as many as expected have met.
                Assert.True(met.Wait(TimeSpan.FromSeconds(60)));
                Interlocked.Decrement(ref running);
                return Score(trial);
            });
            return most;
        }

        static void InterlockedMax(ref int most, int now)
        {
            for (int seen = most; now > seen;)
            {
                seen = Interlocked.CompareExchange(ref most, now, seen) is var before && before == seen ? now : before;
            }
        }
    }

    [Fact]
    public void Results_are_told_as_they_come_and_ranked_in_the_end()
    {
        List<TrialResult> told = [];
        SearchSpace space = Space(out SearchParameter<double> x);
        SearchResult result = new Search(space, new RandomSearch()) { Trials = 12, Goal = Goal.Maximize, Parallelism = 2, TrialCompleted = told.Add }.Run(trial =>
        {
            trial.Record("double", 2 * trial[x]);
            trial.Note("a note");
            return trial[x];
        });

        Assert.Equal(Enumerable.Range(1, 12), result.Trials.Select(trial => trial.Number));
        Assert.Equal(result.Trials, told.OrderBy(trial => trial.Number));
        Assert.Equal(result.Trials.OrderByDescending(trial => trial.Score), result.Ranked);
        Assert.Equal(result.Trials.Max(trial => trial.Score), result.Best.Score);
        Assert.Equal(2 * result.Best[x], Assert.Single(result.Best.Measures).Value);
        Assert.False(result.Cancelled);
        Assert.Empty(result.Warnings);
        string[] lines = result.ToString().Split('\n');
        Assert.Equal(["trial", "score", "x", "kind", "double", "seconds", "notes"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(result.Best.Number.ToString(), lines[1].TrimStart(), StringComparison.Ordinal);
        Assert.EndsWith("a note", lines[1], StringComparison.Ordinal);
        Assert.Equal(14, lines.Length);
    }

    [Fact]
    public void Trials_that_fail_are_kept_and_the_search_goes_on()
    {
        SearchResult result = new Search(Space(out _), new RandomSearch()) { Trials = 6, Parallelism = 2 }.Run(trial => trial.Number switch
        {
            2 => throw new FormatException("no\nsuch thing"),
            3 => double.NaN,
            4 => double.PositiveInfinity,
            _ => trial.Number,
        });

        Assert.Equal([null, "FormatException: no\nsuch thing", "The score is NaN.", "The score is Infinity.", null, null], result.Trials.Select(trial => trial.Failure));
        Assert.Equal([1, 5, 6], result.Ranked.Select(trial => trial.Number));
        Assert.Equal(1, result.Best.Number);
        Assert.All(result.Trials.Skip(1).Take(3), trial => Assert.Equal(double.NaN, trial.Score));
        string[] lines = result.ToString().Split('\n');
        Assert.Equal(8, lines.Length);
        Assert.EndsWith("FormatException: no such thing", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void If_all_fail_the_first_failure_is_shown()
    {
        var search = new Search(Space(out _)) { Trials = 5, Parallelism = 1 };
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => search.Run(trial => throw new FormatException($"fault {trial.Number}")));
        Assert.Contains("All trials failed (5). The first was trial 1: failed (FormatException: fault 1)", error.Message, StringComparison.Ordinal);
        Assert.Equal("fault 1", Assert.IsType<FormatException>(error.InnerException).Message);
    }

    [Fact]
    public void Cancelling_keeps_what_is_done_and_drops_what_runs()
    {
        using var source = new CancellationTokenSource();
        SearchResult result = new Search(Space(out _)) { Trials = 30, Parallelism = 2 }.Run(
            (trial, token) =>
            {
                if (trial.Number == 8)
                {
                    source.Cancel();
                    Assert.True(token.IsCancellationRequested);
                    token.ThrowIfCancellationRequested();
                }

                return Score(trial);
            },
            source.Token);
        Assert.True(result.Cancelled);
        Assert.InRange(result.Trials.Count, 4, 11);
        Assert.DoesNotContain(result.Trials, trial => trial.Number == 8);
        Assert.All(result.Trials, trial => Assert.Null(trial.Failure));

        using var before = new CancellationTokenSource();
        before.Cancel();
        SearchResult none = new Search(Space(out _)).Run((trial, _) => Score(trial), before.Token);
        Assert.Empty(none.Trials);
        Assert.Throws<InvalidOperationException>(() => none.Best);
    }

    [Fact]
    public void What_a_search_cannot_survive_passes_through()
    {
        Passes<InsufficientMemoryException>(trial => trial.Number == 3 ? throw new InsufficientMemoryException() : Score(trial));
        Passes<OperationCanceledException>(trial => trial.Number == 3 ? throw new OperationCanceledException() : Score(trial));
        var search = new Search(Space(out _)) { Trials = 10, Parallelism = 2, TrialCompleted = _ => throw new TimeoutException() };
        Assert.Throws<TimeoutException>(() => search.Run(Score));

        static void Passes<T>(Func<Trial, double> objective)
            where T : Exception => Assert.Throws<T>(() => new Search(Space(out _)) { Trials = 10, Parallelism = 2 }.Run(objective));
    }

    [Fact]
    public void Settings_have_limits()
    {
        var search = new Search(Space(out _));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => search.Trials = 0);
        Assert.Throws<ArgumentOutOfRangeException>("value", () => search.Parallelism = 0);
        Assert.Throws<ArgumentNullException>("space", () => new Search(null!));
        Assert.Throws<ArgumentNullException>("objective", () => search.Run((Func<Trial, double>)null!));
        Assert.Equal(50, search.Run(Score).Trials.Count);
    }

    [Fact]
    public void Measures_have_names_of_their_own()
    {
        var search = new Search(Space(out _)) { Trials = 1 };
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => search.Run(trial =>
        {
            trial.Record("a", 1);
            trial.Record("a", 2);
            return 0;
        }));
        Assert.Contains("a measure a already", error.Message, StringComparison.Ordinal);
    }

    internal static SearchSpace Space(out SearchParameter<double> x)
    {
        var space = new SearchSpace();
        x = space.Uniform("x", -1, 1);
        space.Choice("kind", "plain", "änderung \"2\"", "c");
        return space;
    }

    internal static double Score(Trial trial) => Math.Abs(trial.Numbers[0] - 0.25) + trial.Numbers[1];

    internal static string[] Lines(SearchResult result) =>
        [.. result.Trials.Select(trial => FormattableString.Invariant($"{trial.Number} {trial.Seed} {string.Join(" ", trial.Numbers)} {trial.Score:R} {trial.Failure}"))];
}
