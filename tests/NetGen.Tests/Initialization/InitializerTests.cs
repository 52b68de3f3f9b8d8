using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Initialization;

public class InitializerTests
{
    // Statistics below are of so many values: fan-in 400, fan-out 500 in each shape's test.
    private const int Samples = 200_000;

    // Seven standard errors: a correct initializer exceeds this once in 10^11.
    private const double Errors = 7;

    public static TheoryData<string, int[], double> UniformLimits { get; } = new()
    {
        { "GlorotUniform", [500, 400], Math.Sqrt(6.0 / 900) },
        { "GlorotUniform", [100, 80, 5, 5], Math.Sqrt(6.0 / (80 * 25 + 100 * 25)) },
        { "HeUniform", [500, 400], Math.Sqrt(6.0 / 400) },
        { "HeUniform", [100, 80, 5, 5], Math.Sqrt(6.0 / 2000) },
        { "LeCunUniform", [500, 400], Math.Sqrt(3.0 / 400) },
        { "LeCunUniform", [100, 80, 5, 5], Math.Sqrt(3.0 / 2000) },
        { "PyTorch", [500, 400], 1 / Math.Sqrt(400) },
        { "PyTorch", [100, 80, 5, 5], 1 / Math.Sqrt(2000) },
    };

    public static TheoryData<string, int[], double> NormalDeviations { get; } = new()
    {
        { "GlorotNormal", [500, 400], Math.Sqrt(2.0 / 900) },
        { "GlorotNormal", [100, 80, 5, 5], Math.Sqrt(2.0 / (80 * 25 + 100 * 25)) },
        { "HeNormal", [500, 400], Math.Sqrt(2.0 / 400) },
        { "HeNormal", [100, 80, 5, 5], Math.Sqrt(2.0 / 2000) },
        { "LeCunNormal", [500, 400], Math.Sqrt(1.0 / 400) },
        { "LeCunNormal", [100, 80, 5, 5], Math.Sqrt(1.0 / 2000) },
    };

    [Fact]
    public void Zeros() => Assert.All(Fill(Initializer.Zeros, 7, 3), value => Assert.Equal(0f, value));

    [Fact]
    public void Constant() => Assert.All(Fill(Initializer.Constant(-0.3), 7), value => Assert.Equal(-0.3f, value));

