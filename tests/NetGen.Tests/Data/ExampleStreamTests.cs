using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

public class ExampleStreamTests
{
    private static readonly ExampleLayout Layout = new(
        [new("x", [2], ElementKind.Float), new("token", [], ElementKind.Int)], [new("t", [], ElementKind.Int)], hasWeights: true);

    public static TheoryData<int, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int, int>();
            foreach (int prefetch in new[] { 0, 1, 4 })
            {
                foreach ((int count, int batchSize, int buffer) in new[] { (10, 3, 1), (10, 3, 4), (10, 1, 4), (10, 10, 100), (10, 64, 3), (3_000, 7, 2_000) })
                {
                    sizes.Add(prefetch, count, batchSize, buffer);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_epoch_shows_every_example_once(int prefetch, int count, int batchSize, int buffer)
    {
        using ExampleStream stream = Numbers(count, batchSize, new() { Seed = 1, ShuffleBuffer = buffer, Prefetch = prefetch });
        List<int[]> batches = Read(stream, 0);

        Assert.Equal(Enumerable.Range(0, count), batches.SelectMany(rows => rows).Order());
        Assert.All(batches.SkipLast(1), rows => Assert.Equal(batchSize, rows.Length));
        Assert.Equal(buffer == 1, batches.SelectMany(rows => rows).SequenceEqual(Enumerable.Range(0, count)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_order_depends_on_seed_epoch_and_buffer_alone(int prefetch, int count, int batchSize, int buffer)
    {
        using ExampleStream stream = Numbers(count, batchSize, new() { Seed = 1, ShuffleBuffer = buffer, Prefetch = prefetch });
        using ExampleStream other = Numbers(count, 5, new() { Seed = 1, ShuffleBuffer = buffer, Prefetch = 0 });
        Read(stream, 0);
        int[] third = [.. Read(stream, 3).SelectMany(rows => rows)];

        Assert.Equal(Read(other, 3).SelectMany(rows => rows), third);
        Assert.Equal(third, Read(stream, 3).SelectMany(rows => rows));
        if (buffer > 1)
        {
            Assert.NotEqual(third, Read(stream, 4).SelectMany(rows => rows));
            using ExampleStream seeded = Numbers(count, 5, new() { Seed = 2, ShuffleBuffer = buffer, Prefetch = 0 });
            Assert.NotEqual(third, Read(seeded, 3).SelectMany(rows => rows));
        }
    }

    [Fact]
    public void The_order_is_the_same_on_every_machine()
    {
        using ExampleStream stream = Numbers(10, 4, new() { Seed = 42, ShuffleBuffer = 4 });
        Assert.Equal("3 2 0 6 5 1 8 4 7 9", string.Join(' ', Read(stream, 7).SelectMany(rows => rows)));
    }

    [Fact]
    public void A_buffer_of_all_examples_gives_every_order_about_equally_often()
    {
        using ExampleStream stream = Numbers(3, 3, new() { ShuffleBuffer = 3, Prefetch = 0 });
        int[] frequencies = [.. Enumerable.Range(0, 6_000).Select(epoch => string.Join(' ', Read(stream, epoch)[0])).GroupBy(order => order).Select(group => group.Count())];

        // 1000 expected; the deviation is 29.
        Assert.Equal(6, frequencies.Length);
        Assert.All(frequencies, frequency => Assert.InRange(frequency, 850, 1_150));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Skipped_batches_are_those_at_the_beginning(int prefetch)
    {
        using ExampleStream stream = Numbers(10, 3, new() { ShuffleBuffer = 5, Prefetch = prefetch });
        List<int[]> all = Read(stream, 2);
        for (int skip = 0; skip < 6; skip++)
        {
            Assert.Equal(all.Skip(skip), Read(stream, 2, skip));
        }

        Assert.Empty(Read(stream, 2, long.MaxValue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_smaller_last_batch_is_dropped(int prefetch)
    {
        using ExampleStream stream = Numbers(10, 4, new() { DropLast = true, Prefetch = prefetch, ExamplesPerEpoch = 10 });
        Assert.Equal([4, 4], Read(stream, 0).Select(rows => rows.Length));
        Assert.Equal((2L, 8L), (stream.BatchesPerEpoch, stream.ExamplesPerEpoch));

        using ExampleStream small = Numbers(3, 4, new() { DropLast = true, Prefetch = prefetch, ShuffleBuffer = 2 });
        Assert.EndsWith("There are only 3 examples, less than a batch, and DropLast leaves nothing of them.", Assert.Throws<InvalidDataException>(() => Read(small, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Numbers(3, 4, new() { DropLast = true, ExamplesPerEpoch = 3 }));
    }

    [Fact]
    public void Counts_are_known_where_they_are_given()
    {
        using ExampleStream unknown = Numbers(10, 4, new());
        Assert.Null(unknown.BatchesPerEpoch);
        Assert.Null(unknown.ExamplesPerEpoch);
        Assert.Null(unknown.Examples);
        using ExampleStream known = Numbers(10, 4, new() { ExamplesPerEpoch = 10 });
        Assert.Equal((3L, 10L), (known.BatchesPerEpoch, known.ExamplesPerEpoch));
        using ExampleStream wrong = Numbers(10, 4, new() { ExamplesPerEpoch = 11 });
        Assert.Equal("Example 10 of epoch 5 could not be read. There are 10 examples, but 11 were announced.", Assert.Throws<InvalidDataException>(() => Read(wrong, 5)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void An_error_of_the_reader_arrives_where_its_batch_would_have(int prefetch)
    {
        using ExampleStream stream = ExampleStream.From(Layout, _ => Failing(7, new InvalidDataException("Bad cell.")), Write, 2, new() { ShuffleBuffer = 1, Prefetch = prefetch });
        stream.Begin(3);
        for (int batch = 0; batch < 3; batch++)
        {
            Assert.True(stream.TryNext(out Minibatch? read));
            Assert.Equal([2 * batch, (2 * batch) + 1], read.IntTarget(0).ToArray());
        }

        for (int again = 0; again < 2; again++)
        {
            var error = Assert.Throws<InvalidDataException>(() => stream.TryNext(out _));
            Assert.Equal("Example 7 of epoch 3 could not be read. Bad cell.", error.Message);
            Assert.Equal("Bad cell.", error.InnerException!.Message);
        }

        Assert.Throws<InvalidDataException>(() => Read(stream, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Errors_keep_their_kind(int prefetch)
    {
        Exception Thrown(Exception error)
        {
            using ExampleStream stream = ExampleStream.From(Layout, _ => Failing(0, error), Write, 2, new() { Prefetch = prefetch });
            return Assert.ThrowsAny<Exception>(() => Read(stream, 0));
        }

        Assert.IsType<IOException>(Thrown(new FileNotFoundException("none")));
        Assert.IsType<InvalidOperationException>(Thrown(new NotSupportedException("no")));

        using ExampleStream closed = new(Layout, _ => throw new IOException("no such table"), 2, new() { Prefetch = prefetch });
        Assert.Equal("Example 0 of epoch 0 could not be read. no such table", Assert.Throws<IOException>(() => Read(closed, 0)).Message);
        using ExampleStream empty = Numbers(0, 2, new() { Prefetch = prefetch });
        Assert.Equal("Example 0 of epoch 0 could not be read. The reader gave no example.", Assert.Throws<InvalidDataException>(() => Read(empty, 0)).Message);
        using ExampleStream wrong = ExampleStream.From(Layout, _ => Enumerable.Range(0, 2), (_, row) => row.IntInput(0)[0] = 1, 2, new() { Prefetch = prefetch });
        Assert.EndsWith("x holds floats, but was written as ints.", Assert.Throws<InvalidOperationException>(() => Read(wrong, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Readers_are_closed_whether_or_not_all_is_read(int prefetch)
    {
        int open = 0;
        int opened = 0;
        IEnumerable<int> Counting(int epoch)
        {
            Interlocked.Increment(ref open);
            Interlocked.Increment(ref opened);
            try
            {
                for (int i = 0; i < 1_000; i++)
                {
                    yield return i;
                }
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        }

        using ExampleStream stream = ExampleStream.From(Layout, Counting, Write, 8, new() { Prefetch = prefetch, ShuffleBuffer = 16 });
        stream.Begin(0);
        Assert.True(stream.TryNext(out _));
        stream.Close();
        Assert.Equal((0, 1), (open, opened));
        Assert.Throws<InvalidOperationException>(() => stream.TryNext(out _));

        stream.Begin(1);
        Assert.True(stream.TryNext(out _));
        Assert.Equal(1_000, Read(stream, 2).Sum(rows => rows.Length));
        stream.Close();
        stream.Close();
        Assert.Equal((0, 3), (open, opened));
    }

    [Fact]
    public void No_more_batches_are_made_ahead_than_asked_for()
    {
        int written = 0;
        void Count(int number, ExampleRow row)
        {
            Write(number, row);
            Interlocked.Increment(ref written);
        }

        using ExampleStream stream = ExampleStream.From(Layout, _ => Enumerable.Range(0, 1_000_000), Count, 10, new() { Prefetch = 3, ShuffleBuffer = 5 });
        stream.Begin(0);
        for (int batch = 1; batch <= 20; batch++)
        {
            Assert.True(stream.TryNext(out _));

            // The one in use, three ahead, and what is in the buffer.
            Assert.InRange(Volatile.Read(ref written), batch * 10, ((batch + 3) * 10) + 5);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Reading_allocates_nothing_after_the_first_batches(int prefetch)
    {
        using ExampleStream stream = new(Layout, _ => new CountingReader(2_000), 8, new() { Prefetch = prefetch, ShuffleBuffer = 64 });
        Read(stream, 0);
        stream.Begin(1);
        for (int batch = 0; batch < 10; batch++)
        {
            Assert.True(stream.TryNext(out _));
        }

        int seen = 80;
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (stream.TryNext(out Minibatch? batch))
        {
            seen += batch.Count;
        }

        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(0, after - before);
        Assert.Equal(2_000, seen);
    }

    [Fact]
    public void Rows_begin_with_0_and_weight_1()
    {
        using ExampleStream stream = ExampleStream.From(Layout, _ => Enumerable.Range(0, 100), (number, row) => row.IntTarget(0)[0] = number, 10, new() { ShuffleBuffer = 3 });
        stream.Begin(0);
        while (stream.TryNext(out Minibatch? batch))
        {
            Assert.All(batch.FloatInput(0).ToArray(), value => Assert.Equal(0, value));
            Assert.All(batch.Weights.ToArray(), weight => Assert.Equal(1, weight));
        }
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("batchSize", () => Numbers(1, 0, new()));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => Numbers(1, 1, new() { ShuffleBuffer = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => Numbers(1, 1, new() { Prefetch = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => Numbers(1, 1, new() { ExamplesPerEpoch = 0 }));
        using ExampleStream stream = Numbers(1, 1, new());
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => stream.Begin(-1));
        Assert.Throws<ArgumentOutOfRangeException>("skip", () => stream.Begin(0, -1));
        Assert.Throws<ArgumentException>(() => new ExampleLayout([], []));
        Assert.Throws<ArgumentException>(() => new ExampleLayout([new("x", [0], ElementKind.Float)], []));
    }

    [Fact]
    public void A_reader_can_be_read_into_memory()
    {
        using ExampleReader reader = ExampleReader.From(Layout, Enumerable.Range(0, 1_000), Write);
        Examples examples = Examples.From(reader);
        Assert.Equal(1_000, examples.Count);
        Assert.Equal(Enumerable.Range(0, 1_000), Rows(examples.AsBatch()));
    }

    private static ExampleStream Numbers(int count, int batchSize, ExampleStreamOptions options) =>
        ExampleStream.From(Layout, _ => Enumerable.Range(0, count), Write, batchSize, options);

    private static IEnumerable<int> Failing(int at, Exception error)
    {
        for (int i = 0; i < at; i++)
        {
            yield return i;
        }

        throw error;
    }

    private static void Write(int number, ExampleRow row)
    {
        row.FloatInput(0)[0] = number;
        row.FloatInput(0)[1] = -number;
        row.IntInput(1)[0] = number + 7;
        row.IntTarget(0)[0] = number;
        row.SetWeight(number + 1);
    }

    private static List<int[]> Read(ExampleStream stream, int epoch, long skip = 0)
    {
        var read = new List<int[]>();
        stream.Begin(epoch, skip);
        while (stream.TryNext(out Minibatch? batch))
        {
            read.Add(Rows(batch));
        }

        return read;
    }

    /// <summary>The rows' numbers, from the target; checks that inputs and weight belong to them.</summary>
    private static int[] Rows(Minibatch batch)
    {
        int[] rows = batch.IntTarget(0).ToArray();
        Assert.Equal(rows.SelectMany(row => new float[] { row, -row }), batch.FloatInput(0).ToArray());
        Assert.Equal(rows.Select(row => row + 7), batch.IntInput(1).ToArray());
        Assert.Equal(rows.Select(row => row + 1f), batch.Weights.ToArray());
        return rows;
    }

    private sealed class CountingReader(int count) : ExampleReader(ExampleStreamTests.Layout)
    {
        private int _next;

        public override bool TryRead(ExampleRow row)
        {
            if (_next == count)
            {
                return false;
            }

            Write(_next++, row);
            return true;
        }
    }
}
