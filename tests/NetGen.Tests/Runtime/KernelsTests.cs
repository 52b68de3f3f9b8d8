using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Every buffer ends in floats that must stay as they are.</summary>
public class KernelsTests
{
    private const int GuardFloats = 17;
    private const float Guard = -12345;

    private delegate void Transposer(ref float x, ref float result, int rows, int lanes);

    private delegate void RowSummer(ref float x, ref float result, int length, int rows, bool isFirst);

    public static TheoryData<int> Sizes => [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 20, 24, 31, 32, 33, 47, 48, 63, 64, 65, 79, 100, 129, 200];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Transpose_turns_panels_and_sets_the_padding_to_0(int rows)
    {
        foreach (int lanes in Enumerable.Range(1, 70))
        {
            AssertTransposes(Kernels.Transpose, rows, lanes);
            AssertTransposes(Kernels.TransposeByFours, rows, lanes);
        }
    }

    [Fact]
    public void Transpose_of_no_rows_or_no_lanes_writes_nothing()
    {
        AssertTransposes(Kernels.Transpose, 0, 5);
        AssertTransposes(Kernels.Transpose, 5, 0);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void SumRows_adds_in_row_order_and_touches_nothing_else(int length)
    {
        foreach (int rows in new[] { 0, 1, 2, 3, 10, 33 })
        {
            foreach (bool isFirst in new[] { true, false })
            {
                AssertSums(Kernels.SumRows, length, rows, isFirst);
                AssertSums(Kernels.SumRows<Vector128<float>, Lanes128>, length, rows, isFirst);
                AssertSums(Kernels.SumRows<Vector256<float>, Lanes256>, length, rows, isFirst);
            }
        }
    }

    [Fact]
    public void SumRows_keeps_NaN_in_its_column()
    {
        float[] x = new float[30];
        x[14] = float.NaN;
        float[] result = new float[10];
        Kernels.SumRows(ref x[0], ref result[0], 10, 3, isFirst: true);
        Assert.Equal([0, 0, 0, 0, float.NaN, 0, 0, 0, 0, 0], result);
    }

    [Fact]
    public void PackStrip_copies_the_lanes_and_pads_with_0()
    {
        for (int lanes = 1; lanes <= 16; lanes++)
        {
            foreach ((int stride, int rows) in new[] { (lanes, 1), (lanes, 5), (lanes + 1, 9), (40, 33), (lanes, 0) })
            {
                // The source ends with the last lane of the last row; what lies between the rows is NaN.
                float[] source = Numbers(Math.Max(0, (rows - 1) * stride + lanes), i => i % stride < lanes ? i + 1 : float.NaN);
                float[] strip = Guarded(rows * 16, float.NaN);
                Kernels.PackStrip(ref source.AsSpan().GetPinnableReference(), stride, lanes, rows, ref strip[0]);
                Assert.Equal(Guarded(rows * 16, i => i % 16 < lanes ? i / 16 * stride + i % 16 + 1 : 0), strip);
            }
        }
    }

    [Fact]
    public void ClearPadding_sets_the_lanes_behind_to_0_whatever_they_held()
    {
        for (int lanes = 0; lanes <= 16; lanes++)
        {
            foreach (int rows in new[] { 0, 1, 2, 33 })
            {
                float[] panel = Guarded(rows * 16, i => i % 16 < lanes ? (i % 5 == 0 ? float.NaN : i) : i % 3 == 0 ? float.NaN : i);
                Kernels.ClearPadding(ref panel[0], rows, lanes);
                Assert.Equal(Guarded(rows * 16, i => i % 16 < lanes ? (i % 5 == 0 ? float.NaN : i) : 0), panel);
                Assert.DoesNotContain(panel.Take(rows * 16).Where((_, i) => i % 16 >= lanes), float.IsNegative);
            }
        }
    }

    [Fact]
    public void Losses_are_summed_in_order()
    {
        double[] losses = [1e16, 1, -1e16, 3, double.Epsilon];
        Assert.Equal(3, Kernels.SumInOrder(ref losses[0], 5));
        Assert.Equal(3, Kernels.WeightedSum(ref losses[0], [1, 1, 1, 1, 1]));
        Assert.Equal(1e16 * 0.5f + 1 + 3 * 2f, Kernels.WeightedSum(ref losses[0], [0.5f, 1, 0, 2]));
        Assert.Equal(0, Kernels.SumInOrder(ref losses[0], 0));
        Assert.Equal(0, Kernels.WeightedSum(ref losses[0], []));
        losses[1] = double.NaN;
        Assert.Equal(double.NaN, Kernels.WeightedSum(ref losses[0], [1, 0]));
    }

    [Fact]
    public void The_scale_of_a_mean_is_one_over_the_sum_of_the_weights()
    {
        Assert.Equal(1.0 / 7, ExampleWeights.MeanScale([], 7));
        Assert.Equal(ExampleWeights.MeanScale([], 3), ExampleWeights.MeanScale([1, 1, 1], 3));
        Assert.Equal(1 / (0.5 + 0.1f), ExampleWeights.MeanScale([0.5f, 0.1f], 2));
    }

    private static void AssertTransposes(Transposer transpose, int rows, int lanes)
    {
        float[] x = Guarded(Padded(lanes) * rows, float.NaN);
        float[] expected = Guarded(Padded(rows) * lanes, 0);
        for (int row = 0; row < rows; row++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                x[Place(row, lane, rows)] = row * 1000 + lane + 1;
                expected[Place(lane, row, lanes)] = row * 1000 + lane + 1;
            }
        }

        float[] result = Guarded(Padded(rows) * lanes, float.NaN);
        transpose(ref x[0], ref result[0], rows, lanes);
        Assert.True(result.AsSpan().SequenceEqual(expected), $"{rows} x {lanes}");
    }

    private static void AssertSums(RowSummer sum, int length, int rows, bool isFirst)
    {
        var random = new RandomStream(length, RandomPurpose.General);
        float[] x = Numbers(length * rows, _ => (float)random.NextNormal());
        float[] start = Numbers(length, i => isFirst ? float.NaN : i);
        float[] expected = Guarded(length, i =>
        {
            float column = isFirst ? 0 : start[i];
            for (int row = 0; row < rows; row++)
            {
                column += x[row * length + i];
            }

            return column;
        });
        float[] result = Guarded(length, i => start[i]);
        sum(ref x.AsSpan().GetPinnableReference(), ref result[0], length, rows, isFirst);
        Assert.True(result.AsSpan().SequenceEqual(expected), $"{length} columns, {rows} rows, first: {isFirst}");
    }

    private static int Place(int row, int lane, int rows) => lane / 16 * rows * 16 + row * 16 + lane % 16;

    private static int Padded(int lanes) => (lanes + 15) / 16 * 16;

    private static float[] Numbers(int count, Func<int, float> value) => [.. Enumerable.Range(0, count).Select(value)];

    private static float[] Guarded(int count, float value) => Guarded(count, _ => value);

    private static float[] Guarded(int count, Func<int, float> value) => [.. Numbers(count, value), .. Enumerable.Repeat(Guard, GuardFloats)];
}
