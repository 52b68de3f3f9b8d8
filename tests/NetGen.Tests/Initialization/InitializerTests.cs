using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Initialization;

public class InitializerTests
{
    private static float[] Fill(Initializer initializer, params int[] shape)
    {
        var random = new RandomStream(1, RandomPurpose.Initialization);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        values.AsSpan().Fill(float.NaN);
        initializer.Fill(values, shape, ref random);
        return values;
    }

    [Fact]
    public void Zeros() => Assert.All(Fill(Initializer.Zeros, 7, 3), value => Assert.Equal(0f, value));

    // Shapes [out, in] and [out, in, kernel]: fan-in 100 and 100, fan-out 200 and 1000.
    [Theory]
    [InlineData(new[] { 200, 100 }, 300)]
    [InlineData(new[] { 200, 20, 5 }, 1100)]
    public void GlorotUniform_fills_the_whole_of_its_interval(int[] shape, int fans)
    {
        float[] values = Fill(Initializer.GlorotUniform, shape);
        double limit = Math.Sqrt(6.0 / fans);
        Assert.InRange(values.Max(), 0.999 * limit, 1.0000001 * limit);
        Assert.InRange(values.Min(), -1.0000001 * limit, -0.999 * limit);
        Assert.Equal(0, values.Average(), 0.02 * limit);
        Assert.Equal(limit * limit / 3, values.Average(value => value * value), 0.01 * limit * limit);
    }

    [Theory]
    [InlineData(new[] { 200, 100 })]
    [InlineData(new[] { 200, 20, 5 })]
    public void HeNormal_has_its_deviation(int[] shape)
    {
        float[] values = Fill(Initializer.HeNormal, shape);
        double deviation = Math.Sqrt(2.0 / 100);
        Assert.Equal(0, values.Average(), 0.03 * deviation);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (double)value * value)), 0.03 * deviation);
    }
}
