using System;

namespace NetGen.Runtime.V1;

// In double, for losses: exactly rounded operations without fused multiply-add only, so the same bits on every machine.
public static partial class VectorMath
{
    // sin r = r + r^3 p(r^2), cos r = 1 - r^2 / 2 + r^4 q(r^2) for |r| <= pi/4; arctan t = t + t^3 a(t^2) for |t| <= sqrt(2) - 1; fitted (Remez) for the least
    // relative error: 2^-58, 2^-64 and 2^-59.
    private static ReadOnlySpan<double> SinCoefficients =>
    [
        -0.1666666666666663, 0.008333333333322106, -0.00019841269829579887, 2.7557313617930853e-06,
        -2.5050747206226793e-08, 1.5896197019187876e-10,
    ];

    private static ReadOnlySpan<double> CosCoefficients =>
    [
        0.041666666666666595, -0.001388888888887304, 2.480158728884145e-05, -2.7557314176255484e-07,
        2.0875700418148287e-09, -1.1358514055006596e-11,
    ];

    private static ReadOnlySpan<double> AtanCoefficients =>
    [
        -0.333333333333332, 0.19999999999953202, -0.14285714280161926, 0.11111110781915029,
        -0.09090897718134669, 0.07692059587278516, -0.06663097686779437, 0.058478479796219604,
        -0.0503913845388544, 0.038060793381204265, -0.01790353781512514,
    ];

    /// <summary>sin x in double, for losses, right for every finite x, however large; NaN for infinities. The relative error is at most 1e-15.</summary>
    /// <param name="x">Any number.</param>
    public static double Sin(double x)
    {
        double r = Reduce(Math.Abs(x), out int n);
        double sin = SinOfReduced(r, n);
        return x < 0 ? -sin : x == 0 ? x : sin;
    }

    /// <summary>cos x in double, for losses, right for every finite x, however large; NaN for infinities. The relative error is at most 1e-15.</summary>
    /// <param name="x">Any number.</param>
    public static double Cos(double x)
    {
        double r = Reduce(Math.Abs(x), out int n);
        return SinOfReduced(r, n + 1);
    }

    /// <summary>arctan x in double, for losses, +-pi/2 for infinities; arctan(-x) = -arctan(x). At most 2 units in the last place off.</summary>
    /// <param name="x">Any number.</param>
    public static double Atan(double x)
    {
        // tan(pi/8) and tan(3 pi/8): between them arctan a = pi/4 + arctan((a - 1) / (a + 1)), above pi/2 - arctan(1 / a).
        const double Low = 0.41421356237309503;
        const double High = 2.414213562373095;
        double a = Math.Abs(x);
        double start = a > High ? Math.PI / 2 : a > Low ? Math.PI / 4 : 0;
        double t = a > High ? -1 / a : a > Low ? (a - 1) / (a + 1) : a;
        double square = t * t;
        double part = t + t * square * Polynomial(AtanCoefficients, square);
        return Math.CopySign(start + part, x);
    }

    // x = n pi/2 + r with |r| <= pi/4 or a little more, for x >= 0.
    private static double Reduce(double x, out int n)
    {
        // pi/2 in three parts: the first two have 33 bits, so that their products with n are exact.
        const double Limit = 100_000;
        const double QuartersPerUnit = 0.6366197723675814;
        const double High = 1.5707963267341256;
        const double Middle = 6.077100506303966e-11;
        const double Low = 2.0222662487959506e-21;
        if (!(x < Limit))
        {
            return ReduceLarge(x, out n);
        }

        double rounded = Math.Round(x * QuartersPerUnit);
        n = (int)rounded;
        return x - rounded * High - rounded * Middle - rounded * Low;
    }

    // sin(r + n pi/2).
    private static double SinOfReduced(double r, int n)
    {
        double square = r * r;
        double value = (n & 1) == 0
            ? r + r * square * Polynomial(SinCoefficients, square)
            : 1 - 0.5 * square + square * square * Polynomial(CosCoefficients, square);
        return (n & 2) == 0 ? value : -value;
    }
}
