using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class StratifiedTests
{
    [Fact]
    public void Each_part_has_its_share_of_each_class()
    {
        (Examples train, Examples validation, Examples test) = Classes(60, 30, 10).Split(0.7, 0.2, 0.1, seed: 4, stratified: true);

        Assert.Equal([42, 21, 7], Counts(train));
        Assert.Equal([12, 6, 2], Counts(validation));
        Assert.Equal([6, 3, 1], Counts(test));
        Assert.Equal(Enumerable.Range(0, 100), Rows(train).Concat(Rows(validation)).Concat(Rows(test)).Order());
        Assert.NotEqual(Enumerable.Range(0, 42), Rows(train).Take(42));
    }

    [Fact]
    public void The_seed_fixes_the_parts()
    {
        Examples examples = Classes(50, 50);
        Assert.Equal(Rows(examples.Split(0.5, 0.5, 1, stratified: true).First), Rows(examples.Split(0.5, 0.5, 1, stratified: true).First));
        Assert.NotEqual(Rows(examples.Split(0.5, 0.5, 1, stratified: true).First), Rows(examples.Split(0.5, 0.5, 2, stratified: true).First));
    }

    [Fact]
    public void A_float_of_0_or_1_is_a_class() =>
        Assert.Equal(5, Examples.From(new float[20, 1], [.. Enumerable.Range(0, 20).Select(row => row < 10 ? 0f : 1)]).Split(0.5, 0.5, 1, stratified: true).First.Targets[0].Floats.ToArray().Sum());

    [Fact]
    public void Every_size_is_a_share_rounded_and_all_totals_are_right()
    {
        var random = new RandomStream(5, RandomPurpose.General);
        for (int trial = 0; trial < 2_000; trial++)
        {
            int[] counts = new int[1 + random.NextBounded(6)];
            foreach (ref int count in counts.AsSpan())
            {
                count = 1 + random.NextBounded(12);
            }

            double[] shares = trial % 2 == 0 ? [0.5, 0.25, 0.25] : [0.6, 0.3, 0.1];
            if (counts.Sum() < 10)
            {
                continue;
            }

            int[] totals = SplitSizes.Of(shares, counts.Sum());
            int[,] sizes = StratifiedSizes.Of(counts, shares, totals);
            Assert.Equal(totals, Enumerable.Range(0, 3).Select(part => Enumerable.Range(0, counts.Length).Sum(c => sizes[c, part])));
            for (int c = 0; c < counts.Length; c++)
            {
                Assert.Equal(counts[c], Enumerable.Range(0, 3).Sum(part => sizes[c, part]));
                Assert.All(Enumerable.Range(0, 3), part => Assert.True(Math.Abs(sizes[c, part] - (counts[c] * shares[part])) < 1));
            }
        }
    }

    [Theory]
    [InlineData(10, 3, false)]
    [InlineData(10, 10, false)]
    [InlineData(100, 7, false)]
    [InlineData(100, 7, true)]
    [InlineData(9, 2, true)]
    public void Folds_hold_out_every_example_once(int count, int folds, bool stratified)
    {
        int[] classes = [.. Enumerable.Range(0, count).Select(row => row % 3 == 0 ? 1 : 0)];
        Examples examples = Numbered(classes);
        IReadOnlyList<(Examples Train, Examples Validation)> pairs = examples.Folds(folds, seed: 2, stratified);

        Assert.Equal(folds, pairs.Count);
        Assert.Equal(Enumerable.Range(0, count), pairs.SelectMany(pair => Rows(pair.Validation)).Order());
        Assert.All(pairs, pair => Assert.Equal(Enumerable.Range(0, count).Except(Rows(pair.Validation)), Rows(pair.Train)));
        Assert.True(pairs.Max(pair => pair.Validation.Count) - pairs.Min(pair => pair.Validation.Count) <= 1);
        if (stratified)
        {
            int[] ones = [.. pairs.Select(pair => pair.Validation.Targets[0].Ints.ToArray().Sum())];
            Assert.True(ones.Max() - ones.Min() <= 1);
        }
    }

    [Fact]
    public void Folds_are_fixed_by_the_seed_and_the_same_each_time()
    {
        Examples examples = Classes(20, 20);
        Assert.Equal(Rows(examples.Folds(4, 1)[2].Validation), Rows(examples.Folds(4, 1).ElementAt(2).Validation));
        Assert.NotEqual(Rows(examples.Folds(4, 1)[2].Validation), Rows(examples.Folds(4, 2)[2].Validation));
        Assert.NotEqual(Rows(examples.Folds(4, 1)[2].Validation), Rows(examples.Folds(4, 1, stratified: true)[2].Validation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(-1)]
    public void Impossible_numbers_of_folds_are_refused(int folds) =>
        Assert.StartsWith($"10 examples cannot be dealt into {folds} folds; use 2 to 10.",
            Assert.Throws<ArgumentOutOfRangeException>("count", () => Classes(10).Folds(folds)).Message, StringComparison.Ordinal);

    [Fact]
    public void Targets_that_are_no_classes_are_refused()
    {
        float[,] x = new float[4, 1];
        Assert.Equal("A stratified split needs one target that is the example's class, a class index or a float of 0 or 1; these examples have a target of other floats.",
            Assert.Throws<ArgumentException>(() => Examples.From(x, [0, 0.5f, 1, 1]).Split(0.5, 0.5, stratified: true)).Message);
        Assert.EndsWith("have a target of 2 values.", Assert.Throws<ArgumentException>(() => Examples.From(x, new float[4, 2]).Folds(2, stratified: true)).Message, StringComparison.Ordinal);
        Assert.EndsWith("have no target.", Assert.Throws<ArgumentException>(() => new Examples([new Column(new float[4], 1)], []).WithBalancedClasses()).Message, StringComparison.Ordinal);
    }

    private static Examples Classes(params int[] counts) => Numbered([.. counts.SelectMany((count, c) => Enumerable.Repeat(c, count))]);

    private static Examples Numbered(int[] classes) => Examples.From([.. classes.Select((_, row) => new[] { (float)row })], classes);

    private static int[] Counts(Examples examples) => [.. examples.Targets[0].Ints.ToArray().CountBy(c => c).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private static IEnumerable<int> Rows(Examples examples) => examples.Inputs[0].Floats.ToArray().Select(row => (int)row);
}
