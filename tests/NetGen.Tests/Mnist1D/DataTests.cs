using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Samples.Mnist1D;
using Xunit;

namespace NetGen.Tests.Mnist1D;

/// <summary>The generated data are another draw of the distribution that the published set was drawn from.</summary>
public class DataTests
{
    private const int Points = 40;
    private const int Rows = 5000;
    private static readonly (float[] X, int[] Labels) Generated = Generate(seed: 42);

    [Fact]
    public void There_are_4000_training_and_1000_test_signals_and_500_of_each_class()
    {
        (Examples train, Examples test) = Mnist1DData.Generate(seed: 42);

        Assert.Equal((4000, 1000), (train.Count, test.Count));
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(500, Generated.Labels.Count(other => other == label)));
    }

    [Fact]
    public void All_numbers_together_have_mean_0_and_deviation_1()
    {
        Assert.Equal(0, Generated.X.Average(), 1e-6);
        Assert.Equal(1, Generated.X.Average(value => (double)value * value), 1e-6);
    }

    [Fact]
    public void A_seed_gives_the_same_bits_again_and_another_seed_gives_others()
    {
        Assert.Equal(Generated.X, Generate(seed: 42).X);
        Assert.Equal(Generated.Labels, Generate(seed: 42).Labels);
        Assert.NotEqual(Generated.X, Generate(seed: 43).X);
    }

    [Fact]
    public void Training_and_test_signals_are_drawn_at_random()
    {
        int[] train = Generated.Labels[..4000];
        int[] counts = [.. Enumerable.Range(0, 10).Select(label => train.Count(other => other == label))];

        // 400 of a class are expected, with a deviation of 8.5 (hypergeometric).
        Assert.All(counts, count => Assert.InRange(count, 360, 440));
        Assert.NotEqual(0, counts.Sum(count => Math.Abs(count - 400)));
    }

    [Fact]
    public void Mean_curves_of_the_classes_are_the_published_ones()
    {
        double sum = 0;
        for (int label = 0; label < 10; label++)
        {
            for (int point = 0; point < Points; point++)
            {
                double[] values = [.. ValuesAt(point, label)];
                double mean = values.Average();
                double variance = values.Average(value => (value - mean) * (value - mean));
                double samplingVariance = variance * ((1.0 / values.Length) + (1.0 / PublishedMnist1D.ClassCounts[label]));
                double z = (mean - PublishedMnist1D.ClassMeans[label][point]) / Math.Sqrt(samplingVariance);

                // 400 standard normals, neighbours correlated, stay below 4.5 in all but 1 of 400 draws.
                Assert.InRange(z, -4.5, 4.5);
                sum += z * z;
            }
        }

        Assert.InRange(sum / (10 * Points), 0.4, 1.5);
    }

    [Fact]
    public void Variance_at_each_point_is_the_published_one()
    {
        double[] ratios = [.. Enumerable.Range(0, Points).Select(point =>
        {
            double[] values = [.. Enumerable.Range(0, 10).SelectMany(label => ValuesAt(point, label))];
            double mean = values.Average();
            return values.Average(value => (value - mean) * (value - mean)) / PublishedMnist1D.Variance[point];
        })];

        // Two estimates of one variance from 5000 and 4000 numbers differ by about 4 percent.
        Assert.All(ratios, ratio => Assert.InRange(ratio, 0.84, 1.19));
        Assert.InRange(ratios.Average(), 0.98, 1.02);
    }

    [Fact]
    public void Signals_are_as_smooth_as_the_published_ones()
    {
        double slope = 0, curvature = 0;
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> x = Generated.X.AsSpan(row * Points, Points);
            for (int i = 0; i < Points - 1; i++)
            {
                slope += Math.Pow(x[i + 1] - x[i], 2) / (Rows * (Points - 1));
            }

            for (int i = 0; i < Points - 2; i++)
            {
                curvature += Math.Pow(x[i] - (2 * x[i + 1]) + x[i + 2], 2) / (Rows * (Points - 2));
            }
        }

        Assert.Equal(1, slope / PublishedMnist1D.SquaredSlope, 0.02);
        Assert.Equal(1, curvature / PublishedMnist1D.SquaredCurvature, 0.02);
    }

    private static IEnumerable<double> ValuesAt(int point, int label) =>
        Enumerable.Range(0, Rows).Where(row => Generated.Labels[row] == label).Select(row => (double)Generated.X[(row * Points) + point]);

    private static (float[] X, int[] Labels) Generate(long seed)
    {
        (Examples train, Examples test) = Mnist1DData.Generate(seed);
        return (
            [.. train.AsBatch().FloatInput(0), .. test.AsBatch().FloatInput(0)],
            [.. train.AsBatch().IntTarget(0), .. test.AsBatch().IntTarget(0)]);
    }
}
