using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

// Statistics of each column of a batch, in double, over the rows in order: a large common offset takes no digits, and as each column is summed by itself, the width of a
// vector changes no bit.
public static partial class Kernels
{
    /// <summary>The mean of each column: result[j] = 1/rows sum_r x[r * length + j].</summary>
    /// <param name="x">Rows of length floats.</param>
    /// <param name="result">One float for each column. Not the memory of x.</param>
    /// <param name="length">The columns, at least 1.</param>
    /// <param name="rows">The rows, at least 1.</param>
    /// <param name="isFirst">Always true: all rows come at once.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MeanOfRows(ref float x, ref float result, int length, int rows, bool isFirst)
    {
        int column = 0;
        for (; column <= length - (2 * Vector<float>.Count); column += 2 * Vector<float>.Count)
        {
            ref float start = ref Unsafe.Add(ref x, column);
            Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (nint row = 0; row < rows; row++)
            {
                Vector.Widen(At<Vector<float>>(ref start, row * length), out Vector<double> x0, out Vector<double> x1);
                Vector.Widen(At<Vector<float>>(ref start, (row * length) + Vector<float>.Count), out Vector<double> x2, out Vector<double> x3);
                sum0 += x0;
                sum1 += x1;
                sum2 += x2;
                sum3 += x3;
            }

            StoreQuotients(sum0, sum1, sum2, sum3, rows, ref Unsafe.Add(ref result, column));
        }

        for (; column < length; column++)
        {
            ref float start = ref Unsafe.Add(ref x, column);
            double sum = 0;
            for (nint row = 0; row < rows; row++)
            {
                sum += Unsafe.Add(ref start, row * length);
            }

            Unsafe.Add(ref result, column) = (float)(sum / rows);
        }
    }

    /// <summary>The biased variance of each column: result[j] = 1/rows sum_r (x[r * length + j] - mean[j])^2.</summary>
    /// <param name="x">Rows of length floats.</param>
    /// <param name="mean">What <see cref="MeanOfRows"/> gave.</param>
    /// <param name="result">One float for each column. Not the memory of the others.</param>
    /// <param name="length">The columns, at least 1.</param>
    /// <param name="rows">The rows, at least 1.</param>
    /// <param name="isFirst">Always true: all rows come at once.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void VarianceOfRows(ref float x, ref float mean, ref float result, int length, int rows, bool isFirst)
    {
        int column = 0;
        for (; column <= length - (2 * Vector<float>.Count); column += 2 * Vector<float>.Count)
        {
            ref float start = ref Unsafe.Add(ref x, column);
            Vector.Widen(At<Vector<float>>(ref mean, column), out Vector<double> mean0, out Vector<double> mean1);
            Vector.Widen(At<Vector<float>>(ref mean, column + Vector<float>.Count), out Vector<double> mean2, out Vector<double> mean3);
            Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (nint row = 0; row < rows; row++)
            {
                Vector.Widen(At<Vector<float>>(ref start, row * length), out Vector<double> x0, out Vector<double> x1);
                Vector.Widen(At<Vector<float>>(ref start, (row * length) + Vector<float>.Count), out Vector<double> x2, out Vector<double> x3);
                sum0 += (x0 - mean0) * (x0 - mean0);
                sum1 += (x1 - mean1) * (x1 - mean1);
                sum2 += (x2 - mean2) * (x2 - mean2);
                sum3 += (x3 - mean3) * (x3 - mean3);
            }

            StoreQuotients(sum0, sum1, sum2, sum3, rows, ref Unsafe.Add(ref result, column));
        }

        for (; column < length; column++)
        {
            ref float start = ref Unsafe.Add(ref x, column);
            double center = Unsafe.Add(ref mean, column);
            double sum = 0;
            for (nint row = 0; row < rows; row++)
            {
                double distance = Unsafe.Add(ref start, row * length) - center;
                sum += distance * distance;
            }

            Unsafe.Add(ref result, column) = (float)(sum / rows);
        }
    }

    /// <summary>The unbiased variance: result[j] = variance[j] * rows / (rows - 1); of one row the variance itself, as there is nothing to estimate from.</summary>
    /// <param name="variance">What <see cref="VarianceOfRows"/> gave.</param>
    /// <param name="result">One float for each column; may be the memory of the variance.</param>
    /// <param name="length">The columns, at least 1.</param>
    /// <param name="rows">The rows, at least 1.</param>
    /// <param name="isFirst">Always true: all rows come at once.</param>
    public static void UnbiasedVariance(ref float variance, ref float result, int length, int rows, bool isFirst)
    {
        double factor = rows > 1 ? rows / (rows - 1.0) : 1;
        for (int column = 0; column < length; column++)
        {
            Unsafe.Add(ref result, column) = (float)(Unsafe.Add(ref variance, column) * factor);
        }
    }

    /// <summary>The mean over the rows of what was summed over them: result[j] = sum[j] / rows.</summary>
    /// <param name="sum">One float for each column.</param>
    /// <param name="result">One float for each column; may be the memory of the sum.</param>
    /// <param name="length">The columns, at least 1.</param>
    /// <param name="rows">The rows, at least 1.</param>
    /// <param name="isFirst">Always true: all rows come at once.</param>
    public static void QuotientByRows(ref float sum, ref float result, int length, int rows, bool isFirst)
    {
        for (int column = 0; column < length; column++)
        {
            Unsafe.Add(ref result, column) = Unsafe.Add(ref sum, column) / rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuotients(Vector<double> sum0, Vector<double> sum1, Vector<double> sum2, Vector<double> sum3, int divisor, ref float result)
    {
        var divisors = new Vector<double>(divisor);
        At<Vector<float>>(ref result, 0) = Vector.Narrow(sum0 / divisors, sum1 / divisors);
        At<Vector<float>>(ref result, Vector<float>.Count) = Vector.Narrow(sum2 / divisors, sum3 / divisors);
    }
}
