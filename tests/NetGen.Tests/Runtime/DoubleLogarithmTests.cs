using System;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class DoubleLogarithmTests
{
    private const int Samples = 200_000;

    [Fact]
    public void Is_right_to_a_few_units_in_the_last_place_at_every_size()
    {
        var random = new RandomStream(5, RandomPurpose.General);
        for (int i = 0; i < Samples; i++)
        {
            double x = (1 + random.NextDouble()) * Math.ScaleB(1, random.NextBounded(2096) - 1073);
            AssertClose(x);
            AssertClose(1 + (random.NextDouble() - 0.5) * Math.ScaleB(1, -random.NextBounded(50)));
        }
    }

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(1.0, 0.0)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    public void Special_arguments(double x, double expected) => Assert.Equal(expected, VectorMath.Log(x));

    private static void AssertClose(double x)
    {
        double exact = Math.Log(x);
        double error = Math.Abs(VectorMath.Log(x) - exact) / Math.Max(Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact), double.Epsilon);
        Assert.True(error <= 4, FormattableString.Invariant($"ln {x:R} is {error} units in the last place off"));
    }
}
