using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Checking;

public class HistogramTests
{
    [Fact]
    public void Every_number_is_in_its_bin_whatever_the_order()
    {
        float[] values = [.. Batches.Normal(5000, 1), .. Batches.Normal(500, 2, 1e-3), 0, 0, 0, -17.5f, 1e-30f];
        Histogram histogram = Histogram.Of(values);
        Histogram reversed = Histogram.Of(values.Reverse().ToArray());
        Assert.Equal((histogram.Low, histogram.BinWidth), (reversed.Low, reversed.BinWidth));
        Assert.Equal(histogram.Bins.ToArray(), reversed.Bins.ToArray());
        Assert.InRange(histogram.Bins.Length, (Histogram.MaxBins / 2) - 1, Histogram.MaxBins);
        Assert.Equal(1, Math.ScaleB(histogram.BinWidth, -Math.ILogB(histogram.BinWidth)));
        for (int bin = 0; bin < histogram.Bins.Length; bin++)
        {
            double low = histogram.Low + (bin * histogram.BinWidth);
            Assert.Equal(values.Count(value => value >= low && value < low + histogram.BinWidth), histogram.Bins[bin]);
        }
    }

    [Fact]
    public void Mean_deviation_and_extremes_are_those_of_the_numbers()
    {
        Histogram histogram = Histogram.Of([1, 2, 3, 6, 0, float.NaN, float.NegativeInfinity]);
        Assert.Equal((7, 1, 2), (histogram.Count, histogram.Zeros, histogram.NonFinite));
        Assert.Equal((0, 6), (histogram.Min, histogram.Max));
        Assert.Equal(2.4, histogram.Mean, 12);
        Assert.Equal(Math.Sqrt((1.96 + 0.16 + 0.36 + 12.96 + 5.76) / 5), histogram.StandardDeviation, 12);
        Assert.Equal(1.0 / 7, histogram.ZeroShare);
    }

    [Fact]
    public void Odd_sets_of_numbers_have_histograms()
    {
        Assert.Empty(Histogram.Of([]).Bins);
        Assert.True(double.IsNaN(Histogram.Of([float.NaN]).Mean));
        Assert.Equal([3L], Histogram.Of([0, 0, -0f]).Bins.ToArray());
        Assert.Equal([2L], Histogram.Of([5, 5]).Bins.ToArray());
        Histogram extremes = Histogram.Of([float.MaxValue, -float.MaxValue, float.Epsilon, 0]);
        Assert.Equal(4, extremes.Bins.Sum());
        Assert.True(extremes.Low <= -float.MaxValue && extremes.High > float.MaxValue);
        Histogram zerosFirst = Histogram.Of([0, 0, 3e8f]);
        Assert.Equal((2L, 1L), (zerosFirst.Bins[0], zerosFirst.Bins[^1]));
    }
}
