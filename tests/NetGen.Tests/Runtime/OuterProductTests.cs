using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Each width against sums in the order of the rows, bit by bit. Panels are full of NaN where nothing may be read or is to be overwritten.</summary>
public class OuterProductTests
{
    private const int Lanes = 16;

    private delegate void OuterProduct(ref float left, ref float right, ref float result, int height, int width, int rows, bool isFirst, int from, int to);

    public static TheoryData<int> Widths => [1, 2, 7, 8, 9, 15, 16, 17, 24, 31, 32, 40, 48, 127, 128, 129, 144];

    public static TheoryData<int> Heights => [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 33, 48, 127, 128, 129, 256, 1024, 1025];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sums_continue_from_block_to_block(int width)
    {
        foreach (int rows in new[] { 1, 2, 63, 64, 65, 129 })
        {
            AssertSums(19, width, rows, isFirst: true, 0, 19);
            AssertSums(19, width, rows, isFirst: false, 0, 19);
            AssertSums(128, width, rows, isFirst: false, 0, 128);
        }
    }

    [Theory]
    [MemberData(nameof(Heights))]
    public void Every_height_is_made_of_tiles(int height)
    {
        foreach (int width in new[] { 1, 16, 20, 33, 128 })
        {
            AssertSums(height, width, 3, isFirst: true, 0, height);
            AssertSums(height, width, 3, isFirst: false, 0, height);
        }
    }

    [Theory]
    [InlineData(40, 0, 16)]
    [InlineData(40, 16, 32)]
    [InlineData(40, 32, 40)]
    [InlineData(40, 16, 16)]
    [InlineData(256, 112, 208)]
    public void Other_rows_stay_as_they_are(int height, int from, int to)
    {
        foreach (int width in new[] { 1, 16, 20, 33, 128 })
        {
            AssertSums(height, width, 70, isFirst: true, from, to);
            AssertSums(height, width, 70, isFirst: false, from, to);
        }
    }

    [Fact]
    public void No_rows_leave_the_sums()
    {
        AssertSums(19, 20, 0, isFirst: false, 0, 19);
    }

    [Fact]
    public void Padding_is_0_whatever_the_operands_are()
    {
        foreach (OuterProduct product in new OuterProduct[] { Kernels.OuterProduct128, Kernels.OuterProduct256, Kernels.OuterProduct512 })
        {
            float[] left = [float.PositiveInfinity, float.NaN, float.NegativeInfinity], right = [1, 2, float.NaN, float.PositiveInfinity, -1];
            var result = new Guarded(3 * Lanes);
            product(ref left[0], ref right[0], ref result.Start, 3, 5, 1, true, 0, 3);
            for (int place = 0; place < 3 * Lanes; place++)
            {
                float expected = place % Lanes < 5 ? left[place / Lanes] * right[place % Lanes] : 0;
                Assert.Equal(expected, result.Content[place]);
            }
        }
    }

    private static void AssertSums(int height, int width, int rows, bool isFirst, int from, int to)
    {
        float[] left = Guarded.Random(rows * height, height), right = Guarded.Random(rows * width, width + 1000);
        float[] start = Start(height, width, isFirst);
        float[] expected = Sums(left, right, start, height, width, rows, isFirst, from, to);
        foreach (OuterProduct product in new OuterProduct[] { Kernels.OuterProduct128, Kernels.OuterProduct256, Kernels.OuterProduct512 })
        {
            Scratch.Poison();
            var result = new Guarded(start.Length);
            start.CopyTo(result.Content);
            product(ref left.AsSpan().GetPinnableReference(), ref right.AsSpan().GetPinnableReference(), ref result.Start, height, width, rows, isFirst, from, to);
            result.RequireBits(expected);
        }
    }

    /// <summary>What the result holds before: NaN where nothing is to be read.</summary>
    private static float[] Start(int height, int width, bool isFirst)
    {
        float[] start = new float[(width + Lanes - 1) / Lanes * Lanes * height];
        Array.Fill(start, float.NaN);
        for (int i = 0; i < height && !isFirst; i++)
        {
            for (int j = 0; j < width; j++)
            {
                start[Place(i, j, height)] = i - j;
            }
        }

        return start;
    }

    private static float[] Sums(float[] left, float[] right, float[] start, int height, int width, int rows, bool isFirst, int from, int to)
    {
        float[] result = [.. start];
        for (int i = from; i < to; i++)
        {
            for (int j = 0; j < (width + Lanes - 1) / Lanes * Lanes; j++)
            {
                float sum = isFirst || j >= width ? 0 : start[Place(i, j, height)];
                for (int row = 0; row < rows && j < width; row++)
                {
                    sum = MultiplyAdd(left[row * height + i], right[row * width + j], sum);
                }

                result[Place(i, j, height)] = sum;
            }
        }

        return result;
    }

    private static int Place(int i, int j, int height) => j / Lanes * Lanes * height + i * Lanes + j % Lanes;

    private static float MultiplyAdd(float a, float b, float c) => Fma.IsSupported || AdvSimd.IsSupported ? MathF.FusedMultiplyAdd(a, b, c) : (a * b) + c;
}
