using System;
using Xunit;

namespace NetGen.Conformance.Tests;

/// <summary>Equality of floating-point numbers by their bits, with all NaNs equal to each other.</summary>
internal static class Bits
{
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                Assert.Fail(FormattableString.Invariant($"{what}[{i}] is {actual[i]:R}, expected the bits of {expected[i]:R}."));
            }
        }
    }

    public static void Equal(double expected, double actual, string what)
    {
        if (BitConverter.DoubleToInt64Bits(expected) != BitConverter.DoubleToInt64Bits(actual) && !(double.IsNaN(expected) && double.IsNaN(actual)))
        {
            Assert.Fail(FormattableString.Invariant($"{what} is {actual:R}, expected the bits of {expected:R}."));
        }
    }
}
