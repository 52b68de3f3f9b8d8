using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Random;

public class RandomStreamTests
{
    private const int Samples = 200_000;

    [Fact]
    public void Words_are_Philox_blocks_of_the_documented_counter_and_key()
    {
        var random = new RandomStream(0x0123456789abcdef, RandomPurpose.Shuffling, stream: 7, step: 9);
        for (uint block = 0; block < 3; block++)
        {
            var expected = Philox4x32.Block((block, 9, 7, (uint)RandomPurpose.Shuffling), (0x89abcdef, 0x01234567));
            Assert.Equal(expected, (random.NextUInt32(), random.NextUInt32(), random.NextUInt32(), random.NextUInt32()));
        }
    }

    [Fact]
    public void Seed_purpose_stream_and_step_all_matter()
    {
        RandomStream[] streams =
        [
            new(1, RandomPurpose.General), new(2, RandomPurpose.General), new(1L << 32, RandomPurpose.General), new(-1, RandomPurpose.General),
            new(1, RandomPurpose.Shuffling), new(1, RandomPurpose.General, stream: 1), new(1, RandomPurpose.General, step: 1),
        ];
        var first = new HashSet<uint>();
        for (int i = 0; i < streams.Length; i++)
        {
            Assert.True(first.Add(streams[i].NextUInt32()), $"stream {i} repeats another");
        }
    }

    [Fact]
    public void Singles_and_doubles_are_uniform_over_0_to_1()
    {
        var random = new RandomStream(1, RandomPurpose.General);
        double sum = 0, sumOfSquares = 0;
        for (int i = 0; i < Samples; i++)
        {
            double value = i % 2 == 0 ? random.NextSingle() : random.NextDouble();
            Assert.InRange(value, 0, 1 - 1.0 / (1L << 53));
            sum += value;
            sumOfSquares += value * value;
        }

        Assert.Equal(1.0 / 2, sum / Samples, 0.003);
        Assert.Equal(1.0 / 3, sumOfSquares / Samples, 0.003);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Bounded_integers_are_uniform(int bound)
    {
        var random = new RandomStream(2, RandomPurpose.General);
        var counts = new int[bound];
        for (int i = 0; i < Samples; i++)
        {
            counts[random.NextBounded(bound)]++;
        }

        double expected = (double)Samples / bound;
        Assert.All(counts, count => Assert.InRange(count, expected - 6 * Math.Sqrt(expected), expected + 6 * Math.Sqrt(expected)));
    }

    // Without refusing some words, values below 3 * 2^30 would not be equally likely in thirds: two thirds of the words would fall on one half.
    [Fact]
    public void Large_bounds_have_no_bias()
    {
        const int Bound = 3 << 29;
        var random = new RandomStream(3, RandomPurpose.General);
        var thirds = new int[3];
        for (int i = 0; i < Samples; i++)
        {
            thirds[random.NextBounded(Bound) >> 29]++;
        }

        Assert.All(thirds, count => Assert.Equal(Samples / 3.0, count, 1500.0));
        Assert.InRange(random.NextBounded(int.MaxValue), 0, int.MaxValue - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_below_1_is_refused(int bound) => Assert.Throws<ArgumentOutOfRangeException>(() =>
    {
        var random = new RandomStream(1, RandomPurpose.General);
        return random.NextBounded(bound);
    });

    [Fact]
    public void Normal_numbers_have_the_moments_and_tails_of_the_standard_normal_distribution()
    {
        var random = new RandomStream(4, RandomPurpose.General);
        double[] values = Enumerable.Range(0, Samples).Select(_ => random.NextNormal()).ToArray();
        Assert.Equal(0, values.Average(), 0.01);
        Assert.Equal(1, values.Average(value => value * value), 0.02);
        Assert.Equal(0, values.Average(value => value * value * value), 0.05);
        Assert.Equal(3, values.Average(value => value * value * value * value), 0.1);
        Assert.Equal(0.6827, values.Average(value => Math.Abs(value) < 1 ? 1.0 : 0), 0.005);
        Assert.Equal(0.0027, values.Average(value => Math.Abs(value) > 3 ? 1.0 : 0), 0.0006);
    }

    // These numbers are a promise: results that depend on a seed are the same on every machine and with every version.
    [Fact]
    public void The_numbers_never_change()
    {
        var random = new RandomStream(42, RandomPurpose.Initialization, stream: 3);
        Assert.Equal(0x9065c966u, random.NextUInt32());
        Assert.Equal(0.87798315f, random.NextSingle());
        Assert.Equal(0.8937325572138985, random.NextDouble());
        Assert.Equal(474, random.NextBounded(1000));
        Assert.Equal(-0.8317683381652823, random.NextNormal());
        Assert.Equal(0.9896655667645496, random.NextNormal());
    }
}
