using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>Random orthonormal vectors by Householder's QR decomposition in double. Only exactly rounded operations in a fixed order, so the same bits everywhere:
/// sums run over 16 lanes whatever the processor has, and products are not fused into them.</summary>
/// <remarks>G. Golub, C. Van Loan: Matrix Computations, 4th edition, sections 5.1 and 5.2.</remarks>
internal static class OrthonormalVectors
{
    // Columns that pass through the reflections together, so that each reflection is fetched once for all of them. It has no influence on the result.
    private const int GroupSize = 8;

    /// <summary>Vectors distributed evenly over all that are orthonormal.</summary>
    /// <param name="count">How many.</param>
    /// <param name="length">The length of each, at least <paramref name="count"/>.</param>
    /// <param name="random">Where random numbers come from.</param>
    public static double[][] Random(int count, int length, ref RandomStream random)
    {
        // The columns of the matrix A = Q R, each contiguous.
        double[][] columns = Columns(count, length);
        foreach (double[] column in columns)
        {
            foreach (ref double element in column.AsSpan())
            {
                element = random.NextNormal();
            }
        }

        double[] diagonal = new double[count];
        for (int start = 0; start < count; start += GroupSize)
        {
            int end = Math.Min(start + GroupSize, count);
            for (int k = 0; k < end; k++)
            {
                if (k >= start)
                {
                    diagonal[k] = MakeReflection(columns[k].AsSpan(k));
                }

                for (int j = Math.Max(k + 1, start); j < end; j++)
                {
                    Reflect(columns[j].AsSpan(k), columns[k].AsSpan(k));
                }
            }
        }

        return Product(columns, diagonal);
    }

    /// <summary>The first columns of Q = H_0 H_1 ..., signed so that R's diagonal is positive: only then is Q unique and, A being normal, evenly distributed.</summary>
    private static double[][] Product(double[][] reflections, double[] diagonal)
    {
        int count = reflections.Length;
        double[][] q = Columns(count, reflections[0].Length);
        for (int start = 0; start < count; start += GroupSize)
        {
            int end = Math.Min(start + GroupSize, count);
            for (int k = end - 1; k >= 0; k--)
            {
                if (k >= start)
                {
                    q[k][k] = diagonal[k] < 0 ? -1 : 1;
                }

                // Columns before k are unit vectors that this reflection leaves as they are.
                for (int j = Math.Max(k, start); j < end; j++)
                {
                    Reflect(q[j].AsSpan(k), reflections[k].AsSpan(k));
                }
            }
        }

        return q;
    }

    /// <summary>Turns x into v with |v|^2 = 2, so that H = I - v v^T maps x onto a multiple of the first unit vector; returns that multiple.</summary>
    private static double MakeReflection(Span<double> x)
    {
        double norm = Math.Sqrt(Dot(x, x));
        if (norm == 0)
        {
            return 0;
        }

        // The sign that adds up: the difference of nearly equal numbers would lose the orthogonality.
        double image = x[0] > 0 ? -norm : norm;
        x[0] -= image;

        // |x - image e|^2 = 2 (norm^2 + norm |x0|) = 2 norm |x0 - image|
        double scale = 1 / Math.Sqrt(norm * Math.Abs(x[0]));
        foreach (ref double element in x)
        {
            element *= scale;
        }

        return image;
    }

    /// <summary>x - v (v x).</summary>
    private static void Reflect(Span<double> x, ReadOnlySpan<double> v)
    {
        double dot = Dot(x, v);
        var factor = Vector256.Create(dot);
        Span<Vector256<double>> lanes = MemoryMarshal.Cast<double, Vector256<double>>(x);
        ReadOnlySpan<Vector256<double>> other = MemoryMarshal.Cast<double, Vector256<double>>(v);
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] -= factor * other[i];
        }

        for (int i = lanes.Length * Vector256<double>.Count; i < x.Length; i++)
        {
            x[i] -= dot * v[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector256<double>> first = MemoryMarshal.Cast<double, Vector256<double>>(x);
        ReadOnlySpan<Vector256<double>> second = MemoryMarshal.Cast<double, Vector256<double>>(y);
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i <= first.Length - 4; i += 4)
        {
            sum0 += first[i] * second[i];
            sum1 += first[i + 1] * second[i + 1];
            sum2 += first[i + 2] * second[i + 2];
            sum3 += first[i + 3] * second[i + 3];
        }

        Vector256<double> sums = sum0 + sum1 + (sum2 + sum3);
        double sum = sums.GetElement(0) + sums.GetElement(1) + (sums.GetElement(2) + sums.GetElement(3));
        for (i *= Vector256<double>.Count; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static double[][] Columns(int count, int length)
    {
        double[][] columns = new double[count][];
        for (int i = 0; i < count; i++)
        {
            columns[i] = new double[length];
        }

        return columns;
    }
}
