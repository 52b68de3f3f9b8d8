using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class ParzenSearchTests
{
    private const int Trials = 60;

    // Smooth functions of three parameters with the least value 0. Searches with fixed seeds are the same on every run: what is compared are medians over seeds.
    public static TheoryData<string, Action<SearchSpace>, Func<IReadOnlyList<double>, double>> Functions => new()
    {
        {
            "bowl",
            space => Uniform(space, -1, 1),
            v => Square(v[0] - 0.3) + Square(v[1] + 0.6) + Square(v[2] - 0.1)
        },
        {
            "valley",
            space => Uniform(space, -2, 2),
            v => (100 * Square(v[1] - (v[0] * v[0]))) + Square(1 - v[0]) + (100 * Square(v[2] - (v[1] * v[1]))) + Square(1 - v[1])
        },
        {
            "settings",
            space =>
            {
                space.LogUniform("rate", 1e-5, 1);
                space.Uniform("dropout", 0, 0.5);
                space.LogInteger("width", 4, 512);
            },
            v => Square(Math.Log10(v[0]) + 2.5) + Square(8 * (v[1] - 0.2)) + Square(Math.Log2(v[2]) - 6)
        },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Comes_far_nearer_than_random_trials(string name, Action<SearchSpace> build, Func<IReadOnlyList<double>, double> function)
    {
        double parzen = Median(new ParzenSearch());
        double random = Median(new RandomSearch());
        Assert.True(parzen < 0.35 * random, $"{name}: {parzen} against {random}");

        double Median(SearchMethod method) => Enumerable.Range(1, 11).Select(seed => Best(method, seed)).Order().ElementAt(5);

        double Best(SearchMethod method, int seed)
        {
            var space = new SearchSpace();
            build(space);
            return new Search(space, method) { Trials = Trials, Seed = seed, Parallelism = 1 }.Run(trial => function(trial.Numbers)).Best.Score;
        }
    }

    [Fact]
    public void Finds_the_best_choice_and_tries_it_most()
    {
        var space = new SearchSpace();
        SearchParameter<string> kind = space.Choice("kind", "a", "b", "c", "d", "e");
        SearchParameter<int> depth = space.Integer("depth", 1, 6);
        SearchResult result = new Search(space) { Trials = Trials, Goal = Goal.Maximize, Seed = 3, Parallelism = 1 }
            .Run(trial => (trial[kind] == "d" ? 1 : 0) - (0.1 * Math.Abs(trial[depth] - 4)));
        Assert.Equal("d", result.Best[kind]);
        Assert.Equal(4, result.Best[depth]);
        Assert.Equal(1, result.Best.Score);
        Assert.InRange(result.Trials.Count(trial => trial[kind] == "d"), Trials / 2, Trials);
    }

    [Fact]
    public void Values_never_leave_their_ranges()
    {
        var space = new SearchSpace();
        space.Uniform("u", -1, 0.5);
        space.LogUniform("lu", 1e-4, 0.1);
        space.Integer("i", -2, 3);
        space.LogInteger("li", 1, 100);

        // The best values are the ends, where the densities are cut off.
        SearchResult result = new Search(space) { Trials = 120, Parallelism = 1 }
            .Run(trial => space.Parameters.Select((parameter, k) => parameter.Place(trial.Numbers[k]) * (k % 2 == 0 ? 1 : -1)).Sum());
        Assert.All(result.Trials, trial => Assert.All(space.Parameters, parameter => Assert.InRange(trial.NumberOf(parameter), parameter.Low, parameter.High)));
        Assert.Equal(-2, result.Best.Numbers[2]);
        Assert.InRange(result.Best.Numbers[3], 80, 100);
        Assert.InRange(result.Best.Numbers[0], -1, -0.9);
        Assert.InRange(result.Best.Numbers[1], 0.07, 0.1);
    }

    [Fact]
    public void Failed_trials_are_avoided()
    {
        var space = new SearchSpace();
        SearchParameter<double> x = space.Uniform("x", 0, 1);
        SearchResult result = new Search(space) { Trials = 60, Parallelism = 1 }.Run(trial => trial[x] > 0.5 ? double.NaN : Math.Abs(trial[x] - 0.3));

        // At random, 20 of these 40 would fail.
        Assert.InRange(result.Trials.Skip(20).Count(trial => trial.Failure is not null), 0, 8);
        Assert.InRange(result.Best[x], 0.29, 0.31);
    }

    [Fact]
    public void Trials_on_the_way_keep_others_at_a_distance()
    {
        var space = new SearchSpace();
        space.Uniform("x", 0, 1);
        ImmutableArray<double>[] done = [.. Enumerable.Range(0, 20).Select(i => ImmutableArray.Create(i / 20.0))];
        ImmutableArray<double> scores = [.. done.Select(point => Math.Abs(point[0] - 0.5))];
        double alone = Near([.. done]);
        double besides = Near([.. done, .. Enumerable.Repeat(ImmutableArray.Create(0.5), 12)]);
        Assert.True(besides < 0.5 * alone, $"{besides} of {alone}");

        int Near(ImmutableArray<ImmutableArray<double>> points) => Enumerable.Range(0, 200).Count(seed =>
        {
            var random = new RandomStream(seed, RandomPurpose.General);
            ImmutableArray<double> chosen = new ParzenSearch { Candidates = 8 }.Choose([.. space.Parameters], new SearchHistory(Goal.Minimize, points, scores), ref random);
            return Math.Abs(chosen[0] - 0.5) < 0.03;
        });
    }

    [Fact]
    public void Density_sums_to_1()
    {
        var space = new SearchSpace();
        space.Integer("i", 1, 5);
        space.Choice("c", "a", "b", "c");
        space.Uniform("u", 0, 1);
        var estimator = new ParzenEstimator([.. space.Parameters], [[2, 0, 0.1], [5, 2, 0.95], [1, 2, 0.5]]);
        const int Steps = 2000;
        double sum = 0;
        for (int i = 1; i <= 5; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                for (int step = 0; step < Steps; step++)
                {
                    sum += Math.Exp(estimator.LogDensity([i, c, (step + 0.5) / Steps])) / Steps;
                }
            }
        }

        Assert.Equal(1, sum, 1e-6);
    }

    [Fact]
    public void Points_are_drawn_by_the_density()
    {
        var space = new SearchSpace();
        space.Integer("i", 1, 5);
        space.Choice("c", "a", "b", "c");
        var estimator = new ParzenEstimator([.. space.Parameters], [[2, 0], [5, 2], [2, 2]]);
        var random = new RandomStream(1, RandomPurpose.General);
        const int Draws = 20000;
        var counts = new Dictionary<(double, double), int>();
        for (int draw = 0; draw < Draws; draw++)
        {
            ImmutableArray<double> point = estimator.Draw(ref random);
            counts[(point[0], point[1])] = counts.GetValueOrDefault((point[0], point[1])) + 1;
        }

        for (int i = 1; i <= 5; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                double expected = Draws * Math.Exp(estimator.LogDensity([i, c]));
                double four = 4 * Math.Sqrt(expected) + 1;
                Assert.InRange(counts.GetValueOrDefault((i, c)), expected - four, expected + four);
            }
        }
    }

    [Fact]
    public void Settings_have_limits()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new ParzenSearch { StartupTrials = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new ParzenSearch { Candidates = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new ParzenSearch { GoodShare = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new ParzenSearch { GoodShare = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new ParzenSearch { Lag = 0 });
        Assert.Equal("parzen with 10 startup trials, 24 candidates, good share 0.15, lag 4", new ParzenSearch().ToString());
    }

    private static void Uniform(SearchSpace space, double low, double high)
    {
        space.Uniform("a", low, high);
        space.Uniform("b", low, high);
        space.Uniform("c", low, high);
    }

    private static double Square(double x) => x * x;
}
