using System;

namespace NetGen.Runtime.V1;

// In double, for losses: exactly rounded operations without fused multiply-add only, so the same bits on every machine.
public static partial class VectorMath
{
    // erf x = x P(x^2) / Q(x^2) up to |x| = 1/2, fitted (Remez) for the least relative error, 2^-64.
    private static ReadOnlySpan<double> ErfNumerator =>
    [
        1.1283791670955126, 0.13290261570776055, 0.040049950482517825, 0.0011167028801488572,
        6.529126186468519e-05,
    ];

    private static ReadOnlySpan<double> ErfDenominator =>
    [
        1.0, 0.4511152098366514, 0.08586508109287706, 0.008309348683484107,
        0.0003523463616799314,
    ];

    // erfc x = e^-x^2 P(x) / Q(x) from 0 to 28, likewise, 2^-54. All coefficients are positive, so nothing cancels.
    private static ReadOnlySpan<double> ErfcNumerator =>
    [
        1.0, 2.1927550108151705, 2.378401306521651, 1.638953178954046,
        0.7830182582576011, 0.2678727859970952, 0.06561407524110767, 0.011134759937260943,
        0.0011970036167304541, 6.301678271393126e-05,
    ];

    private static ReadOnlySpan<double> ErfcDenominator =>
    [
        1.0, 3.3211341779106687, 5.125899924005596, 4.854030465959729,
        3.132637600251861, 1.4449518057836754, 0.4846042312963668, 0.11735873704738503,
        0.019791695302365485, 0.0021216336699756643, 0.0001116943391932957,
    ];

    /// <summary>erf x in double, for losses; erf(-x) = -erf(x). The relative error is at most 1e-15.</summary>
    /// <param name="x">Any number.</param>
    public static double Erf(double x)
    {
        // From 6 on the result is 1. NaN passes.
        double size = Math.Abs(x);
        if (size >= 0.5)
        {
            return Math.CopySign(size >= 6 ? 1 : 1 - ErfcTail(size), x);
        }

        double square = x * x;
        return x * Polynomial(ErfNumerator, square) / Polynomial(ErfDenominator, square);
    }

    /// <summary>erfc x = 1 - erf x in double, for losses, down to the denormals at 27. The relative error is at most 2e-15.</summary>
    /// <param name="x">Any number.</param>
    public static double Erfc(double x)
    {
        // From 28 on the result is 0. NaN passes.
        double size = Math.Abs(x);
        double tail = ErfcTail(size > 28 ? 28 : size);
        return x < 0 ? 2 - tail : tail;
    }

    // 0 <= x <= 28.
    private static double ErfcTail(double x)
    {
        // x^2 = high^2 + (x + high) low, where high has 26 bits, so that its square is exact. The second term is below 2^-20: its square hardly counts.
        const long HighBits = unchecked((long)0xFFFFFFFFF8000000);
        double high = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & HighBits);
        double rest = (x + high) * (x - high);
        double fraction = Polynomial(ErfcNumerator, x) / Polynomial(ErfcDenominator, x);
        return Exp(-high * high) * (fraction - fraction * (rest - 0.5 * rest * rest));
    }

    // From the coefficient of x^0 on.
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + coefficients[i];
        }

        return sum;
    }
}
