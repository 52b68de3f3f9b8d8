using System;
using System.Globalization;
using NetGen.Runtime.V1;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Runtime;

/// <summary>The documented error bounds and special values of <c>VectorMath</c>'s functions in double.
/// The environment variable NETGEN_DOUBLE_SAMPLES sets the number of random arguments of every kind.</summary>
public class DoubleMathTests(ITestOutputHelper output)
{
    private const int DefaultSamples = 5_000;

    private static readonly int Samples =
        int.TryParse(Environment.GetEnvironmentVariable("NETGEN_DOUBLE_SAMPLES"), CultureInfo.InvariantCulture, out int samples) ? samples : DefaultSamples;

    [Fact]
    public void Exp_is_at_most_1_1_units_off()
    {
        var worst = new Worst("exp", 1.1, VectorMath.Exp, DoubleUlps.OfExp);
        var random = new RandomStream(5, RandomPurpose.General);
        for (int i = 0; i < Samples; i++)
        {
            worst.Try(Between(ref random, -745.13, 709.78));
            worst.Try(Between(ref random, -30, 30));
            worst.Try(Between(ref random, -1, 1));
            worst.Try(Between(ref random, -1, 1) * Math.ScaleB(1, -random.NextBounded(1075)));
        }

        // The ends of the main path, of the normal results and of all results.
        foreach (double end in new[] { -745.1332191019411, -744.5, -708.3964185322641, -703.977, 703.977, 709.782712893384 })
        {
            ForNeighbours(end, 100, x =>
            {
                if (x is >= -745.1332191019411 and <= 709.782712893384)
                {
                    worst.Try(x);
                }
            });
        }

        worst.Check(output);
    }

    [Fact]
    public void Log_is_at_most_1_6_units_off()
    {
        var worst = new Worst("ln", 1.6, VectorMath.Log, DoubleUlps.OfLog);
        var random = new RandomStream(5, RandomPurpose.General);
        for (int i = 0; i < Samples; i++)
        {
            worst.Try(AnySize(ref random));
            worst.Try(Between(ref random, 0.3, 3));
            worst.Try(Between(ref random, 0.7, 0.72));
            worst.Try(1 + Between(ref random, -1, 1) * Math.ScaleB(1, -1 - random.NextBounded(52)));
        }

        foreach (double end in new[] { 1, 2, Math.Sqrt(0.5), Math.Sqrt(2), 2.2250738585072014e-308, 1e-322, double.MaxValue, double.Epsilon })
        {
            ForNeighbours(end, 100, x =>
            {
                if (x > 0 && double.IsFinite(x))
                {
                    worst.Try(x);
                }
            });
        }

        worst.Check(output);
    }

    [Fact]
    public void Log1P_is_at_most_2_units_off()
    {
        var worst = new Worst("ln(1 + x)", 2, VectorMath.Log1P, DoubleUlps.OfLog1P);
        var random = new RandomStream(5, RandomPurpose.General);
        for (int i = 0; i < Samples; i++)
        {
            worst.Try(Between(ref random, 0, 1));
            worst.Try(Between(ref random, 0.41, 0.5));
            worst.Try(Between(ref random, -1, 3));
            worst.Try((random.NextDouble() < 0.5 ? -0.5 : 1) * Math.ScaleB(1 + random.NextDouble(), -random.NextBounded(90)));
            worst.Try(-1 + Math.ScaleB(1 + random.NextDouble(), -1 - random.NextBounded(52)));
            worst.Try(Math.ScaleB(1 + random.NextDouble(), random.NextBounded(1024)));
        }

        foreach (double end in new[] { -1, -0.5, Math.Sqrt(0.5) - 1, Math.Sqrt(2) - 1, 0.5, 1, 9007199254740992, double.MaxValue })
        {
            ForNeighbours(end, 100, x =>
            {
                if (x > -1 && double.IsFinite(x))
                {
                    worst.Try(x);
                }
            });
        }

        worst.Check(output);
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(2.2250738585072014e-308)]
    [InlineData(1e-200)]
    [InlineData(1e-17)]
    [InlineData(0.0)]
    public void Log1P_of_a_tiny_number_is_the_number_itself(double x)
    {
        AssertBits(x, VectorMath.Log1P(x));
        AssertBits(-x, VectorMath.Log1P(-x));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1e-300, 1.0)]
    [InlineData(709.782712893384, 1.7976931348622732e308)]
    [InlineData(709.7827128933841, double.PositiveInfinity)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-745.1332191019411, double.Epsilon)]
    [InlineData(-745.1332191019412, 0.0)]
    [InlineData(-746.0, 0.0)]
    [InlineData(-1e300, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Special_arguments_of_Exp(double x, double expected) => AssertBits(expected, VectorMath.Exp(x));

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(1.0, 0.0)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(-double.Epsilon, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    public void Special_arguments_of_Log(double x, double expected) => AssertBits(expected, VectorMath.Log(x));

    [Theory]
    [InlineData(-1.0, double.NegativeInfinity)]
    [InlineData(-1.0000000000000002, double.NaN)]
    [InlineData(-3.0, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Special_arguments_of_Log1P(double x, double expected) => AssertBits(expected, VectorMath.Log1P(x));

    [Fact]
    public void Negative_zero()
    {
        AssertBits(1, VectorMath.Exp(-0.0));
        AssertBits(double.NegativeInfinity, VectorMath.Log(-0.0));
        AssertBits(-0.0, VectorMath.Log1P(-0.0));
    }

    // A hash of results of many arguments: every machine must find this one.
    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        var random = new RandomStream(11, RandomPurpose.General);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < 100_000; i++)
        {
            double x = Between(ref random, -750, 715);
            foreach (double y in new[] { VectorMath.Exp(x), VectorMath.Log(AnySize(ref random)), VectorMath.Log1P(VectorMath.Exp(-Math.Abs(x / 20))) })
            {
                hash = (hash ^ (ulong)BitConverter.DoubleToInt64Bits(y)) * 1099511628211;
            }
        }

        Assert.Equal(927115570829432838UL, hash);
    }

    private static double Between(ref RandomStream random, double low, double high) => low + (high - low) * random.NextDouble();

    // Positive, denormals included.
    private static double AnySize(ref RandomStream random) => Math.ScaleB(1 + random.NextDouble(), random.NextBounded(2098) - 1074);

    private static void ForNeighbours(double center, int count, Action<double> visit)
    {
        double up = center;
        double down = center;
        for (int i = 0; i < count; i++)
        {
            visit(up);
            visit(down);
            up = Math.BitIncrement(up);
            down = Math.BitDecrement(down);
        }
    }

    // Same bits, or both NaN.
    private static void AssertBits(double expected, double actual) => Assert.True(
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual) || (double.IsNaN(expected) && double.IsNaN(actual)),
        FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));

    private sealed class Worst(string name, double bound, Func<double, double> function, Func<double, double, double> errorOf)
    {
        private double _worst;
        private double _worstAt;

        public void Try(double x)
        {
            double error = errorOf(x, function(x));
            if (error > _worst)
            {
                (_worst, _worstAt) = (error, x);
            }
        }

        public void Check(ITestOutputHelper output)
        {
            string found = FormattableString.Invariant($"{name} is {_worst:F4} units in the last place off at {_worstAt:R}; the documented bound is {bound}");
            output.WriteLine(found);
            Assert.True(_worst > 0.5 && _worst <= bound, found);
        }
    }
}
