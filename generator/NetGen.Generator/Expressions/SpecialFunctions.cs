using System;

namespace NetGen.Generator.Expressions;

/// <summary>The functions in double that <see cref="Math"/> lacks, to about 1e-15 of their value. Simple rather than fast: they serve tests and constants.</summary>
internal static class SpecialFunctions
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>ln(1 + x). The quotient undoes the rounding of 1 + x (W. Kahan).</summary>
    public static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>e^x - 1, by the same device.</summary>
    public static double ExpM1(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x : Math.Abs(x) > 1 ? power - 1 : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|).</summary>
    public static double Softplus(double x) => x > 0 ? x + Log1P(Math.Exp(-x)) : Log1P(Math.Exp(x));

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>erf x = 2 / sqrt(pi) e^(-x^2) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1)), of positive terms only, while that converges fast; 1 - erfc x beyond.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) >= 2 || double.IsNaN(x))
        {
            return x < 0 ? Erfc(-x) - 1 : x > 0 ? 1 - Erfc(x) : x;
        }

        double term = x;
        double sum = x;
        for (int n = 1; sum + term != sum; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return TwoOverRootPi * ExpOfMinusSquare(x) * sum;
    }

    /// <summary>1 - erf x below 1; from there the continued fraction e^(-x^2) / sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...)))).</summary>
    public static double Erfc(double x)
    {
        const int Terms = 250;
        if (!(x >= 1))
        {
            return x < -1 ? 2 - Erfc(-x) : 1 - Erf(x);
        }

        double fraction = x;
        for (int n = Terms; n >= 1; n--)
        {
            fraction = x + (0.5 * n / fraction);
        }

        return TwoOverRootPi / 2 * ExpOfMinusSquare(x) / fraction;
    }

    /// <summary>e^(-x^2) without the rounding of x^2, of which a large power would make much: x = h + r with a square of h that is exact.</summary>
    private static double ExpOfMinusSquare(double x)
    {
        double head = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & -1L << 27);
        double rest = (x - head) * (x + head);
        return double.IsInfinity(x) ? 0 : Math.Exp(-head * head) * Math.Exp(-rest);
    }
}
