using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class GridSearchTests
{
    [Fact]
    public void Every_combination_is_tried_once()
    {
        var space = new SearchSpace();
        SearchParameter<int> depth = space.Integer("depth", 1, 3);
        SearchParameter<string> kind = space.Choice("kind", "a", "b", "c", "d", "e", "f");
        SearchParameter<double> rate = space.LogUniform("rate", 1e-4, 1);
        SearchParameter<double> dropout = space.Uniform("dropout", 0, 0.5);
        SearchResult result = new Search(space, new GridSearch(levels: 3)) { Parallelism = 2 }.Run(trial => trial[dropout]);

        Assert.Equal(3 * 6 * 3 * 3, result.Trials.Count);
        Assert.Equal(result.Trials.Count, result.Trials.Select(trial => trial.ToString()[trial.ToString().IndexOf("with", StringComparison.Ordinal)..]).Distinct().Count());
        Assert.Equal([1, 2, 3], result.Trials.Select(trial => trial[depth]).Distinct());
        Assert.Equal(["a", "b", "c", "d", "e", "f"], result.Trials.Select(trial => trial[kind]).Distinct());
        Assert.Equal([1e-4, 1e-2, 1], result.Trials.Select(trial => trial[rate]).Distinct(), (a, b) => Math.Abs(a - b) <= 1e-12 * a);
        Assert.Equal([0, 0.25, 0.5], result.Trials.Select(trial => trial[dropout]).Distinct());

        // The last parameter changes first.
        Assert.Equal([0, 0.25, 0.5, 0], result.Trials.Take(4).Select(trial => trial[dropout]));
    }

    [Fact]
    public void Wide_ranges_of_integers_are_thinned()
    {
        Assert.Equal([1, 26, 51, 75, 100], Values(space => space.Integer("a", 1, 100), 5));
        Assert.Equal([1, 4, 16, 64], Values(space => space.LogInteger("a", 1, 64), 4), (a, b) => Math.Abs(a - b) <= 0.3 * b);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (double)i), Values(space => space.LogInteger("a", 1, 10), 10));

        // Of eleven integers ten levels at equal ratios: the first ones fall together.
        double[] thinned = Values(space => space.LogInteger("a", 1, 11), 10);
        Assert.Equal(thinned.Distinct(), thinned);
        Assert.Equal((1, 11), (thinned[0], thinned[^1]));

        static double[] Values(Func<SearchSpace, SearchParameter> add, int levels)
        {
            var space = new SearchSpace();
            SearchParameter parameter = add(space);
            return [.. new Search(space, new GridSearch(levels)).Run(_ => 0).Trials.Select(trial => trial.NumberOf(parameter))];
        }
    }

    [Fact]
    public void Fewer_trials_are_the_first_ones_and_more_there_are_not()
    {
        var space = new SearchSpace();
        space.Choice("a", 1, 2);
        space.Choice("b", 1, 2);
        Assert.Equal(3, new Search(space, new GridSearch()) { Trials = 3 }.Run(_ => 0).Trials.Count);
        Assert.Equal(4, new Search(space, new GridSearch()) { Trials = 30 }.Run(_ => 0).Trials.Count);
    }

    [Fact]
    public void Grids_that_nobody_can_count_are_refused()
    {
        var space = new SearchSpace();
        for (int i = 0; i < 14; i++)
        {
            space.Uniform($"x{i}", 0, 1);
        }

        string message = Assert.Throws<ArgumentException>("parameters", () => new Search(space, new GridSearch()).Run(_ => 0)).Message;
        Assert.Contains("6.1E+09", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("levels", () => new GridSearch(1));
    }
}
