using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <remarks>Numbers by scikit-learn 1.2.1 with the targets and outputs below: mean_absolute_error, sqrt(mean_squared_error), r2_score.</remarks>
public class ErrorMetricTests
{
    private const double Exact = 1e-14;

    private static readonly float[] Targets = [1, 10, 2, 20, 4, 25, 3, 50];
    private static readonly float[] Outputs = [1.5f, 12, 2, 19, 3, 30, 3.5f, 42];

    public static TheoryData<Metric, string, double> Values => new()
    {
        { Metric.MeanAbsoluteError, "mean absolute error", 2.25 },
        { Metric.RootMeanSquaredError, "root mean squared error", 3.4550687402713134 },
        { Metric.RSquared, "r squared", 0.7958992805755396 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_and_name(Metric metric, string name, double expected)
    {
        Assert.Equal(name, metric.Name);
        double value = Measured.Numbers(metric, 2, Outputs, Targets);
        Assert.Equal(expected, value, Exact);
        Assert.Equal(value, Measured.Numbers(metric, 2, Outputs, Targets, blockRows: 1));
        Assert.Equal(value, Measured.Numbers(metric, 2, Outputs, Targets, blockRows: 3));
        Assert.Equal(double.NaN, Measured.Numbers(metric, 2, [.. Outputs[..^1], float.NaN], Targets));
    }

    [Fact]
    public void R_squared_of_constant_targets()
    {
        Assert.Equal(1, Measured.Numbers(Metric.RSquared, 1, [2, 2, 2], [2, 2, 2]));
        Assert.Equal(0, Measured.Numbers(Metric.RSquared, 1, [2, 2, 3], [2, 2, 2]));
        Assert.Equal(double.NaN, Measured.Numbers(Metric.RSquared, 1, [2], [2]));
    }

    [Fact]
    public void R_squared_keeps_its_digits_far_from_0()
    {
        float[] targets = [.. Enumerable.Range(0, 100).Select(i => 1_000_000 + (i % 2))];
        float[] outputs = [.. Enumerable.Range(0, 100).Select(i => 1_000_000.5f + ((i % 4) < 2 ? 0.25f : -0.25f))];

        // Deviations of 1/2 and errors of 1/4 and 3/4, half of each: 1 - (1/16 + 9/16) / 2 / (1/4).
        Assert.Equal(-0.25, Measured.Numbers(Metric.RSquared, 1, outputs, targets), 1e-12);
    }
}
