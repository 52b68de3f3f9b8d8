using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class RowKernelsTests
{
    [Theory]
    [InlineData(new[] { 3f }, -1, 0)]
    [InlineData(new[] { 1f, 3f, 2f }, -1, 1)]
    [InlineData(new[] { 1f, 3f, 3f }, -1, 1)]
    [InlineData(new[] { 1f, 3f, 2f, 3f }, 1, 3)]
    [InlineData(new[] { 5f, 3f, 2f, 3f }, 0, 1)]
    [InlineData(new[] { 5f, 3f }, 0, 1)]
    [InlineData(new[] { -0f, 0f }, -1, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, -1, 0)]
    [InlineData(new[] { 1f, float.NaN, 3f, float.NaN }, -1, 1)]
    [InlineData(new[] { 1f, float.NaN, 3f }, 1, 2)]
    [InlineData(new[] { 1f, float.NaN, 3f }, 2, 1)]
    public void FirstMaximum_is_the_first_of_equals_or_the_first_NaN(float[] row, int except, int expected)
    {
        Assert.Equal(expected, Kernels.FirstMaximum(ref row[0], row.Length, 1, except));
        float[] apart = Apart(row, 3);
        Assert.Equal(expected, Kernels.FirstMaximum(ref apart[0], row.Length, 3, except));
    }

    [Theory]
    [InlineData(new[] { 7f }, -1)]
    [InlineData(new[] { 0f, 0f }, -0.5)]
    [InlineData(new[] { 0f, 1f }, -1)]
    [InlineData(new[] { 0f, 2f, -5f }, -1)]
    [InlineData(new[] { 0.5f, 0.25f, -3f }, -0.625)]
    [InlineData(new[] { 1e4f, 1e4f, 1e4f - 0.5f }, -0.5)]
    [InlineData(new[] { 3e38f, 3e38f, -3e38f, 1f }, -0.5)]
    public void SparsemaxThreshold_by_hand(float[] row, double expected)
    {
        Assert.Equal(expected, Kernels.SparsemaxThreshold(ref row[0], row.Length, 1), 1e-15);
        float[] apart = Apart(row, 2);
        Assert.Equal(expected, Kernels.SparsemaxThreshold(ref apart[0], row.Length, 2), 1e-15);
    }

    /// <summary>The definition: what exceeds the threshold sums to 1.</summary>
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e4)]
    public void SparsemaxThreshold_leaves_a_distribution(double spread)
    {
        var random = new System.Random(5);
        for (int trial = 0; trial < 500; trial++)
        {
            float[] row = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (float)(spread * (random.NextDouble() - 0.5)))];
            double threshold = Kernels.SparsemaxThreshold(ref row[0], row.Length, 1);
            double max = row.Max();
            Assert.Equal(1, row.Sum(z => Math.Max(z - max - threshold, 0)), 1e-12);
        }
    }

    [Theory]
    [InlineData(new[] { 1f, float.NaN })]
    [InlineData(new[] { float.NaN })]
    [InlineData(new[] { float.PositiveInfinity, 1f })]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity })]
    public void SparsemaxThreshold_of_what_has_no_projection_is_NaN(float[] row) => Assert.True(double.IsNaN(Kernels.SparsemaxThreshold(ref row[0], row.Length, 1)));

    [Fact]
    public void SparsemaxThreshold_ignores_negative_infinity()
    {
        float[] row = [float.NegativeInfinity, 2f];
        Assert.Equal(-1, Kernels.SparsemaxThreshold(ref row[0], 2, 1));
    }

    private static float[] Apart(float[] row, int stride)
    {
        float[] apart = new float[row.Length * stride];
        Array.Fill(apart, 1e30f);
        for (int i = 0; i < row.Length; i++)
        {
            apart[i * stride] = row[i];
        }

        return apart;
    }
}
