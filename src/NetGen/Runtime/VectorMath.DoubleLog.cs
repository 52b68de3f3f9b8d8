using System;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

// Beside Logarithm.Natural, whose bits are part of every seeded random number and so can not change for speed.
public static partial class VectorMath
{
    /// <summary>ln x in double, for losses, denormal arguments included; ln 0 = -infinity, and NaN for negative arguments. At most 1.6 units in the last
    /// place off, by exactly rounded operations without fused multiply-add only: the same bits on every machine.</summary>
    /// <param name="x">Any number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        // Sign and exponent of the positive normal numbers are 1 to 2046.
        long bits = BitConverter.DoubleToInt64Bits(x);
        if ((uint)(bits >>> DoubleMantissaBits) - 1 >= 2046)
        {
            return LogAtTheEnds(x);
        }

        long shift = ShiftToOne(bits);
        double m = BitConverter.Int64BitsToDouble(bits + (shift << DoubleMantissaBits));
        return LogOfShifted(m - 1, m + 1, shift);
    }

    /// <summary>ln(1 + x) in double, for losses, without the loss of a small x's digits; -infinity for -1, and NaN below. At most 2 units in the last
    /// place off, by exactly rounded operations without fused multiply-add only: the same bits on every machine.</summary>
    /// <param name="x">Any number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1P(double x)
    {
        // From 2^53 up 1 + x is x to a double; above -1 it is 2^-53 or more.
        const int SmallestExponent = DoubleExponentBias - 53;
        const int Exponents = 53 + 53;
        double sum = 1 + x;
        long bits = BitConverter.DoubleToInt64Bits(sum);
        if ((uint)(bits >>> DoubleMantissaBits) - SmallestExponent >= Exponents)
        {
            return Log1PAtTheEnds(x);
        }

        // The rounded sum only chooses the shift: (1 + x) 2^shift - 1 = x 2^shift - (1 - 2^shift), where only the last operation may round.
        long shift = ShiftToOne(bits);
        double scale = PowerOfTwo(shift);
        double scaled = x * scale;
        return LogOfShifted(scaled - (1 - scale), scaled + (1 + scale), shift);
    }

    // The shift for which x 2^shift is in [sqrt(1/2), sqrt(2)), from the bits of a positive normal x.
    // Subtracting the bits of sqrt(1/2) before taking the exponent moves the cut from 1 to sqrt(1/2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ShiftToOne(long bits)
    {
        const long RootBits = 0x3FE6A09E667F3BCD;
        return -((bits - RootBits) >> DoubleMantissaBits);
    }

    // ln m - shift ln 2 from f = m - 1 and g = m + 1, m in [sqrt(1/2), sqrt(2)). ln m = 2 artanh(s) with s = f / g, |s| <= 0.1716; 2 artanh(s) = 2s + s^3 p(s^2),
    // p of degree 6 fitted to that interval (Remez) for the least relative error of ln m, 2^-58.8. Since f = s (2 + f), 2s = f - s f: the sum starts from f,
    // which is nearly exact. A shift of 0 is subtracted rather than added, so that the sign of a zero f stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogOfShifted(double f, double g, long shift)
    {
        const double Ln2 = 0.6931471805599453;
        double s = f / g;
        double z = s * s;
        double z2 = z * z;
        double p01 = 0.6666666666666734 + 0.3999999999941432 * z;
        double p23 = 0.28571428742474725 + 0.2222219856349833 * z;
        double p456 = 0.18183564866112337 + 0.15314035847490867 * z + 0.14796105336633522 * z2;
        double p = p01 + p23 * z2 + p456 * (z2 * z2);
        return f - s * (f - z * p) - shift * Ln2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogAtTheEnds(double x)
    {
        const double TwoTo54 = 18014398509481984;
        if (x > 0 && x < double.PositiveInfinity)
        {
            // A denormal, scaled into the normal range.
            long bits = BitConverter.DoubleToInt64Bits(x * TwoTo54);
            long shift = ShiftToOne(bits);
            double m = BitConverter.Int64BitsToDouble(bits + (shift << DoubleMantissaBits));
            return LogOfShifted(m - 1, m + 1, shift + 54);
        }

        return x == 0 ? double.NegativeInfinity : x < 0 ? double.NaN : x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Log1PAtTheEnds(double x) => x == -1 ? double.NegativeInfinity : Log(x);
}
