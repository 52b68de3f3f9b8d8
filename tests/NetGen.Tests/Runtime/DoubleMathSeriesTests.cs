using System;
using System.Numerics;
using NetGen.Runtime.V1;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Runtime;

/// <summary>The documented errors and special values of those of <c>VectorMath</c>'s functions in double that are made of others.</summary>
public class DoubleMathSeriesTests(ITestOutputHelper output)
{
    private const int Samples = 15;
    private static readonly string[] AllNames = ["expm1", "tanh", "sigmoid", "softplus", "erf", "erfc", "sin", "cos", "atan"];

    public static TheoryData<string> Names => [.. AllNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_error_stays_within_the_documented_bound(string name)
    {
        Subject subject = Named(name);
        var random = new RandomStream(7, RandomPurpose.General);
        double worst = 0;
        double worstAt = 0;
        for (int i = 0; i < Samples; i++)
        {
            double unit = (2 * random.NextDouble()) - 1;
            Try(unit);
            Try(4 * unit);
            Try(Math.Min(subject.Largest, 30) * unit);
            Try(subject.Largest * unit);
            Try(unit * Math.ScaleB(1, -random.NextBounded(1070)));
            Try(unit * Math.ScaleB(1, random.NextBounded(1 + Math.ILogB(subject.Largest))));
            Try(Math.Round(20 * unit) * Math.PI / 2);
        }

        // Where formulas change; 6381956970095103 2^797 is the double nearest to an odd multiple of pi/2.
        double[] edges = [1e-300, 0.0054, 0.0055, 0.0108, 0.40, 0.42, 0.5, 0.7854, 2.41, 2.42, 6, 20, 27, 39.9, 40, 99_999, 100_000, 6381956970095103 * Math.ScaleB(1, 797)];
        foreach (double edge in edges)
        {
            Try(edge);
            Try(-edge);
        }

        string text = FormattableString.Invariant($"{name} is {worst:G3} off at {worstAt:R}");
        output.WriteLine(text);
        Assert.True(worst > 1e-17 && worst <= subject.Bound, text);

        void Try(double x)
        {
            if (Math.Abs(x) > subject.Largest)
            {
                return;
            }

            double error = FixedPoint.RelativeError(subject.Function(x), subject.Exact(x));
            if (error > worst)
            {
                (worst, worstAt) = (error, x);
            }
        }
    }

    [Theory]
    [InlineData("expm1", 0.0, 0.0)]
    [InlineData("expm1", double.Epsilon, double.Epsilon)]
    [InlineData("expm1", 710.0, double.PositiveInfinity)]
    [InlineData("expm1", -1e300, -1.0)]
    [InlineData("expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("expm1", double.NegativeInfinity, -1.0)]
    [InlineData("tanh", 0.0, 0.0)]
    [InlineData("tanh", double.Epsilon, double.Epsilon)]
    [InlineData("tanh", 20.0, 1.0)]
    [InlineData("tanh", -1e300, -1.0)]
    [InlineData("tanh", double.PositiveInfinity, 1.0)]
    [InlineData("sigmoid", 0.0, 0.5)]
    [InlineData("sigmoid", 1e300, 1.0)]
    [InlineData("sigmoid", -1e300, 0.0)]
    [InlineData("sigmoid", double.NegativeInfinity, 0.0)]
    [InlineData("softplus", 1e300, 1e300)]
    [InlineData("softplus", -1e300, 0.0)]
    [InlineData("softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("softplus", double.NegativeInfinity, 0.0)]
    [InlineData("erf", 0.0, 0.0)]
    [InlineData("erf", 6.0, 1.0)]
    [InlineData("erf", double.NegativeInfinity, -1.0)]
    [InlineData("erfc", 0.0, 1.0)]
    [InlineData("erfc", 28.0, 0.0)]
    [InlineData("erfc", -1e300, 2.0)]
    [InlineData("erfc", double.PositiveInfinity, 0.0)]
    [InlineData("sin", 0.0, 0.0)]
    [InlineData("sin", double.Epsilon, double.Epsilon)]
    [InlineData("sin", double.PositiveInfinity, double.NaN)]
    [InlineData("cos", 0.0, 1.0)]
    [InlineData("cos", double.NegativeInfinity, double.NaN)]
    [InlineData("atan", 0.0, 0.0)]
    [InlineData("atan", double.Epsilon, double.Epsilon)]
    [InlineData("atan", double.PositiveInfinity, Math.PI / 2)]
    [InlineData("atan", double.NegativeInfinity, -Math.PI / 2)]
    public void Special_arguments(string name, double x, double expected) => AssertBits(expected, Named(name).Function(x));

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_gives_NaN(string name) => Assert.True(double.IsNaN(Named(name).Function(double.NaN)));

    [Theory]
    [InlineData("expm1")]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("sin")]
    [InlineData("atan")]
    public void Negative_zero_stays(string name) => AssertBits(-0.0, Named(name).Function(-0.0));

    // A hash of results of many arguments: every machine must find this one.
    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        var random = new RandomStream(12, RandomPurpose.General);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < 10_000; i++)
        {
            double x = ((2 * random.NextDouble()) - 1) * Math.ScaleB(1, random.NextBounded(40) - 30);
            foreach (string name in AllNames)
            {
                hash = (hash ^ (ulong)BitConverter.DoubleToInt64Bits(Named(name).Function(x))) * 1099511628211;
            }
        }

        Assert.Equal(1426658038941118489UL, hash);
    }

    private static Subject Named(string name) => name switch
    {
        "expm1" => new(VectorMath.ExpM1, FixedPoint.ExpM1, 5e-14, 700),
        "tanh" => new(VectorMath.Tanh, FixedPoint.Tanh, 5e-14, 30),
        "sigmoid" => new(VectorMath.Sigmoid, FixedPoint.Sigmoid, 5e-16, 740),
        "softplus" => new(VectorMath.Softplus, FixedPoint.Softplus, 6e-16, 740),
        "erf" => new(VectorMath.Erf, FixedPoint.Erf, 1e-15, 7),
        "erfc" => new(VectorMath.Erfc, FixedPoint.Erfc, 2e-15, 27.5),
        "sin" => new(VectorMath.Sin, FixedPoint.Sin, 1e-15, double.MaxValue),
        "cos" => new(VectorMath.Cos, FixedPoint.Cos, 1e-15, double.MaxValue),
        "atan" => new(VectorMath.Atan, FixedPoint.Atan, 4e-16, double.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    // Same bits, or both NaN.
    private static void AssertBits(double expected, double actual) => Assert.True(
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual) || (double.IsNaN(expected) && double.IsNaN(actual)),
        FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));

    private sealed record Subject(Func<double, double> Function, Func<double, BigInteger> Exact, double Bound, double Largest);
}