    [Theory]
    [InlineData(-0.1, 0.1)]
    [InlineData(2, 5)]
    [InlineData(-1e-3, 0)]
    public void Uniform_has_its_interval_and_moments(double from, double to) => AssertUniform(Fill(Initializer.Uniform(from, to), 500, 400), from, to);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 0.25)]
    public void Normal_has_its_moments(double mean, double deviation) => AssertNormal(Fill(Initializer.Normal(mean, deviation), 500, 400), mean, deviation);

    [Theory]
    [MemberData(nameof(UniformLimits))]
    public void Uniform_with_fans_has_its_limit(string name, int[] shape, double limit) => AssertUniform(Fill(Named(name), shape), -limit, limit);

    [Theory]
    [MemberData(nameof(NormalDeviations))]
    public void Normal_with_fans_has_its_deviation(string name, int[] shape, double deviation) => AssertNormal(Fill(Named(name), shape), 0, deviation);

    [Theory]
    [MemberData(nameof(UniformLimits))]
    public void Bias_has_the_fans_of_its_weight(string name, int[] weightShape, double limit) =>
        AssertUniform(Fill(Named(name).ForBiasOf(weightShape), Samples), -limit, limit);

    [Theory]
    [MemberData(nameof(NormalDeviations))]
    public void Normal_bias_has_the_fans_of_its_weight(string name, int[] weightShape, double deviation) =>
        AssertNormal(Fill(Named(name).ForBiasOf(weightShape), Samples), 0, deviation);

    [Fact]
    public void What_needs_no_fans_serves_a_bias_as_it_is()
    {
        foreach (Initializer initializer in new[] { Initializer.Zeros, Initializer.Constant(1), Initializer.Uniform(0, 1), Initializer.Normal(0, 1) })
        {
            Assert.Same(initializer, initializer.ForBiasOf(3, 4));
        }
    }

    // torch.nn.Linear(4, 3): kaiming_uniform_(weight, a=sqrt(5)) and uniform_(bias, -1/sqrt(4), 1/sqrt(4)), so both within +-0.5.
    [Fact]
    public void PyTorch_has_the_bounds_of_its_linear_layer()
    {
        for (long seed = 0; seed < 50; seed++)
        {
            var random = new RandomStream(seed, RandomPurpose.Initialization);
            float[] weight = new float[12];
            float[] bias = new float[3];
            Initializer.PyTorch.Fill(weight, [3, 4], ref random);
            Initializer.PyTorch.ForBiasOf(3, 4).Fill(bias, [3], ref random);
            Assert.All(weight.Concat(bias), value => Assert.InRange(value, -0.5f, 0.5f));
            Assert.Contains(weight.Concat(bias), value => Math.Abs(value) > 0.4f);
        }
    }

    // What each takes out of Philox's stream, with the formula written out: a change would alter every network of a seed.
    [Fact]
    public void Values_are_the_documented_functions_of_the_random_numbers()
    {
        var numbers = new RandomStream(1, RandomPurpose.Initialization);
        Assert.Equal(Enumerable.Range(0, 6).Select(_ => (float)(2 + 3 * numbers.NextDouble())), Fill(Initializer.Uniform(2, 5), 2, 3));
        numbers = new RandomStream(1, RandomPurpose.Initialization);
        Assert.Equal(Enumerable.Range(0, 6).Select(_ => (float)(2 + 3 * numbers.NextNormal())), Fill(Initializer.Normal(2, 3), 2, 3));
        numbers = new RandomStream(1, RandomPurpose.Initialization);
        Assert.Equal(Enumerable.Range(0, 6).Select(_ => (float)(Math.Sqrt(2.0 / 3) * numbers.NextNormal())), Fill(Initializer.HeNormal, 2, 3));
        numbers = new RandomStream(1, RandomPurpose.Initialization);
        Assert.Equal(Enumerable.Range(0, 6).Select(_ => (float)(Math.Sqrt(6.0 / 5) * (2 * numbers.NextDouble() - 1))), Fill(Initializer.GlorotUniform, 2, 3));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        foreach (double wrong in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e39 })
        {
            Assert.Throws<ArgumentOutOfRangeException>("value", () => Initializer.Constant(wrong));
            Assert.Throws<ArgumentOutOfRangeException>("from", () => Initializer.Uniform(wrong, 1));
            Assert.Throws<ArgumentOutOfRangeException>("to", () => Initializer.Uniform(-1, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("mean", () => Initializer.Normal(wrong, 1));
            Assert.Throws<ArgumentOutOfRangeException>("deviation", () => Initializer.Normal(0, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("gain", () => Initializer.Orthogonal(wrong));
        }

        foreach (double wrong in new[] { 0, -1.5 })
        {
            Assert.Throws<ArgumentOutOfRangeException>("deviation", () => Initializer.Normal(0, wrong));
            Assert.Throws<ArgumentOutOfRangeException>("gain", () => Initializer.Orthogonal(wrong));
            Assert.Throws<ArgumentOutOfRangeException>("to", () => Initializer.Uniform(0, wrong));
        }

        Assert.StartsWith("to is 2, but must be above from, which is 2.5.", Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Uniform(2.5, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_without_fans_is_refused()
    {
        string message = Assert.Throws<ArgumentException>(() => Fill(Initializer.HeNormal, 5)).Message;
        Assert.StartsWith("HeNormal needs the axes [out, in, ...] of a weight, but the shape has 1; for a bias use HeNormal.ForBiasOf(weight's shape).", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Fill(Initializer.Orthogonal(), 5));
        Assert.Throws<ArgumentException>(() => Initializer.PyTorch.ForBiasOf(5));
        Assert.Throws<NotSupportedException>(() => Initializer.Orthogonal().ForBiasOf(5, 5));
    }

    [Fact]
    public void Each_says_what_it_is()
    {
        Assert.Equal("Zeros", Initializer.Zeros.ToString());
        Assert.Equal("Uniform(-0.1, 0.1)", Initializer.Uniform(-0.1, 0.1).ToString());
        Assert.Equal("Orthogonal(1)", Initializer.Orthogonal().ToString());
        Assert.Equal("PyTorch for the bias of [3, 4]", Initializer.PyTorch.ForBiasOf(3, 4).ToString());
    }

    private static float[] Fill(Initializer initializer, params int[] shape)
    {
        var random = new RandomStream(1, RandomPurpose.Initialization);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        values.AsSpan().Fill(float.NaN);
        initializer.Fill(values, shape, ref random);
        return values;
    }

    private static Initializer Named(string name) => (Initializer)typeof(Initializer).GetProperty(name)!.GetValue(null)!;

    // Standard errors of n values of width w: mean w/sqrt(12 n); variance w^2 sqrt((1/80 - 1/144) / n).
    private static void AssertUniform(float[] values, double from, double to)
    {
        Assert.Equal(Samples, values.Length);
        double width = to - from;
        Assert.InRange(values.Min(), from - 1e-7 * width, from + 1e-4 * width);
        Assert.InRange(values.Max(), to - 1e-4 * width, to + 1e-7 * Math.Max(width, Math.Abs(to)));
        double mean = values.Average(value => (double)value);
        Assert.Equal((from + to) / 2, mean, Errors * width / Math.Sqrt(12.0 * Samples));
        double variance = values.Average(value => (value - mean) * (value - mean));
        Assert.Equal(width * width / 12, variance, Errors * width * width * Math.Sqrt((1.0 / 80 - 1.0 / 144) / Samples));
    }

    // Standard errors of n values of deviation s: mean s/sqrt(n), variance s^2 sqrt(2/n), third moment s^3 sqrt(15/n), fourth s^4 sqrt(96/n).
    // The fourth tells a normal distribution from a truncated one of the same deviation.
    private static void AssertNormal(float[] values, double mean, double deviation)
    {
        Assert.Equal(Samples, values.Length);
        IEnumerable<double> standard = values.Select(value => (value - mean) / deviation);
        Assert.Equal(0, standard.Average(), Errors / Math.Sqrt(Samples));
        Assert.Equal(1, standard.Average(value => value * value), Errors * Math.Sqrt(2.0 / Samples));
        Assert.Equal(0, standard.Average(value => value * value * value), Errors * Math.Sqrt(15.0 / Samples));
        Assert.Equal(3, standard.Average(value => value * value * value * value), Errors * Math.Sqrt(96.0 / Samples));
        Assert.True(standard.Max() > 4);
    }
}
