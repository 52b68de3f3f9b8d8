using System;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>The functions of schedules, of exactly rounded operations, so that rates have the same bits on every machine.</summary>
internal static class Anneal
{
    /// <summary>x^n by squares, n at least 0.</summary>
    internal static double Power(double x, long n)
    {
        double power = 1;
        for (double square = x; n > 0; n >>= 1, square *= square)
        {
            power = (n & 1) == 1 ? power * square : power;
        }

        return power;
    }

    /// <summary>x^y for x and y at least 0.</summary>
    internal static double Power(double x, double y)
    {
        // Beyond any exponent in use; below it whole numbers are exact.
        const double MaxWhole = 1024;
        return y == Math.Floor(y) && y <= MaxWhole ? Power(x, (long)y) : x == 0 ? 0 : VectorMath.Exp(y * VectorMath.Log(x));
    }

    /// <summary>From one value to another along half a wave of a cosine.</summary>
    /// <param name="from">The value at 0.</param>
    /// <param name="to">The value at 1.</param>
    /// <param name="at">The place.</param>
    internal static double Cosine(double from, double to, double at) => to + (from - to) * (1 + VectorMath.Cos(Math.PI * at)) / 2;
}
