using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Initialization;

public class OrthogonalTests
{
    private const ulong KnownHash = 10427681427574205202;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 17)]
    [InlineData(17, 5)]
    [InlineData(64, 64)]
    [InlineData(200, 130)]
    [InlineData(130, 200)]
    public void The_shorter_side_is_orthonormal(int rows, int columns)
    {
        float[] weight = Fill(Initializer.Orthogonal(), 1, rows, columns);
        AssertOrthogonal(weight, rows, columns, 1);
    }

    [Fact]
    public void Axes_after_the_second_count_as_columns() => AssertOrthogonal(Fill(Initializer.Orthogonal(), 1, 8, 3, 2, 2), 8, 12, 1);

    [Fact]
    public void Gain_is_the_length_of_each_vector() => AssertOrthogonal(Fill(Initializer.Orthogonal(Math.Sqrt(2)), 1, 20, 30), 20, 30, Math.Sqrt(2));

    [Fact]
    public void Seeds_decide()
    {
        Assert.Equal(Fill(Initializer.Orthogonal(), 5, 9, 9), Fill(Initializer.Orthogonal(), 5, 9, 9));
        Assert.NotEqual(Fill(Initializer.Orthogonal(), 5, 9, 9), Fill(Initializer.Orthogonal(), 6, 9, 9));
    }

    // Of the vectors in double, whose last bits show every change of the order of summation and every fused product. The hash is the same with AVX-512,
    // without AVX2 and without any hardware intrinsics (DOTNET_EnableAVX2=0, DOTNET_EnableHWIntrinsic=0).
    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        var random = new RandomStream(42, RandomPurpose.Initialization);
        ulong hash = 14695981039346656037;
        foreach (double value in OrthonormalVectors.Random(37, 70, ref random).SelectMany(vector => vector))
        {
            hash = unchecked((hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211);
        }

        Assert.Equal(KnownHash, hash);
    }

    // By Gram and Schmidt on the same numbers, whose R has a positive diagonal by construction: the decomposition that is unique.
    [Theory]
    [InlineData(6, 6)]
    [InlineData(4, 11)]
    [InlineData(11, 4)]
    public void It_is_the_decomposition_with_a_positive_diagonal(int rows, int columns)
    {
        (int count, int length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var random = new RandomStream(3, RandomPurpose.Initialization);
        double[][] q = new double[count][];
        for (int k = 0; k < count; k++)
        {
            double[] column = new double[length];
            for (int i = 0; i < length; i++)
            {
                column[i] = random.NextNormal();
            }

            foreach (double[] previous in q.Take(k))
            {
                double dot = column.Zip(previous, (x, y) => x * y).Sum();
                column = column.Zip(previous, (x, y) => x - dot * y).ToArray();
            }

            double norm = Math.Sqrt(column.Sum(x => x * x));
            q[k] = column.Select(x => x / norm).ToArray();
        }

        float[] weight = Fill(Initializer.Orthogonal(), 3, rows, columns);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double expected = rows <= columns ? q[row][column] : q[column][row];
                Assert.Equal(expected, weight[row * columns + column], 1e-6);
            }
        }
    }

    // Evenly distributed: each element of a d x d orthogonal matrix has mean 0 and variance 1/d. Without the signs the diagonal has not.
    [Fact]
    public void Every_element_has_the_moments_of_an_even_distribution()
    {
        const int Size = 3;
        const int Matrices = 20_000;
        double[] sums = new double[Size * Size];
        double[] squares = new double[Size * Size];
        for (int seed = 0; seed < Matrices; seed++)
        {
            float[] matrix = Fill(Initializer.Orthogonal(), seed, Size, Size);
            for (int i = 0; i < matrix.Length; i++)
            {
                sums[i] += matrix[i];
                squares[i] += (double)matrix[i] * matrix[i];
            }
        }

        // 7 standard errors. In three dimensions an element is uniform over [-1, 1]: variance 1/3, variance of the square 4/45.
        Assert.All(sums, sum => Assert.Equal(0, sum / Matrices, 7 * Math.Sqrt(1.0 / 3 / Matrices)));
        Assert.All(squares, sum => Assert.Equal(1.0 / 3, sum / Matrices, 7 * Math.Sqrt(4.0 / 45 / Matrices)));
    }

    private static float[] Fill(Initializer initializer, long seed, params int[] shape)
    {
        var random = new RandomStream(seed, RandomPurpose.Initialization);
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        values.AsSpan().Fill(float.NaN);
        initializer.Fill(values, shape, ref random);
        return values;
    }

    private static void AssertOrthogonal(float[] matrix, int rows, int columns, double gain)
    {
        bool byRows = rows <= columns;
        (int count, int length) = byRows ? (rows, columns) : (columns, rows);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = 0;
                for (int k = 0; k < length; k++)
                {
                    dot += byRows ? (double)matrix[i * columns + k] * matrix[j * columns + k] : (double)matrix[k * columns + i] * matrix[k * columns + j];
                }

                Assert.Equal(i == j ? gain * gain : 0, dot, 1e-5);
            }
        }
    }
}
