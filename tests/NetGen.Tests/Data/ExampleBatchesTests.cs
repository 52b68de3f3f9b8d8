using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class ExampleBatchesTests
{
    [Theory]
    [InlineData(1, 10, 10)]
    [InlineData(3, 3, 9)]
    [InlineData(5, 2, 10)]
    [InlineData(10, 1, 10)]
    public void A_smaller_last_batch_is_dropped(int batchSize, int expectedBatches, int expectedExamples)
    {
        ExampleBatches batches = Samples.Numbered(10).InBatches(batchSize, seed: 1, dropLast: true);
        List<int[]> epoch = Read(batches, 0);

        Assert.Equal((expectedBatches, expectedExamples), (batches.Count, batches.ExamplesPerEpoch));
        Assert.Equal(expectedBatches, batches.BatchesPerEpoch);
        Assert.All(epoch, rows => Assert.Equal(batchSize, rows.Length));
        Assert.Equal(expectedExamples, epoch.SelectMany(rows => rows).Distinct().Count());
    }

    [Fact]
    public void Which_examples_are_dropped_changes_from_epoch_to_epoch()
    {
        ExampleBatches batches = Samples.Numbered(10).InBatches(9, seed: 1, dropLast: true);
        Assert.True(Enumerable.Range(0, 20).Select(epoch => Enumerable.Range(0, 10).Except(Read(batches, epoch).Single()).Single()).Distinct().Count() > 3);
    }

    [Fact]
    public void Sequential_batches_are_in_order_in_every_epoch()
    {
        ExampleBatches batches = Samples.Numbered(10).InBatches(4, seed: 1, Sampling.Sequential);
        foreach (int epoch in new[] { 0, 5 })
        {
            Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], Read(batches, epoch));
        }
    }

    [Fact]
    public void With_replacement_each_draw_is_of_all_examples()
    {
        ExampleBatches batches = Samples.Numbered(5).InBatches(2, seed: 3, Sampling.WithReplacement);
        var counts = new int[5];
        bool repeated = false;
        for (int epoch = 0; epoch < 2_000; epoch++)
        {
            int[] rows = [.. Read(batches, epoch).SelectMany(rows => rows)];
            Assert.Equal(5, rows.Length);
            repeated |= rows.Distinct().Count() < 5;
            Array.ForEach(rows, row => counts[row]++);
        }

        // 2000 expected; the deviation is 40.
        Assert.True(repeated);
        Assert.All(counts, count => Assert.InRange(count, 1_800, 2_200));
    }

    [Theory]
    [InlineData(Sampling.Shuffled, "3 5 8 6 4 2 9 1 0 7")]
    [InlineData(Sampling.WithReplacement, "6 4 6 7 8 6 9 1 2 2")]
    [InlineData(Sampling.Sequential, "0 1 2 3 4 5 6 7 8 9")]
    public void The_order_is_the_same_on_every_machine(Sampling sampling, string expected)
    {
        Examples examples = Samples.Numbered(10);
        ExampleBatches batches = examples.InBatches(4, seed: 42, sampling);
        Read(batches, 3);

        Assert.Equal(expected, Text(Read(batches, 7)));
        Assert.Equal(expected, Text(Read(examples.InBatches(1, seed: 42, sampling), 7)));
        Assert.Equal(expected, Text(Read(examples.InBatches(int.MaxValue, seed: 42, sampling), 7)));
    }

    [Theory]
    [InlineData(Sampling.Shuffled)]
    [InlineData(Sampling.WithReplacement)]
    public void Skipped_batches_are_those_at_the_beginning(Sampling sampling)
    {
        ExampleBatches batches = Samples.Numbered(10).InBatches(3, seed: 4, sampling);
        List<int[]> all = Read(batches, 2);
        for (int skip = 0; skip < 6; skip++)
        {
            Assert.Equal(all.Skip(skip), Read(batches, 2, skip));
        }

        Assert.Empty(Read(batches, 2, long.MaxValue));
    }

    [Fact]
    public void Nothing_can_be_read_before_an_epoch_began()
    {
        ExampleBatches batches = Samples.Numbered(4).InBatches(2);
        Assert.StartsWith("No epoch was begun", Assert.Throws<InvalidOperationException>(() => batches.TryNext(out _)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => batches.Begin(-1));
        Assert.Throws<ArgumentOutOfRangeException>("skip", () => batches.Begin(0, -1));
    }

    [Fact]
    public void Impossible_batches_are_refused()
    {
        Examples examples = Samples.Numbered(4);
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => examples.InBatches(0));
        Assert.Throws<ArgumentOutOfRangeException>("sampling", () => examples.InBatches(1, sampling: (Sampling)9));
        var error = Assert.Throws<ArgumentException>("dropLast", () => examples.InBatches(5, dropLast: true));
        Assert.StartsWith("The only batch has 4 of 5 examples, and dropLast would leave nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        foreach (Sampling sampling in Enum.GetValues<Sampling>())
        {
            ExampleBatches batches = Samples.Numbered(100).InBatches(8, seed: 0, sampling, dropLast: true);
            int seen = Count(batches, 2);
            long before = GC.GetAllocatedBytesForCurrentThread();
            seen += Count(batches, 20);
            long after = GC.GetAllocatedBytesForCurrentThread();

            Assert.Equal(0, after - before);
            Assert.Equal(22 * 96, seen);
        }
    }

    private static int Count(ExampleBatches batches, int epochs)
    {
        int seen = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            batches.Begin(epoch);
            while (batches.TryNext(out Minibatch? batch))
            {
                seen += batch.Count;
            }

            batches.Close();
        }

        return seen;
    }

    private static List<int[]> Read(ExampleBatches batches, int epoch, long skip = 0)
    {
        var read = new List<int[]>();
        batches.Begin(epoch, skip);
        while (batches.TryNext(out Minibatch? batch))
        {
            int[] rows = batch.IntTarget(0).ToArray();
            Assert.Equal(rows.SelectMany(row => new float[] { row, -row }), batch.FloatInput(0).ToArray());
            Assert.Equal(rows.Select(row => row + 1f), batch.Weights.ToArray());
            read.Add(rows);
        }

        return read;
    }

    private static string Text(List<int[]> batches) => string.Join(' ', batches.SelectMany(rows => rows));
}
