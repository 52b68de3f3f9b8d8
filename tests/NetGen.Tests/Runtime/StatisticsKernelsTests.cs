using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class StatisticsKernelsTests
{
    public static TheoryData<int, int, double> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, double>();
            foreach (int length in new[] { 1, 3, 8, 16, 17, 33, 70 })
            {
                foreach (int rows in new[] { 1, 2, 5, 64 })
                {
                    cases.Add(length, rows, 0);
                    cases.Add(length, rows, 1e6);
                }
            }

            return cases;
        }
    }

    /// <summary>To the bit: sums in double in the order of the rows.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Mean_and_variance_follow_their_formulas(int length, int rows, double offset)
    {
        float[] x = Guarded.Random(rows * length, 5, offset);
        var mean = new Guarded(length);
        var variance = new Guarded(length);
        Kernels.MeanOfRows(ref x[0], ref mean.Start, length, rows, isFirst: true);
        Kernels.VarianceOfRows(ref x[0], ref mean.Start, ref variance.Start, length, rows, isFirst: true);
        float[] means = [.. Enumerable.Range(0, length).Select(j => (float)(Column(j).Sum() / rows))];
        mean.RequireBits(means);
        float[] variances = [.. Enumerable.Range(0, length).Select(j => (float)(Column(j).Sum(value => (value - means[j]) * (value - means[j])) / rows))];
        variance.RequireBits(variances);

        var unbiased = new Guarded(length);
        Kernels.UnbiasedVariance(ref variance.Start, ref unbiased.Start, length, rows, isFirst: true);
        Assert.All(Enumerable.Range(0, length), j => Assert.Equal(rows == 1 ? 0 : (double)rows / (rows - 1) * variances[j], unbiased.Content[j], 1e-6 * (1 + variances[j])));

        System.Collections.Generic.IEnumerable<double> Column(int j) => Enumerable.Range(0, rows).Select(row => (double)x[(row * length) + j]);
    }

    [Fact]
    public void A_constant_column_has_no_variance_however_large_it_is()
    {
        float[] x = Enumerable.Repeat(12345.678f, 1000 * 3).ToArray();
        var mean = new Guarded(3);
        var variance = new Guarded(3);
        Kernels.MeanOfRows(ref x[0], ref mean.Start, 3, 1000, isFirst: true);
        Kernels.VarianceOfRows(ref x[0], ref mean.Start, ref variance.Start, 3, 1000, isFirst: true);
        mean.RequireBits([12345.678f, 12345.678f, 12345.678f]);
        variance.RequireBits([0, 0, 0]);
    }

    [Fact]
    public void NaN_stays_in_its_column()
    {
        float[] x = new float[40 * 3];
        x[40 + 5] = float.NaN;
        var mean = new Guarded(40);
        Kernels.MeanOfRows(ref x[0], ref mean.Start, 40, 3, isFirst: true);
        Assert.Equal([5], Enumerable.Range(0, 40).Where(j => float.IsNaN(mean.Content[j])));
    }

    [Theory]
    [InlineData(0.25f, 0f)]
    [InlineData(0f, 0.5f)]
    [InlineData(0.125f, 2f)]
    [InlineData(0f, 0f)]
    public void Penalties_follow_their_formula(float l1, float l2)
    {
        float[] weights = Guarded.Random(160, 6);
        weights[3] = weights[77] = 0;
        weights[78] = -0f;
        var gradients = new Guarded(160, content: 0.75f);
        float[] expected = [.. weights.Select(w => 0.75f + ((l2 * w) + (l1 * Math.Sign(w))))];
        double penalty = weights.Sum(w => (l2 / 2 * (double)w * w) + (l1 * (double)Math.Abs(w)));

        Assert.Equal(penalty, Kernels.Penalty(ref weights[0], ref l1, ref l2, 160), 1e-12 * (1 + penalty));
        double same = Kernels.AddPenalty(ref weights[0], ref gradients.Start, ref l1, ref l2, 160);
        Assert.Equal(Kernels.Penalty(ref weights[0], ref l1, ref l2, 160), same);
        gradients.RequireBits(expected);
        Assert.Equal(0, Kernels.Penalty(ref weights[0], ref l1, ref l2, 0));
    }

    /// <summary>The order is part of the result: sixteen sums by i mod 16, then a tree.</summary>
    [Fact]
    public void A_penalty_has_one_order_of_summation()
    {
        float l1 = 1, l2 = 0;
        float[] weights = [.. Guarded.Random(320, 7).Select((w, i) => i % 5 == 0 ? w * 1e8f : w)];
        double[] sums = new double[16];
        for (int i = 0; i < weights.Length; i++)
        {
            sums[i % 16] += Math.Abs(weights[i]);
        }

        for (int half = 8; half >= 1; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                sums[i] += sums[i + half];
            }
        }

        Assert.Equal(sums[0], Kernels.Penalty(ref weights[0], ref l1, ref l2, weights.Length));
        Assert.NotEqual(sums[0], weights.Sum(w => (double)Math.Abs(w)));
    }

    [Fact]
    public void NaN_weights_show()
    {
        float l1 = 1, l2 = 0;
        float[] weights = new float[16];
        weights[9] = float.NaN;
        var gradients = new Guarded(16, content: 0);
        Assert.True(double.IsNaN(Kernels.AddPenalty(ref weights[0], ref gradients.Start, ref l1, ref l2, 16)));
        Assert.Equal([9], Enumerable.Range(0, 16).Where(i => float.IsNaN(gradients.Content[i])));
    }
}
