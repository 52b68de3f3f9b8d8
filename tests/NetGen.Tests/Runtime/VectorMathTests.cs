using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using NetGen.Benchmarks;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Runtime;

/// <summary>The documented error bounds and bits of <c>VectorMath</c>, over every n-th of all 2^32 floats and around every edge.
/// The command vectormath of the benchmarks sweeps all of them.</summary>
public class VectorMathTests(ITestOutputHelper output)
{
    // A prime, so that all exponents and all low bits of the mantissa occur.
    private const uint Stride = 1021;

    private const int FloatsAroundAnEdge = 64;

    public static TheoryData<string> Names => [.. VectorMathFunction.All.Select(function => function.Name)];

    // Where functions overflow, become denormal, saturate or change their formula; the exponents' edges join them below.
    private static ReadOnlySpan<float> Edges =>
    [
        88.72283f, 89f, -87.33655f, -103.97208f, -104f, // exp and, below 0, sigmoid
        9.010913f, 9.02f, 10f, // tanh
        16.635532f, 17.328680f, // sigmoid
        0.70710677f, 1.4142135f, // log
        -1f, -0.29289323f, 0.41421357f, 1.8284271f, 2.4061597e38f, // log1p; the last where the exponent of 1 + x is 128
        88.37626f, 0.34657359f, -1.0397208f, 2.98023224e-8f, -17.328680f, -18f, // expm1
        3.8325069f, 3.93f, // erf
        9.194549f, 10.054195f, 10.1f, // erfc
        0.78539816f, 1.5707964f, 3.1415927f, 6000f, 6433.982f, 16367173f * 4.7223665e21f, // sin and cos; the last is nearest to a multiple of pi/2
        float.NaN, -float.NaN,
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_error_stays_within_the_documented_bound_and_all_widths_give_the_same_bits(string name)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        AssertHolds(function, FloatSweep.EveryNth(function, Stride, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void So_it_is_around_every_edge(string name)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        var inputs = new List<float>();
        foreach (float edge in Edges)
        {
            AddAround(BitConverter.SingleToUInt32Bits(edge));
            AddAround(BitConverter.SingleToUInt32Bits(-edge));
        }

        // Zeros, the smallest denormals and normals, every power of two, the largest floats and the infinities, with both signs.
        for (uint exponent = 0; exponent < 512; exponent++)
        {
            AddAround(exponent << 23);
        }

        AssertHolds(function, FloatSweep.Over(function, inputs.ToArray()));

        void AddAround(uint bits)
        {
            for (int i = -FloatsAroundAnEdge; i <= FloatsAroundAnEdge; i++)
            {
                inputs.Add(BitConverter.UInt32BitsToSingle((uint)(bits + i)));
            }
        }
    }

    // The bits are a promise between systems, not only between widths. A change of a polynomial changes them; put down the new ones then.
    [Theory]
    [InlineData("exp", 0x54CE0C1EF51AFD4F)]
    [InlineData("expm1", 0x6E42E26BCD59E39F)]
    [InlineData("log", 0xD61D0845981F87B7)]
    [InlineData("log1p", 0x3BFE9AA4A3602643)]
    [InlineData("tanh", 0x64DAA7E175CF110B)]
    [InlineData("sigmoid", 0xDF586E2E39D92B91)]
    [InlineData("softplus", 0x6777C429476D354B)]
    [InlineData("erf", 0x7264C9751F5786ED)]
    [InlineData("erfc", 0xB0B1FD9D64EA82F3)]
    [InlineData("sin", 0x6D0360E46AA5089D)]
    [InlineData("cos", 0x941D316CDD91F4ED)]
    [InlineData("atan", 0xBD2D36B68D4C049B)]
    public void Every_system_with_fused_multiply_add_gives_the_same_bits(string name, ulong hash)
    {
        if (Fma.IsSupported || AdvSimd.IsSupported)
        {
            Assert.Equal(hash, FloatSweep.EveryNth(VectorMathFunction.Named(name), 100 * Stride, CancellationToken.None).Single);
        }
    }

    [Fact]
    public void A_sweep_sees_one_wrong_lane_of_one_width()
    {
        VectorMathFunction wrong = VectorMathFunction.Exp with { Eight = x => x[5] == 1 ? VectorMathFunction.Exp.Eight(x).WithElement(5, 2.71828f) : VectorMathFunction.Exp.Eight(x) };
        float[] inputs = [0, 0, 0, 0, 0, 1, 0];
        Assert.True(FloatSweep.Over(VectorMathFunction.Exp, inputs).AllWidthsAgree);
        Assert.False(FloatSweep.Over(wrong, inputs).AllWidthsAgree);

        SweepResult far = FloatSweep.Over(VectorMathFunction.Exp with { Scalar = x => x == 1 ? 2.71828f : VectorMathFunction.Exp.Scalar(x) }, inputs);
        Assert.False(far.AllWidthsAgree);
        Assert.Equal(1, far.WorstAt);
        Assert.InRange(far.WorstError, 7, 8);
    }

    [Fact]
    public void The_command_reports_every_function_and_what_holds()
    {
        using var text = new StringWriter();
        Assert.Equal(0, VectorMathCommand.Run(text, 10_000 * Stride, CancellationToken.None));
        Assert.All(VectorMathFunction.All, function => Assert.Contains("\n" + function.Name, text.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("DIFFERENT", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, VectorMathCommand.Run(text, new CancellationToken(canceled: true)));
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
    [InlineData("expm1", 0f, 0f)]
    [InlineData("expm1", 1e-45f, 1e-45f)]
    [InlineData("expm1", -1e-45f, -1e-45f)]
    [InlineData("expm1", 1e-10f, 1e-10f)]
    [InlineData("expm1", 88.72283f, 3.40279851e38f)]
    [InlineData("expm1", 88.7228394f, float.PositiveInfinity)]
    [InlineData("expm1", 1e30f, float.PositiveInfinity)]
    [InlineData("expm1", -1e30f, -1f)]
    [InlineData("expm1", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("expm1", float.NegativeInfinity, -1f)]
    [InlineData("expm1", float.NaN, float.NaN)]
    [InlineData("log1p", 0f, 0f)]
    [InlineData("log1p", 1e-45f, 1e-45f)]
    [InlineData("log1p", -1e-45f, -1e-45f)]
    [InlineData("log1p", 1e-10f, 1e-10f)]
    [InlineData("log1p", -1f, float.NegativeInfinity)]
    [InlineData("log1p", -1.00000012f, float.NaN)]
    [InlineData("log1p", -0.99999994f, -16.6355324f)]
    [InlineData("log1p", float.MaxValue, 88.7228394f)]
    [InlineData("log1p", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("log1p", float.NegativeInfinity, float.NaN)]
    [InlineData("log1p", float.NaN, float.NaN)]
    [InlineData("softplus", 0f, 0.6931472f)]
    [InlineData("softplus", 1e4f, 1e4f)]
    [InlineData("softplus", float.MaxValue, float.MaxValue)]
    [InlineData("softplus", -103.97208f, 1e-45f)]
    [InlineData("softplus", -1e4f, 0f)]
    [InlineData("softplus", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("softplus", float.NegativeInfinity, 0f)]
    [InlineData("softplus", float.NaN, float.NaN)]
    [InlineData("erf", 0f, 0f)]
    [InlineData("erf", 4f, 1f)]
    [InlineData("erf", -1e4f, -1f)]
    [InlineData("erf", float.PositiveInfinity, 1f)]
    [InlineData("erf", float.NegativeInfinity, -1f)]
    [InlineData("erf", float.NaN, float.NaN)]
    [InlineData("erfc", 0f, 1f)]
    [InlineData("erfc", 10.05f, 1e-45f)]
    [InlineData("erfc", 11f, 0f)]
    [InlineData("erfc", -1e4f, 2f)]
    [InlineData("erfc", float.PositiveInfinity, 0f)]
    [InlineData("erfc", float.NegativeInfinity, 2f)]
    [InlineData("erfc", float.NaN, float.NaN)]
    [InlineData("sin", 0f, 0f)]
    [InlineData("sin", 1e-45f, 1e-45f)]
    [InlineData("sin", 3.14159274f, -8.742278e-8f)]
    [InlineData("sin", 1e22f, -0.734081507f)]
    [InlineData("sin", float.MaxValue, -0.521876514f)]
    [InlineData("sin", float.PositiveInfinity, float.NaN)]
    [InlineData("sin", float.NegativeInfinity, float.NaN)]
    [InlineData("sin", float.NaN, float.NaN)]
    [InlineData("cos", 0f, 1f)]
    [InlineData("cos", 1.57079637f, -4.371139e-8f)]
    [InlineData("cos", -3.14159274f, -1f)]
    [InlineData("cos", float.MaxValue, 0.853021026f)]
    [InlineData("cos", float.PositiveInfinity, float.NaN)]
    [InlineData("cos", float.NegativeInfinity, float.NaN)]
    [InlineData("cos", float.NaN, float.NaN)]
    [InlineData("atan", 0f, 0f)]
    [InlineData("atan", 1e-45f, 1e-45f)]
    [InlineData("atan", 1f, 0.7853982f)]
    [InlineData("atan", float.MaxValue, 1.57079637f)]
    [InlineData("atan", float.PositiveInfinity, 1.57079637f)]
    [InlineData("atan", float.NegativeInfinity, -1.57079637f)]
    [InlineData("atan", float.NaN, float.NaN)]
    public void Special_arguments(string name, float x, float expected) => AssertValue(name, x, expected);

    [Fact]
    public void Negative_zero()
    {
        AssertValue("exp", -0f, 1f);
        AssertValue("log", -0f, float.NegativeInfinity);
        AssertValue("sigmoid", -0f, 0.5f);
        foreach (string name in (string[])["expm1", "log1p", "tanh", "erf", "sin", "atan"])
        {
            AssertValue(name, -0f, -0f);
        }

        AssertValue("softplus", -0f, 0.6931472f);
        AssertValue("erfc", -0f, 1f);
        AssertValue("cos", -0f, 1f);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("sin")]
    [InlineData("atan")]
    public void Odd_functions_are_odd_to_the_bit(string name)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        ForEveryFour(x => Assert.True(Same(function.Four(-x), -function.Four(x)), $"near {x[0]}"));
    }

    [Theory]
    [InlineData("tanh", -1f, 1f)]
    [InlineData("sigmoid", 0f, 1f)]
    [InlineData("erf", -1f, 1f)]
    [InlineData("erfc", 0f, 2f)]
    [InlineData("sin", -1f, 1f)]
    [InlineData("cos", -1f, 1f)]
    public void Rounding_leaves_no_result_outside_the_range(string name, float low, float high)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        Vector128<float> lows = Vector128.Create(low);
        Vector128<float> highs = Vector128.Create(high);
        ForEveryFour(x =>
        {
            Vector128<float> y = function.Four(x);
            Assert.True(!Vector128.LessThanAny(y, lows) && !Vector128.GreaterThanAny(y, highs), $"near {x[0]}");
        });
    }

    // A vector with one large argument takes another path: the other lanes must not notice.
    [Theory]
    [InlineData("sin")]
    [InlineData("cos")]
    public void A_large_argument_changes_no_other_lane(string name)
    {
        VectorMathFunction function = VectorMathFunction.Named(name);
        ForEveryFour(x =>
        {
            Vector128<float> alone = function.Four(x);
            Vector128<float> beside = function.Four(x.WithElement(2, 1e30f));
            Assert.True(Same(alone.WithElement(2, 0), beside.WithElement(2, 0)), $"near {x[0]}");
        });
    }

    private static void AssertValue(string name, float x, float expected)
    {
        float actual = VectorMathFunction.Named(name).Scalar(x);
        Assert.True(Same(expected, actual), FormattableString.Invariant($"{name}({x:G9}) is {actual:G9}, expected {expected:G9}"));
    }

    private void AssertHolds(VectorMathFunction function, SweepResult result)
    {
        string text = FormattableString.Invariant(
            $"{function.Name}: {result.WorstError:F4} ulp at {result.WorstAt:G9} of {result.Count} floats; hashes {result.Single:x} {result.Four:x} {result.Eight:x} {result.Sixteen:x}");
        output.WriteLine(text);
        Assert.True(result.AllWidthsAgree, text);
        Assert.True(result.WorstError <= function.Bound, text);
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
