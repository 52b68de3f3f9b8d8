using System;

namespace NetGen.Benchmarks;

/// <summary>Errors in units in the last place.</summary>
internal static class Ulps
{
    private const int SmallestExponent = -149;
    private const int LargestExponent = 104;
    private const int FloatMantissaBits = 23;
    private const int MantissaBits = 52;
    private const long ExponentMask = 0x7FF;
    private const int ExponentBias = 1023;

    /// <summary>How far a float is from an exact value, in units of the last place that a float of the exact value's size has.
    /// Infinite when one is NaN and the other not. An exact value that rounds to an infinity asks for that infinity.</summary>
    public static double Error(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
        {
            return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if (float.IsInfinity((float)exact) || float.IsInfinity(actual))
        {
            return (float)exact == actual ? 0 : double.PositiveInfinity;
        }

        // By bits, because a sweep comes here for every float there is: the exponent of a double, and the double of an exponent.
        int exponent = (int)((BitConverter.DoubleToInt64Bits(exact) >> MantissaBits) & ExponentMask) - ExponentBias - FloatMantissaBits;
        long unit = Math.Clamp(exponent, SmallestExponent, LargestExponent) + ExponentBias;
        return Math.Abs(actual - exact) / BitConverter.Int64BitsToDouble(unit << MantissaBits);
    }
}
