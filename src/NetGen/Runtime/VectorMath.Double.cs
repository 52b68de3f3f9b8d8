using System;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    /// <summary>e^x in double, for losses: a few units in the last place, by exactly rounded operations only.</summary>
    /// <param name="x">Any number.</param>
    public static double Exp(double x)
    {
        const double Largest = 709.782712893384;
        const double Smallest = -745.1332191019412;
        const double Log2OfE = 1.4426950408889634;
        // ln 2 in two parts: the first has so few bits that its product with an exponent is exact.
        const double Ln2High = 0.6931471803691238;
        const double Ln2Low = 1.9082149292705877e-10;
        if (double.IsNaN(x) || x > Largest)
        {
            return x > Largest ? double.PositiveInfinity : x;
        }

        if (x < Smallest)
        {
            return 0;
        }

        // x = n ln 2 + r with |r| <= ln 2 / 2; e^r by its Taylor series, whose terms after r^14 are below 2^-54.
        int n = (int)Math.Round(x * Log2OfE, MidpointRounding.ToEven);
        double r = x - n * Ln2High - n * Ln2Low;
        double series = 1;
        for (int term = 14; term >= 1; term--)
        {
            series = 1 + r * series / term;
        }

        // Two factors, so that neither is beyond the range of normal numbers.
        int half = n / 2;
        return series * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>ln(1 + x) in double, for losses, without the loss of a small x's digits.</summary>
    /// <param name="x">A number from -1 up.</param>
    public static double Log1P(double x)
    {
        // W. Kahan: the rounding error of 1 + x cancels in the quotient.
        double sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Log(sum) * (x / (sum - 1));
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
