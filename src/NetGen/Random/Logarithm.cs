using System;

namespace NetGen;

/// <summary>The natural logarithm in double by exactly rounded operations only: the system's differs between machines in the last bit.</summary>
/// <remarks>For random numbers, whose seeds promise these very bits: a change of them changes every network's start. Losses have their own, faster
/// <see cref="NetGen.Runtime.V1.VectorMath.Log(double)"/>.</remarks>
internal static class Logarithm
{
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>ln x, to a few units in the last place.</summary>
    /// <param name="x">A positive, normal, finite number.</param>
    public static double Natural(double x)
    {
        // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh(s), s = (m - 1) / (m + 1), so |s| <= 0.1716.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> MantissaBits) - ExponentBias;
        double m = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) | ((long)ExponentBias << MantissaBits));
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        double s = (m - 1) / (m + 1);
        double square = s * s;

        // artanh(s) / s = sum_j s^2j / (2j + 1); the terms after j = 10 are below 2^-59.
        double series = 1.0 / 21;
        series = series * square + 1.0 / 19;
        series = series * square + 1.0 / 17;
        series = series * square + 1.0 / 15;
        series = series * square + 1.0 / 13;
        series = series * square + 1.0 / 11;
        series = series * square + 1.0 / 9;
        series = series * square + 1.0 / 7;
        series = series * square + 1.0 / 5;
        series = series * square + 1.0 / 3;
        series = series * square + 1;

        return exponent * Ln2 + 2 * s * series;
    }
}
