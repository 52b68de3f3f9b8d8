using System;
using System.Globalization;
using System.Runtime.Intrinsics;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Runtime;

/// <summary>The documented error bounds and bits of <c>VectorMath</c>, over every n-th of all 2^32 floats.
/// The environment variable NETGEN_FLOAT_STRIDE sets n; 1 tests every float, which takes minutes.</summary>
public class VectorMathTests(ITestOutputHelper output)
{
    // A prime, so that all exponents and all low bits of the mantissa occur.
    private const uint DefaultStride = 1021;

    private static readonly uint Stride =
        uint.TryParse(Environment.GetEnvironmentVariable("NETGEN_FLOAT_STRIDE"), CultureInfo.InvariantCulture, out uint stride) ? stride : DefaultStride;

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    public void The_error_stays_within_the_documented_bound(string name)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        double worst = 0;
        float worstAt = 0;
        ForEveryFour(x =>
        {
            Vector128<float> y = function.Four(x);
            for (int lane = 0; lane < 4; lane++)
            {
                double error = Ulps.Error(y[lane], function.Exact(x[lane]));
                if (error > worst)
                {
                    (worst, worstAt) = (error, x[lane]);
                }
            }
        });

        output.WriteLine(FormattableString.Invariant($"{name}: {worst:F4} ulp at {worstAt:G9}, every {Stride}th float"));
        Assert.True(worst <= function.Bound, FormattableString.Invariant($"{name} is {worst} ulp off at {worstAt:G9}; the documented bound is {function.Bound}."));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    public void All_widths_give_the_same_bits(string name)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        ForEveryFour(x =>
        {
            Vector128<float> four = function.Four(x);
            Vector256<float> eight = function.Eight(Vector256.Create(x, x));
            Vector512<float> sixteen = function.Sixteen(Vector512.Create(Vector256.Create(x, x), Vector256.Create(x, x)));
            bool same = Same(four, eight.GetLower()) && Same(four, eight.GetUpper())
                && Same(four, sixteen.GetLower().GetLower()) && Same(four, sixteen.GetUpper().GetUpper());
            for (int lane = 0; lane < 4; lane++)
            {
                same &= Same(four[lane], function.Scalar(x[lane]));
            }

            Assert.True(same, FormattableString.Invariant($"{name} differs between widths near {x[0]:G9}"));
        });
    }

    [Theory]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", float.NegativeInfinity, 0f)]
    [InlineData("exp", float.NaN, float.NaN)]
    [InlineData("exp", 0f, 1f)]
    [InlineData("exp", 1e-45f, 1f)]
    [InlineData("exp", 88.72283f, 3.40279851e38f)]
    [InlineData("exp", 88.7228394f, float.PositiveInfinity)]
    [InlineData("exp", 1e30f, float.PositiveInfinity)]
    [InlineData("exp", -103.97208f, 1e-45f)]
    [InlineData("exp", -103.97209f, 0f)]
    [InlineData("exp", -1e30f, 0f)]
    [InlineData("log", 0f, float.NegativeInfinity)]
    [InlineData("log", 1f, 0f)]
    [InlineData("log", -1e-45f, float.NaN)]
    [InlineData("log", -1f, float.NaN)]
    [InlineData("log", float.NegativeInfinity, float.NaN)]
    [InlineData("log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("log", float.NaN, float.NaN)]
    [InlineData("log", 1e-45f, -103.278931f)]
    [InlineData("log", float.MaxValue, 88.7228394f)]
    [InlineData("tanh", 0f, 0f)]
    [InlineData("tanh", 1e-45f, 1e-45f)]
    [InlineData("tanh", -1e-45f, -1e-45f)]
    [InlineData("tanh", 10f, 1f)]
    [InlineData("tanh", -1e4f, -1f)]
    [InlineData("tanh", float.PositiveInfinity, 1f)]
    [InlineData("tanh", float.NegativeInfinity, -1f)]
    [InlineData("tanh", float.NaN, float.NaN)]
    [InlineData("sigmoid", 0f, 0.5f)]
    [InlineData("sigmoid", 1e4f, 1f)]
    [InlineData("sigmoid", -1e4f, 0f)]
    [InlineData("sigmoid", float.PositiveInfinity, 1f)]
    [InlineData("sigmoid", float.NegativeInfinity, 0f)]
    [InlineData("sigmoid", float.NaN, float.NaN)]
    public void Special_arguments(string name, float x, float expected) => AssertValue(name, x, expected);

    [Fact]
    public void Negative_zero()
    {
        AssertValue("exp", -0f, 1f);
        AssertValue("log", -0f, float.NegativeInfinity);
        AssertValue("tanh", -0f, -0f);
        AssertValue("sigmoid", -0f, 0.5f);
    }

    [Fact]
    public void Tanh_is_odd_to_the_bit() => ForEveryFour(x =>
        Assert.True(Same(VectorMathFunction.Tanh.Four(-x), -VectorMathFunction.Tanh.Four(x)), $"near {x[0]}"));

    private static void AssertValue(string name, float x, float expected)
    {
        float actual = VectorMathFunction.Named(name).Scalar(x);
        Assert.True(Same(expected, actual), FormattableString.Invariant($"{name}({x:G9}) is {actual:G9}, expected {expected:G9}"));
    }

    private static void ForEveryFour(Action<Vector128<float>> visit)
    {
        for (ulong bits = 0; bits < 1UL << 32; bits += 4UL * Stride)
        {
            visit(Vector128.Create((uint)bits, (uint)(bits + Stride), (uint)(bits + 2UL * Stride), (uint)(bits + 3UL * Stride)).AsSingle());
        }
    }

    private static bool Same(Vector128<float> left, Vector128<float> right)
    {
        bool same = true;
        for (int lane = 0; lane < 4; lane++)
        {
            same &= Same(left[lane], right[lane]);
        }

        return same;
    }

    // Same bits, or both NaN.
    private static bool Same(float left, float right) =>
        BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) || (float.IsNaN(left) && float.IsNaN(right));
}
