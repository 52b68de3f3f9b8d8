using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class MaxoutTests
{
    private const float Guard = 12345;
    private const int Units = 11;

    public static TheoryData<int, int, int> Ranges
    {
        get
        {
            var ranges = new TheoryData<int, int, int>();
            foreach (int pieces in new[] { 1, 2, 3, 4, 5, 16 })
            {
                foreach ((int from, int to) in new[] { (0, Units), (0, 1), (0, 4), (2, 9), (10, Units), (3, 3) })
                {
                    ranges.Add(pieces, from, to);
                }
            }

            return ranges;
        }
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void The_largest_piece_of_each_unit_in_the_range(int pieces, int from, int to)
    {
        float[] x = Pieces(pieces);
        float[] result = [.. Enumerable.Repeat(Guard, Units)];
        Kernels.Maxout(ref x[0], ref result[0], pieces, from, to);
        Assert.Equal(Enumerable.Range(0, Units).Select(unit => unit >= from && unit < to ? Unit(x, pieces, unit).Max() : Guard), result);
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void The_derivative_goes_to_the_first_of_the_largest(int pieces, int from, int to)
    {
        float[] x = Pieces(pieces);
        float[] y = [.. Enumerable.Range(0, Units).Select(unit => Unit(x, pieces, unit).Max())];
        float[] upstream = [.. Enumerable.Range(1, Units).Select(unit => (float)unit)];
        float[] result = [.. Enumerable.Repeat(Guard, x.Length)];
        Kernels.MaxoutGradient(ref x[0], ref y[0], ref upstream[0], ref result[0], pieces, from, to);
        Assert.Equal(
            Enumerable.Range(0, x.Length).Select(i =>
            {
                int unit = i / pieces;
                bool isFirst = Array.IndexOf(Unit(x, pieces, unit), y[unit]) == i % pieces;
                return unit < from || unit >= to ? Guard : isFirst ? upstream[unit] : 0;
            }),
            result);
    }

    /// <summary>Few different numbers, so that pieces are often equal.</summary>
    private static float[] Pieces(int pieces)
    {
        var random = new System.Random(pieces);
        return [.. Enumerable.Range(0, Units * pieces).Select(_ => (float)random.Next(-2, 3))];
    }

    private static float[] Unit(float[] x, int pieces, int unit) => x[(unit * pieces)..((unit + 1) * pieces)];
}
