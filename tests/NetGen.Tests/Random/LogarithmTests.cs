using System;
using Xunit;

namespace NetGen.Tests.Random;

public class LogarithmTests
{
    private const int Samples = 100_000;

    // Seeded random numbers depend on every bit.
    [Fact]
    public void Has_the_bits_of_its_series_with_every_coefficient_divided_anew()
    {
        var random = new RandomStream(5, RandomPurpose.General);
        for (int i = 0; i < Samples; i++)
        {
            AssertBits(random.NextDouble() + double.Epsilon);
            AssertBits(Math.ScaleB(1 + random.NextDouble(), random.NextBounded(2046) - 1022));
        }
    }

    private static void AssertBits(double x)
    {
        double expected = Series(x);
        Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(Logarithm.Natural(x)), FormattableString.Invariant($"at {x:R}"));
    }

    private static double Series(double x)
    {
        int exponent = Math.ILogB(x);
        double m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        double s = (m - 1) / (m + 1);
        double series = 0;
        for (int j = 10; j >= 0; j--)
        {
            series = series * (s * s) + 1.0 / (2 * j + 1);
        }

        return exponent * 0.6931471805599453 + 2 * s * series;
    }
}
