using System;
using System.Numerics;

namespace NetGen.Tests.Runtime;

/// <summary>Functions by their series in fixed point, with places enough for the smallest double's digits after the cancellation of the largest terms.</summary>
internal static class FixedPoint
{
    private const int Places = 2400;
    private const int MantissaBits = 52;
    private static readonly BigInteger One = BigInteger.One << Places;
    private static readonly BigInteger Ln2 = 2 * Artanh(One / 3);
    private static readonly BigInteger Pi = 4 * ((4 * AtanOfRatio(1, 5)) - AtanOfRatio(1, 239));

    // exp(-t^2) 2 / sqrt(pi) is what the error function adds up.
    private static readonly BigInteger TwoOverRootPi = Divided(2 * One, Root(Pi));

    public static BigInteger ExpM1(double x) => Exp(Fixed(x)) - One;

    public static BigInteger Tanh(double x) => Divided(Exp(Fixed(2 * x)) - One, Exp(Fixed(2 * x)) + One);

    public static BigInteger Sigmoid(double x) => Divided(Exp(Fixed(x)), Exp(Fixed(x)) + One);

    public static BigInteger Softplus(double x)
    {
        // ln(1 + t) = 2 artanh(t / (2 + t)).
        BigInteger t = Exp(-BigInteger.Abs(Fixed(x)));
        return Fixed(Math.Max(x, 0)) + (2 * Artanh(Divided(t, (2 * One) + t)));
    }

    public static BigInteger Erf(double x)
    {
        BigInteger square = Times(Fixed(x), Fixed(x));
        BigInteger term = Fixed(x);
        BigInteger sum = term;
        for (int k = 1; !IsNothing(term); k++)
        {
            term = -Times(term, square) / k;
            sum += term / ((2 * k) + 1);
        }

        return Times(sum, TwoOverRootPi);
    }

    public static BigInteger Erfc(double x) => One - Erf(x);

    public static BigInteger Sin(double x) => SinOf(Fixed(x));

    public static BigInteger Cos(double x) => SinOf(Fixed(x) + (Pi / 2));

    public static BigInteger Atan(double x) => Math.Abs(x) <= 1 ? AtanOfRatio(Fixed(x), One) : (Math.Sign(x) * Pi / 2) - AtanOfRatio(One, Fixed(x));

    /// <summary>How far a result is off, over the exact one or over the smallest normal number if that is larger.</summary>
    public static double RelativeError(double actual, BigInteger exact)
    {
        BigInteger size = BigInteger.Max(BigInteger.Abs(exact), One >> 1022);
        return (double)((BigInteger.Abs(Fixed(actual) - exact) << 100) / size) * Math.ScaleB(1, -100);
    }

    // e^x = 2^n e^r, r = x - n ln 2.
    private static BigInteger Exp(BigInteger x)
    {
        int n = (int)(x / Ln2);
        BigInteger r = x - (n * Ln2);
        BigInteger term = One;
        BigInteger sum = One;
        for (int k = 1; !IsNothing(term); k++)
        {
            term = Times(term, r) / k;
            sum += term;
        }

        return n < 0 ? sum >> -n : sum << n;
    }

    private static BigInteger SinOf(BigInteger x)
    {
        x %= 2 * Pi;
        BigInteger square = Times(x, x);
        BigInteger term = x;
        BigInteger sum = x;
        for (int k = 2; !IsNothing(term); k += 2)
        {
            term = -Times(term, square) / (k * (k + 1));
            sum += term;
        }

        return sum;
    }

    // With t = a^2 / (a^2 + b^2) <= 1/2: arctan(a / b) = t b / a (1 + 2/3 t + 2/3 4/5 t^2 + ...), Euler's series.
    private static BigInteger AtanOfRatio(BigInteger a, BigInteger b)
    {
        BigInteger t = Divided(a * a, (a * a) + (b * b));
        BigInteger term = Divided(a * b, (a * a) + (b * b));
        BigInteger sum = term;
        for (int k = 1; !IsNothing(term); k++)
        {
            term = Times(term, t) * (2 * k) / ((2 * k) + 1);
            sum += term;
        }

        return sum;
    }

    // s + s^3 / 3 + s^5 / 5 + ... = artanh s.
    private static BigInteger Artanh(BigInteger s)
    {
        BigInteger square = Times(s, s);
        BigInteger sum = 0;
        for (int k = 1; !IsNothing(s); k += 2)
        {
            sum += s / k;
            s = Times(s, square);
        }

        return sum;
    }

    // Newton's method for the square root.
    private static BigInteger Root(BigInteger x)
    {
        BigInteger root = Fixed(Math.Sqrt((double)(x >> (Places - MantissaBits)) / (1L << MantissaBits)));
        for (int i = 0; i < 7; i++)
        {
            root = (root + Divided(x, root)) / 2;
        }

        return root;
    }

    private static bool IsNothing(BigInteger term) => term.IsZero || term == BigInteger.MinusOne;

    private static BigInteger Times(BigInteger a, BigInteger b) => (a * b) >> Places;

    private static BigInteger Divided(BigInteger a, BigInteger b) => (a << Places) / b;

    // Exact.
    private static BigInteger Fixed(double x)
    {
        int exponent = x == 0 ? 0 : Math.Max(Math.ILogB(x), -1022) - MantissaBits;
        var mantissa = new BigInteger(Math.ScaleB(x, -exponent));
        return mantissa << (Places + exponent);
    }
}
