using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class SearchSpaceTests
{
    [Fact]
    public void Values_stay_within_their_ranges_and_reach_their_ends()
    {
        SearchSpace space = OfAllKinds();
        SearchResult result = new Search(space, new RandomSearch()) { Trials = 4000, Parallelism = 1 }.Run(_ => 0);
        for (int k = 0; k < space.Parameters.Count; k++)
        {
            SearchParameter parameter = space.Parameters[k];
            double[] values = [.. result.Trials.Select(trial => trial.Numbers[k])];
            Assert.All(values, value => Assert.InRange(value, parameter.Low, parameter.High));
            if (parameter.IsDiscrete)
            {
                Assert.Equal(parameter.Low, values.Min());
                Assert.Equal(parameter.High, values.Max());
                Assert.All(values, value => Assert.Equal(Math.Floor(value), value));
            }
        }
    }

    [Fact]
    public void Ends_of_the_places_are_the_ends_of_the_range()
    {
        Assert.All(OfAllKinds().Parameters, parameter =>
        {
            Assert.Equal(parameter.Low, parameter.At(0), 1e-12 * Math.Abs(parameter.Low));
            Assert.Equal(parameter.High, parameter.At(1), 1e-12 * Math.Abs(parameter.High));
            Assert.InRange(parameter.At(0), parameter.Low, parameter.High);
            Assert.InRange(parameter.At(1), parameter.Low, parameter.High);
            for (double place = 0; place <= 1; place += 1.0 / 64)
            {
                (double from, double to) = parameter.Places(parameter.At(place));
                Assert.InRange(place, from - 1e-12, to + 1e-12);
            }
        });
    }

    [Fact]
    public void Log_uniform_gives_each_order_of_magnitude_its_share()
    {
        var space = new SearchSpace();
        SearchParameter<double> rate = space.LogUniform("rate", 1e-5, 1e-1);
        SearchResult result = new Search(space, new RandomSearch()) { Trials = 4000, Parallelism = 1 }.Run(_ => 0);
        foreach (int exponent in new[] { -5, -4, -3, -2 })
        {
            // 1000 are expected, with a standard deviation of 27.
            int count = result.Trials.Count(trial => Math.Floor(Math.Log10(trial[rate])) == exponent);
            Assert.InRange(count, 890, 1110);
        }
    }

    [Fact]
    public void Integers_are_uniform_or_the_smaller_ones_likelier()
    {
        var space = new SearchSpace();
        SearchParameter<int> plain = space.Integer("plain", 1, 4);
        SearchParameter<int> logarithmic = space.LogInteger("logarithmic", 1, 4);
        SearchResult result = new Search(space, new RandomSearch()) { Trials = 4000, Parallelism = 1 }.Run(_ => 0);
        double whole = Math.Log(4.5 / 0.5);
        for (int value = 1; value <= 4; value++)
        {
            // Four standard deviations either side.
            Assert.InRange(result.Trials.Count(trial => trial[plain] == value), 890, 1110);
            double expected = 4000 * Math.Log((value + 0.5) / (value - 0.5)) / whole;
            Assert.InRange(result.Trials.Count(trial => trial[logarithmic] == value), expected - 128, expected + 128);
        }
    }

    [Fact]
    public void Values_come_back_as_what_they_were_given_as()
    {
        var space = new SearchSpace();
        SearchParameter<DayOfWeek> day = space.Choice("day", DayOfWeek.Monday, DayOfWeek.Sunday);
        SearchParameter<string> word = space.Choice("word", "one", "two");
        SearchParameter<Func<double, Optimizer>> optimizer = space.NamedChoice<Func<double, Optimizer>>("optimizer", ("sgd", rate => new Sgd(rate)), ("adam", rate => new Adam(rate)));
        SearchParameter<int> width = space.Choice("width", (ReadOnlySpan<int>)[16, 32]);
        SearchParameter<float> half = space.Choice("half", 0.5f);
        SearchResult result = new Search(space, new GridSearch()).Run(trial =>
        {
            Assert.Equal(trial.TextOf(optimizer) == "adam", trial.ValueOf(optimizer)(0.1) is Adam);
            return trial[width];
        });

        TrialResult last = result.Trials[^1];
        Assert.Equal(DayOfWeek.Sunday, last.ValueOf(day));
        Assert.Equal("two", last[word]);
        Assert.Equal("adam", last.TextOf(optimizer));
        Assert.Equal(32, last[width]);
        Assert.Equal(0.5f, last.ValueOf(half));
        Assert.Equal([1, 1, 1, 1, 0], last.Numbers);
        Assert.Equal("day Sunday, word two, optimizer adam, width 32, half 0.5", string.Join(", ", space.Parameters.Select(parameter => $"{parameter.Name} {last.TextOf(parameter)}")));
        Assert.Throws<ArgumentException>("parameter", () => last[new SearchSpace().Integer("width", 1, 2)]);
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        var space = new SearchSpace();
        space.Uniform("taken", 0, 1);
        Assert.Throws<ArgumentException>("name", () => space.Integer("taken", 0, 1));
        Assert.Throws<ArgumentException>("name", () => space.Integer("", 0, 1));
        Assert.Throws<ArgumentException>("high", () => space.Uniform("a", 1, 1));
        Assert.Throws<ArgumentException>("high", () => space.Uniform("a", 0, double.NaN));
        Assert.Throws<ArgumentException>("high", () => space.Uniform("a", double.MinValue, double.MaxValue));
        Assert.Throws<ArgumentException>("low", () => space.LogUniform("a", 0, 1));
        Assert.Throws<ArgumentException>("low", () => space.LogInteger("a", 0, 1));
        Assert.Throws<ArgumentException>("choices", () => space.Choice<int>("a", []));
        Assert.Throws<ArgumentException>("choices", () => space.Choice("a", 1, 2, 1));
        Assert.Single(space.Parameters);
        Assert.Throws<InvalidOperationException>(() => new Search(new SearchSpace()).Run(_ => 0));
    }

    [Fact]
    public void Text_says_what_a_parameter_can_be() => Assert.Equal(
        [
            "u: uniform from -1 to 0.5", "lu: log-uniform from 0.0001 to 0.1", "i: integer from -2 to 3", "li: log-integer from 1 to 100", "c: one of 16, 32, 64",
        ],
        OfAllKinds().Parameters.Select(parameter => parameter.ToString()));

    private static SearchSpace OfAllKinds()
    {
        var space = new SearchSpace();
        space.Uniform("u", -1, 0.5);
        space.LogUniform("lu", 1e-4, 0.1);
        space.Integer("i", -2, 3);
        space.LogInteger("li", 1, 100);
        space.Choice("c", 16, 32, 64);
        return space;
    }
}
