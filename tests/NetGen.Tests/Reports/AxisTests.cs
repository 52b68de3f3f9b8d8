using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Reports;
using Xunit;

namespace NetGen.Tests.Reports;

public class AxisTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.13, 97, "0 20 40 60 80 100")]
    [InlineData(-3, 12345, "−5,000 0 5,000 10,000 15,000")]
    [InlineData(0.0002, 0.0009, "0.0002 0.0004 0.0006 0.0008 0.0010")]
    [InlineData(0, 7e6, "0 2e6 4e6 6e6 8e6")]
    [InlineData(5, 5, "4.4 4.6 4.8 5.0 5.2 5.4 5.6")]
    public void Linear_ticks_are_round(double low, double high, string labels) =>
        Assert.Equal(labels, string.Join(' ', Axis.Of([low, double.NaN, high, double.PositiveInfinity], false, 0, 100).Ticks.Select(tick => tick.Label)));

    [Theory]
    [InlineData(0.011, 1.9, "0.01 0.02 0.05 0.1 0.2 0.5 1 2")]
    [InlineData(1e-4, 0.1, "0.0001 0.001 0.01 0.1")]
    [InlineData(1e-12, 1, "1e−12 1e−9 1e−6 0.001 1")]
    public void Logarithmic_ticks_are_powers_and_parts_of_them(double low, double high, string labels) =>
        Assert.Equal(labels, string.Join(' ', Axis.Of([low, high, 0, -1], true, 0, 100).Ticks.Select(tick => tick.Label)));

    [Fact]
    public void Values_lie_between_the_ends_in_their_order()
    {
        var random = new RandomStream(1, RandomPurpose.General);
        for (int i = 0; i < 200; i++)
        {
            double[] values = new double[5];
            for (int value = 0; value < values.Length; value++)
            {
                values[value] = Math.Exp((20 * random.NextDouble()) - 10);
            }

            Array.Sort(values);
            foreach (bool isLogarithmic in new[] { false, true })
            {
                foreach (bool isTight in new[] { false, true })
                {
                    Axis axis = Axis.Of(values, isLogarithmic, 200, 10, isTight: isTight);
                    double[] places = [.. values.Select(axis.Map)];
                    Assert.All(places, place => Assert.InRange(place, 10 - 1e-6, 200 + 1e-6));
                    Assert.Equal(places.OrderDescending(), places);
                    Assert.All(axis.Ticks, tick => Assert.InRange(axis.Map(tick.Value), 10 - 1e-3, 200 + 1e-3));
                    Assert.InRange(axis.Ticks.Count, isTight ? 1 : 2, 14);
                }
            }
        }
    }

    [Fact]
    public void Thinning_keeps_extremes_and_gaps()
    {
        var points = new List<(double X, double Y)>();
        for (int i = 0; i < 100_000; i++)
        {
            points.Add((i * 0.005, i == 33_333 ? 1000 : i == 77_777 ? -1000 : i is >= 50_000 and < 50_200 ? double.NaN : Math.Sin(i)));
        }

        List<(double X, double Y)> kept = Thinning.Thin(points);
        Assert.InRange(kept.Count, 1000, 2100);
        Assert.Contains(points[33_333], kept);
        Assert.Contains(points[77_777], kept);
        Assert.Single(kept, point => double.IsNaN(point.Y));
        Assert.Equal(kept.Select(point => point.X).Order(), kept.Select(point => point.X));
        Assert.Equal((points[0], points[^1]), (kept[0], kept[^1]));
    }
}
