using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class ExamplesSelectTests
{
    [Fact]
    public void Rows_come_in_the_order_given_with_targets_and_weights()
    {
        Examples selected = Samples.Numbered(5).Select([3, 0, 3]);
        Assert.Equal([3f, -3, 0, 0, 3, -3], selected.Inputs[0].Floats.ToArray());
        Assert.Equal([3, 0, 3], selected.Targets[0].Ints.ToArray());
        Assert.Equal([4f, 1, 4], selected.Weights.ToArray());
    }

    [Fact]
    public void Take_and_skip_are_the_two_ends()
    {
        Examples examples = Samples.Numbered(5);
        Assert.Equal([0, 1], examples.Take(2).Targets[0].Ints.ToArray());
        Assert.Equal([2, 3, 4], examples.Skip(2).Targets[0].Ints.ToArray());
        Assert.Equal(5, examples.Skip(0).Take(5).Count);
    }

    [Fact]
    public void Rows_that_are_not_there_are_refused()
    {
        Examples examples = Samples.Numbered(5);
        Assert.StartsWith("There is no example 5; there are 0 to 4.", Assert.Throws<ArgumentOutOfRangeException>(() => examples.Select([0, 5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => examples.Select([-1]));
        Assert.Throws<ArgumentException>(() => examples.Select([]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => examples.Take(0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => examples.Take(6));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => examples.Skip(5));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => examples.Skip(-1));
    }

    [Fact]
    public void Concat_joins_columns_and_weights()
    {
        Examples joined = Samples.Numbered(2).Concat(Samples.Numbered(3, weighted: false));
        Assert.Equal([0, 1, 0, 1, 2], joined.Targets[0].Ints.ToArray());
        Assert.Equal([0f, 0, 1, -1, 0, 0, 1, -1, 2, -2], joined.Inputs[0].Floats.ToArray());
        Assert.Equal([1f, 2, 1, 1, 1], joined.Weights.ToArray());
        Assert.True(Samples.Numbered(2, weighted: false).Concat(Samples.Numbered(1, weighted: false)).Weights.IsEmpty);
    }

    [Fact]
    public void Examples_that_differ_in_fields_are_not_joined()
    {
        Examples examples = Samples.Numbered(2);
        Assert.StartsWith("input 0 of the other examples has 1 floats per row, but that of these has 2 floats.",
            Assert.Throws<ArgumentException>(() => examples.Concat(Examples.From(new float[1, 1], new int[1]))).Message, StringComparison.Ordinal);
        Assert.StartsWith("target 0 of the other examples has 1 floats per row, but that of these has 1 ints.",
            Assert.Throws<ArgumentException>(() => examples.Concat(Examples.From(new float[1, 2], new float[1]))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The other examples have 0 targets, but these have 1.",
            Assert.Throws<ArgumentException>(() => examples.Concat(new Examples([new Column(new float[2], 2)], []))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_weights_multiply_those_of_the_examples()
    {
        Examples examples = Examples.From(new float[3, 1], [1, 0, 1], [1, 2, 3]);
        Assert.Equal([0.5f, 20, 1.5f], examples.WithClassWeights([10, 0.5f]).Weights.ToArray());
        Assert.Equal([0.5f, 10, 0.5f], Examples.From(new float[3, 1], [1, 0, 1]).WithClassWeights([10, 0.5f]).Weights.ToArray());
    }

    [Fact]
    public void Impossible_class_weights_are_refused()
    {
        Examples examples = Examples.From(new float[3, 1], [1, 0, 2]);
        Assert.StartsWith("There are weights for the classes 0 to 1, but an example is of class 2.",
            Assert.Throws<ArgumentException>(() => examples.WithClassWeights([1, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The weight of class 1 is -1,", Assert.Throws<ArgumentException>(() => examples.WithClassWeights([1, -1, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("All weights are 0", Assert.Throws<ArgumentException>(() => examples.WithClassWeights([0, 0, 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Balanced_classes_weigh_the_same()
    {
        // 6 / (2 * 4) and 6 / (2 * 2).
        Examples balanced = Examples.From(new float[6, 1], [5, 5, 2, 5, 2, 5]).WithBalancedClasses();
        Assert.Equal([0.75f, 0.75f, 1.5f, 0.75f, 1.5f, 0.75f], balanced.Weights.ToArray());
        Assert.Equal(6, balanced.Weights.ToArray().Sum());
    }
}
