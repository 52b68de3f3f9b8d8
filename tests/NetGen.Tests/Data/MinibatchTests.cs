using System;
using Xunit;

namespace NetGen.Tests.Data;

public class MinibatchTests
{
    [Fact]
    public void Shows_exactly_its_rows_of_each_field()
    {
        Minibatch batch = Minibatch.From(new float[] { 1, 2, 3, 4, 5, 6 }, 3, new[] { 7, 8 }, new[] { 0.5f, 1.5f });
        Assert.Equal(2, batch.Count);
        Assert.Equal([1f, 2, 3, 4, 5, 6], batch.FloatInput(0).ToArray());
        Assert.Equal([7, 8], batch.IntTarget(0).ToArray());
        Assert.True(batch.HasWeights);
        Assert.Equal([0.5f, 1.5f], batch.Weights.ToArray());
    }

    [Fact]
    public void A_window_moves_all_fields_together()
    {
        Minibatch batch = Minibatch.From(new float[] { 1, 2, 3, 4, 5, 6 }, 2, new float[] { 7, 8, 9 }, 1, new[] { 1f, 2, 3 });
        batch.Show(1, 2);
        Assert.Equal(2, batch.Count);
        Assert.Equal([3f, 4, 5, 6], batch.FloatInput(0).ToArray());
        Assert.Equal([8f, 9], batch.FloatTarget(0).ToArray());
        Assert.Equal([2f, 3], batch.Weights.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Show(2, 2));
    }

    [Fact]
    public void Without_weights_or_targets()
    {
        Minibatch batch = Minibatch.From(Array.Empty<float>(), 4);
        Assert.Equal((0, 1, 0), (batch.Count, batch.InputCount, batch.TargetCount));
        Assert.False(batch.HasWeights);
        Assert.True(batch.Weights.IsEmpty);
    }

    [Fact]
    public void Wrong_kinds_and_fields_are_refused()
    {
        Minibatch batch = Minibatch.From(new float[4], 2, new int[2]);
        Assert.Equal("The column holds floats, but was read as ints.", Assert.Throws<InvalidOperationException>(() => batch.IntInput(0).Length).Message);
        Assert.Equal("The column holds ints, but was read as floats.", Assert.Throws<InvalidOperationException>(() => batch.FloatTarget(0).Length).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.FloatInput(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.IntTarget(-1).Length);
    }

    [Fact]
    public void Lengths_that_do_not_belong_together_are_refused()
    {
        Assert.Contains("values has 5 values, but must be a whole number of rows of 2", Refusal(() => Minibatch.From(new float[5], 2)), StringComparison.Ordinal);
        Assert.Contains("A row of a column has 0 values", Refusal(() => Minibatch.From(new float[5], 0)), StringComparison.Ordinal);
        Assert.Contains("target 0 has 3 rows, but the batch has 2 examples", Refusal(() => Minibatch.From(new float[4], 2, new int[3])), StringComparison.Ordinal);
        Assert.Contains("weights has 1 values, but the batch has 2", Refusal(() => Minibatch.From(new float[4], 2, new int[2], new float[1])), StringComparison.Ordinal);
        Assert.Contains("at least one input", Refusal(() => new Minibatch([], [], 0)), StringComparison.Ordinal);
    }

    private static string Refusal(Func<Minibatch> make) => Assert.ThrowsAny<ArgumentException>(make).Message;
}
