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
        0.625f, 9.010913f, 10f, 0.17328679f, 0.5198604f, // tanh; the last two where the exponent of e^2x changes
        16.635532f, 17.328680f, // sigmoid
        0.70710677f, 1.4142135f, // log
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
    [InlineData("log", 0xD61D0845981F87B7)]
    [InlineData("tanh", 0x123AC75C5A18767B)]
    [InlineData("sigmoid", 0xF07A195F8B6132B4)]
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
