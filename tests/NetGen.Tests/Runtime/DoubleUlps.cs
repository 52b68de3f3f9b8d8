using System;
using System.Numerics;

namespace NetGen.Tests.Runtime;

/// <summary>Errors of e^x, ln x and ln(1 + x) in double, in units in the last place of the exact result, against series in fixed point of 256 binary places.</summary>
internal static class DoubleUlps
{
    private const int Places = 256;
    private const int MantissaBits = 52;
    private const int SmallestExponent = -1074;
    private static readonly BigInteger One = BigInteger.One << Places;
    private static readonly BigInteger Ln2 = LogOfRatio(2, 1);

    /// <summary>How far a result is from e^x.</summary>
    public static double OfExp(double x, double actual)
    {
        // e^x = 2^n e^r, r = x - n ln 2.
        int n = (int)Math.Round(x / Math.Log(2));
        BigInteger r = Fixed(x, Places) - n * Ln2;
        BigInteger sum = One;
        BigInteger term = One;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = ((term * r) >> Places) / k;
            sum += term;
        }

        return Error(actual, sum, n);
    }

    /// <summary>How far a result is from ln x.</summary>
    public static double OfLog(double x, double actual)
    {
        int exponent = Math.ILogB(x);
        return Error(actual, LogOfRatio(Fixed(x, Places - exponent), One) + exponent * Ln2, 0);
    }

    /// <summary>How far a result is from ln(1 + x), for x of 2^-100 or more in size.</summary>
    public static double OfLog1P(double x, double actual)
    {
        BigInteger sum = One + Fixed(x, Places);
        int exponent = (int)sum.GetBitLength() - 1 - Places;
        return Error(actual, LogOfRatio(sum, exponent < 0 ? One >> -exponent : One << exponent) + exponent * Ln2, 0);
    }

    // ln(a / b) = 2 artanh((a - b) / (a + b)).
    private static BigInteger LogOfRatio(BigInteger a, BigInteger b)
    {
        BigInteger s = ((a - b) << Places) / (a + b);
        BigInteger square = (s * s) >> Places;
        BigInteger sum = 0;
        for (int k = 1; !s.IsZero && s != BigInteger.MinusOne; k += 2)
        {
            sum += s / k;
            s = (s * square) >> Places;
        }

        return 2 * sum;
    }

    // The error against value * 2^(n - Places).
    private static double Error(double actual, BigInteger value, int n)
    {
        if (value.IsZero || !double.IsFinite(actual))
        {
            return value.IsZero && actual == 0 ? 0 : double.PositiveInfinity;
        }

        int exponent = (int)BigInteger.Abs(value).GetBitLength() - 1 - Places + n;
        int unit = Math.Max(exponent - MantissaBits, SmallestExponent);
        return (double)BigInteger.Abs(Fixed(actual, Places - n) - value) / Math.ScaleB(1, unit - n + Places);
    }

    // value * 2^places, without the digits after the point.
    private static BigInteger Fixed(double value, int places)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int field = (int)(bits >> MantissaBits);
        long mantissa = bits & ((1L << MantissaBits) - 1);
        BigInteger digits = field == 0 ? mantissa : mantissa | (1L << MantissaBits);
        int left = Math.Max(field, 1) + SmallestExponent - 1 + places;
        BigInteger size = left >= 0 ? digits << left : digits >> -left;
        return value < 0 ? -size : size;
    }
}
