using System;

namespace NetGen.Benchmarks;

/// <summary>Functions in double that .NET lacks, from those it has, far more accurate than a float needs.</summary>
internal static class Oracles
{
    /// <summary>e^x - 1. The quotient (u - 1) / ln u changes slowly near u = 1, so that the error of u = e^x hardly matters (Kahan).</summary>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsPositiveInfinity(u) ? u : (u - 1) * (x / Math.Log(u));
    }

    /// <summary>ln(1 + x), in the same way.</summary>
    public static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x)
    {
        double exp = Math.Exp(-Math.Abs(x));
        return (x < 0 ? exp : 1) / (1 + exp);
    }

    /// <summary>ln(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));
}
