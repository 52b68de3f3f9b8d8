using System;

namespace NetGen.Tests.Runtime;

/// <summary>Errors in units in the last place.</summary>
internal static class Ulps
{
    private const int SmallestExponent = -149;
    private const int LargestExponent = 104;

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

        int exponent = exact == 0 ? SmallestExponent : Math.Clamp(Math.ILogB(exact) - 23, SmallestExponent, LargestExponent);
        return Math.Abs(actual - exact) / Math.ScaleB(1, exponent);
    }
}
