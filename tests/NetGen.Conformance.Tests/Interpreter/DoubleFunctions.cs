using System;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Functions in double that the framework lacks, or computes as their formulas say, with the cancellation in them. Relative errors of about 1e-14.</summary>
internal static class DoubleFunctions
{
    private const double TwoOverRootPi = 1.1283791670955126;
    private const int FractionDepth = 200;

    /// <summary>e^x - 1: x times (u - 1) / ln u, u = e^x rounded, whose errors cancel. W. Kahan.</summary>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 || double.IsInfinity(u) ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 + x): x times ln u / (u - 1), u = 1 + x rounded, whose errors cancel. W. Kahan.</summary>
    public static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsFinite(u) ? Math.Log(u) * x / (u - 1) : u;
    }

    /// <summary>ln(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>2 / sqrt(pi) times the integral of e^-t^2 from x to infinity.</summary>
    public static double Erfc(double x) => x < 0 ? 2 - Erfc(-x) : x < 2 ? 1 - ErfSeries(x) : Math.Exp(-x * x) / FractionOfErfc(x) * TwoOverRootPi / 2;

    /// <summary>The derivative of -erfc.</summary>
    public static double ErfSlope(double x) => TwoOverRootPi * Math.Exp(-x * x);

    /// <summary>2 / sqrt(pi) e^-x^2 sum_n 2^n x^(2n+1) / (2n+1)!!, a sum of positive terms.</summary>
    private static double ErfSeries(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return ErfSlope(x) * sum;
    }

    /// <summary>x + (1/2)/(x + 1/(x + (3/2)/(x + ...))), from the end.</summary>
    private static double FractionOfErfc(double x)
    {
        double fraction = x;
        for (int n = FractionDepth; n > 0; n--)
        {
            fraction = x + n / 2.0 / fraction;
        }

        return fraction;
    }
}
