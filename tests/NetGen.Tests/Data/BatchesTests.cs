using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class BatchesTests
{
    [Fact]
    public void Batches_in_order_are_windows_of_the_examples()
    {
        Batches batches = Samples.Numbered(7).Batches(3);
        var sizes = new List<int>();
        var rows = new List<int>();
        foreach (Minibatch batch in batches)
        {
            sizes.Add(batch.Count);
            rows.AddRange(Rows(batch));
        }

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(3, batches.Count);
        Assert.Equal(Enumerable.Range(0, 7), rows);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 4)]
    [InlineData(5, 2)]
    [InlineData(10, 1)]
    [InlineData(64, 1)]
    public void An_epoch_shows_every_example_once(int batchSize, int expectedBatches)
    {
        ExampleBatches batches = Samples.Numbered(10).ShuffledBatches(batchSize, seed: 1);
        List<int> sizes = Sizes(batches, 0);

        Assert.Equal(expectedBatches, batches.Count);
        Assert.Equal(expectedBatches, sizes.Count);
        Assert.All(sizes.SkipLast(1), size => Assert.Equal(batchSize, size));
        Assert.Equal(Enumerable.Range(0, 10), Order(batches, 0).Order());
    }

    [Fact]
    public void The_order_depends_on_seed_and_epoch_alone()
    {
        Examples examples = Samples.Numbered(50);
        ExampleBatches batches = examples.ShuffledBatches(8, seed: 5);
        List<int> third = Order(batches, 3);
        Order(batches, 1);

        Assert.Equal(third, Order(batches, 3));
        Assert.Equal(third, Order(examples.ShuffledBatches(50, seed: 5), 3));
        Assert.NotEqual(third, Order(batches, 4));
        Assert.NotEqual(third, Order(examples.ShuffledBatches(8, seed: 6), 3));
    }

    [Fact]
    public void The_order_is_the_same_on_every_machine() =>
        Assert.Equal("3 5 8 6 4 2 9 1 0 7", string.Join(' ', Order(Samples.Numbered(10).ShuffledBatches(4, seed: 42), 7)));

    [Fact]
    public void All_orders_of_four_are_about_equally_frequent()
    {
        ExampleBatches batches = Samples.Numbered(4).ShuffledBatches(4, seed: 0);
        IEnumerable<int> frequencies = Enumerable.Range(0, 24_000).Select(epoch => string.Join(' ', Order(batches, epoch))).GroupBy(order => order).Select(group => group.Count());

        // 1000 expected; the deviation is 31.
        Assert.Equal(24, frequencies.Count());
        Assert.All(frequencies, frequency => Assert.InRange(frequency, 850, 1150));
    }

    [Fact]
    public void Several_inputs_of_both_kinds_are_shuffled_together()
    {
        int[] tokens = [.. Enumerable.Range(0, 20)];
        float[] values = [.. tokens.Select(token => (float)token)];
        var examples = new Examples([new Column(tokens, 2), new Column(values, 2)], [new Column(values, 2)]);
        foreach (Minibatch batch in examples.ShuffledBatches(3, seed: 0).Epoch(0))
        {
            Assert.False(batch.HasWeights);
            Assert.Equal(batch.IntInput(0).ToArray().Select(token => (float)token), batch.FloatInput(1).ToArray());
            Assert.Equal(batch.FloatInput(1).ToArray(), batch.FloatTarget(0).ToArray());
        }
    }

    [Fact]
    public void Epochs_allocate_nothing()
    {
        Examples examples = Samples.Numbered(100);
        ExampleBatches shuffled = examples.ShuffledBatches(8, seed: 0);
        Batches inOrder = examples.Batches(8);
        int seen = Go(shuffled, inOrder, 2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        seen += Go(shuffled, inOrder, 20);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
        Assert.Equal(22 * 200, seen);
    }

    [Fact]
    public void A_second_enumeration_ends_the_first()
    {
        ExampleBatches shuffled = Samples.Numbered(10).ShuffledBatches(2, seed: 0);
        ExampleBatches.Enumerator first = shuffled.Epoch(0).GetEnumerator();
        Assert.True(first.MoveNext());
        Assert.True(shuffled.Epoch(1).GetEnumerator().MoveNext());
        Assert.StartsWith("Another enumeration", Assert.Throws<InvalidOperationException>(() => first.MoveNext()).Message, StringComparison.Ordinal);

        Batches batches = Samples.Numbered(10).Batches(2);
        Batches.Enumerator second = batches.GetEnumerator();
        Assert.True(batches.GetEnumerator().MoveNext());
        Assert.Throws<InvalidOperationException>(() => second.MoveNext());
    }

    [Fact]
    public void Sizes_and_epochs_out_of_range_are_refused()
    {
        Examples examples = Samples.Numbered(4);

        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => examples.Batches(0));
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => examples.ShuffledBatches(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => examples.ShuffledBatches(1, 0).Epoch(-1));
    }

    private static int Go(ExampleBatches shuffled, Batches inOrder, int epochs)
    {
        int seen = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            foreach (Minibatch batch in shuffled.Epoch(epoch))
            {
                seen += batch.Count;
            }

            foreach (Minibatch batch in inOrder)
            {
                seen += batch.Count;
            }
        }

        return seen;
    }

    private static List<int> Sizes(ExampleBatches batches, int epoch)
    {
        var sizes = new List<int>();
        foreach (Minibatch batch in batches.Epoch(epoch))
        {
            sizes.Add(batch.Count);
        }

        return sizes;
    }

    private static List<int> Order(ExampleBatches batches, int epoch)
    {
        var order = new List<int>();
        foreach (Minibatch batch in batches.Epoch(epoch))
        {
            order.AddRange(Rows(batch));
        }

        return order;
    }

    /// <summary>The rows' numbers, from the inputs; checks that target and weight belong to them.</summary>
    private static int[] Rows(Minibatch batch)
    {
        int[] rows = batch.IntTarget(0).ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal([rows[i], -rows[i]], batch.FloatInput(0).Slice(2 * i, 2).ToArray());
            Assert.Equal(rows[i] + 1, batch.Weights[i]);
        }

        return rows;
    }
}
