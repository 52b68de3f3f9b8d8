using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class SplitTests
{
    [Theory]
    [InlineData(10, 0.7, 0.15, 0.15, 7, 2, 1)]
    [InlineData(5000, 0.7, 0.15, 0.15, 3500, 750, 750)]
    [InlineData(3, 0.9, 0.05, 0.05, 0, 0, 0)]
    [InlineData(7, 0.5, 0.25, 0.25, 3, 2, 2)]
    [InlineData(100, 0.29, 0.57, 0.14, 29, 57, 14)]
    public void Sizes_are_by_largest_remainder(int count, double first, double second, double third, int expected1, int expected2, int expected3)
    {
        Examples examples = Samples.Numbered(count);
        if (expected1 == 0)
        {
            var error = Assert.Throws<ArgumentException>(() => examples.Split(first, second, third));
            Assert.Equal("A split of 3 examples by 0.9 + 0.05 + 0.05 leaves a part empty; use more examples or larger shares.", error.Message);
            return;
        }

        (Examples a, Examples b, Examples c) = examples.Split(first, second, third, seed: 1);
        Assert.Equal((expected1, expected2, expected3), (a.Count, b.Count, c.Count));
    }

    [Fact]
    public void Every_example_is_in_one_part_with_its_target_and_weight()
    {
        (Examples a, Examples b) = Samples.Numbered(101).Split(0.6, 0.4, seed: 3);

        Assert.Equal(Enumerable.Range(0, 101), Rows(a).Concat(Rows(b)).Order());
        Assert.NotEqual(Enumerable.Range(0, a.Count), Rows(a));
    }

    [Fact]
    public void The_seed_fixes_the_parts()
    {
        Examples examples = Samples.Numbered(1000);

        Assert.Equal(Rows(examples.Split(0.5, 0.5, seed: 1).First), Rows(examples.Split(0.5, 0.5, seed: 1).First));
        Assert.NotEqual(Rows(examples.Split(0.5, 0.5, seed: 1).First), Rows(examples.Split(0.5, 0.5, seed: 2).First));
    }

    [Fact]
    public void Unweighted_examples_stay_unweighted() => Assert.True(Samples.Numbered(10, weighted: false).Split(0.5, 0.5).First.Weights.IsEmpty);

    [Theory]
    [InlineData(0.7, 0.2)]
    [InlineData(1, 0)]
    [InlineData(1.5, -0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, 0.500001)]
    public void Shares_must_sum_to_one(double first, double second)
    {
        var error = Assert.Throws<ArgumentException>(() => Samples.Numbered(10).Split(first, second));
        Assert.StartsWith("The shares of a split must each be above 0 and sum to 1, but are ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The rows' numbers, from the inputs; checks that target and weight belong to them.</summary>
    private static int[] Rows(Examples examples)
    {
        var rows = new int[examples.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)examples.Inputs[0].Floats[2 * i];
            Assert.Equal(-rows[i], examples.Inputs[0].Floats[2 * i + 1]);
            Assert.Equal(rows[i], examples.Targets[0].Ints[i]);
            Assert.Equal(rows[i] + 1, examples.Weights[i]);
        }

        return rows;
    }
}
