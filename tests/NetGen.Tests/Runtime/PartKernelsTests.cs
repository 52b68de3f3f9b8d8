using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class PartKernelsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Copy_copies(int length)
    {
        float[] x = Guarded.Random(length + 1, 1);
        var result = new Guarded(length);
        Kernels.Copy(ref x[0], ref result.Start, length);
        result.RequireBits(x[..length]);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 5, 4)]
    [InlineData(3, 5, 1)]
    [InlineData(16, 40, 7)]
    [InlineData(33, 33, 0)]
    [InlineData(19, 64, 45)]
    public void Parts_are_taken_out_and_put_back(int length, int width, int offset)
    {
        const int Rows = 6, From = 2, To = 5;
        float[] x = Guarded.Random(Rows * width, 2);
        var part = new Guarded(Rows * length);
        Kernels.CopyPart(ref x[0], ref part.Start, length, width, offset, From, To);
        part.RequireBits(Expected(Rows, length, From, To, (row, j) => x[(row * width) + offset + j]));

        float[] y = Guarded.Random(Rows * length, 3);
        var whole = new Guarded(Rows * width);
        Kernels.PlacePart(ref y[0], ref whole.Start, length, width, offset, From, To);
        whole.RequireBits(Expected(Rows, width, From, To, (row, k) => k >= offset && k < offset + length ? y[(row * length) + k - offset] : 0));
    }

    [Theory]
    [InlineData(new[] { 1, 1, 3, 5 }, new[] { 0, 0, 1, 3 }, 15)]
    [InlineData(new[] { 2, 3, 4, 5 }, new[] { 60, 20, 5, 1 }, 120)]
    [InlineData(new[] { 5, 4, 3, 2 }, new[] { 1, 5, 20, 60 }, 120)]
    [InlineData(new[] { 3, 2, 5, 4 }, new[] { 20, 60, 1, 5 }, 120)]
    [InlineData(new[] { 1, 2, 3, 7 }, new[] { 0, 0, 1, 0 }, 3)]
    [InlineData(new[] { 1, 1, 1, 9 }, new[] { 0, 0, 0, 2 }, 20)]
    public void Permute_follows_its_strides(int[] n, int[] s, int size)
    {
        const int Rows = 5, From = 1, To = 4;
        float[] x = Guarded.Random(Rows * size, 4);
        int length = n[0] * n[1] * n[2] * n[3];
        var result = new Guarded(Rows * length);
        Kernels.Permute(ref x[0], ref result.Start, n[0], n[1], n[2], n[3], s[0], s[1], s[2], s[3], size, From, To);
        result.RequireBits(Expected(Rows, length, From, To, (row, k) =>
        {
            (int i012, int i3) = Math.DivRem(k, n[3]);
            (int i01, int i2) = Math.DivRem(i012, n[2]);
            (int i0, int i1) = Math.DivRem(i01, n[1]);
            return x[(row * size) + (i0 * s[0]) + (i1 * s[1]) + (i2 * s[2]) + (i3 * s[3])];
        }));
    }

    /// <summary>Rows outside from..to stay as they were.</summary>
    private static float[] Expected(int rows, int width, int from, int to, Func<int, int, float> element) =>
        [.. Enumerable.Range(0, rows * width).Select(i => i / width >= from && i / width < to ? element(i / width, i % width) : float.NaN)];
}
