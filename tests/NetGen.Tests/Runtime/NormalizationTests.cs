using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class NormalizationTests
{
    [Theory]
    [InlineData(NormalizationKind.MeanAndDeviation, new[] { 4f, -2, 7 }, new[] { 3f, 0.5f, 1 })]
    [InlineData(NormalizationKind.MinMax, new[] { 1f, -2.5f, 7 }, new[] { 6f, 1f, 1 })]
    public void By_hand(NormalizationKind kind, float[] offset, float[] scale)
    {
        ParameterBuffer buffer = Create(3);
        Normalization.Fit(buffer, 1, new Column(new[] { 1f, -2.5f, 7, 7, -1.5f, 7 }, 3), kind);
        Assert.Equal(offset, buffer[1].ToArray());
        Assert.Equal(scale, buffer[2].ToArray());
        Assert.Equal(9, buffer[0][0]);
    }

    [Fact]
    public void Features_are_the_last_of_several_axes()
    {
        ParameterBuffer buffer = Create(2);
        Normalization.Fit(buffer, 1, new Column(new[] { 1f, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60 }, 6), NormalizationKind.MinMax);
        Assert.Equal([1f, 10], buffer[1].ToArray());
        Assert.Equal([5f, 50], buffer[2].ToArray());
    }

    /// <summary>The variance of 1, 2, ..., n is (n^2 - 1) / 12, whatever is added to all; and values near the end of float overflow nothing.</summary>
    [Fact]
    public void Large_numbers_keep_their_digits()
    {
        ParameterBuffer buffer = Create(1);
        Normalization.Fit(buffer, 1, new Column(Enumerable.Range(1, 1001).Select(i => 16_000_000f + i).ToArray(), 1), NormalizationKind.MeanAndDeviation);
        Assert.Equal(16_000_501f, buffer[1][0]);
        Assert.Equal(Math.Sqrt(((1001.0 * 1001) - 1) / 12), buffer[2][0], 1e-4);
        Normalization.Fit(buffer, 1, new Column(new[] { float.MinValue, float.MaxValue }, 1), NormalizationKind.MinMax);
        Assert.Equal((float.MinValue, float.MaxValue), (buffer[1][0], buffer[2][0]));
        Normalization.Fit(buffer, 1, new Column(Enumerable.Repeat(0.1f, 1000).ToArray(), 1), NormalizationKind.MeanAndDeviation);
        Assert.Equal((0.1f, 1f), (buffer[1][0], buffer[2][0]));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void What_is_not_finite_is_named(float value, string text)
    {
        ParameterBuffer buffer = Create(2);
        var error = Assert.Throws<ArgumentException>("column", () => Normalization.Fit(buffer, 1, new Column(new[] { 1, 2, 3, 4, 5, 6, 7, value }, 4), NormalizationKind.MinMax));
        Assert.StartsWith($"Feature 1 of row 1 is {text}, but a normalization can be fitted to finite numbers only.", error.Message, StringComparison.Ordinal);
        Assert.Equal([9f, 9], buffer[1].ToArray());
    }

    [Fact]
    public void Other_sizes_are_refused()
    {
        ParameterBuffer buffer = Create(2);
        var error = Assert.Throws<ArgumentException>("column", () => Normalization.Fit(buffer, 1, new Column(new float[9], 3), NormalizationKind.MinMax));
        Assert.StartsWith("The examples have 3 rows of 3 values, but normalize1.offset needs at least one row of a multiple of 2.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("column", () => Normalization.Fit(buffer, 1, new Column(Array.Empty<float>(), 2), NormalizationKind.MinMax));
    }

    private static ParameterBuffer Create(int features)
    {
        var buffer = new ParameterBuffer(new ParameterLayout([Entry("first", 0), Entry("normalize1.offset", 16), Entry("normalize1.scale", 32)], 48));
        buffer.Initialize(1);
        return buffer;

        ParameterEntry Entry(string name, int offset) => new(name, [features], offset, ParameterRole.Buffer, StorageOrder.Plain, Initializer.Constant(9));
    }
}
