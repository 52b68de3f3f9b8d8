using NetGen.CodeFixes;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.CodeFixes;

public class ComputeInFloatTests
{
    [Theory]
    [InlineData(
        "static float F(float x) => (float)(1.0 / (1.0 + Math.Exp(-x)));",
        "static float F(float x) => 1.0f / (1.0f + MathF.Exp(-x));")]
    [InlineData(
        "static float F(float x) => 2 * (float)Math.Exp(x) + (float)(x * 0.5d);",
        "static float F(float x) => 2 * MathF.Exp(x) + (x * 0.5f);")]
    [InlineData(
        "static float F(float x) { double t = Math.Tanh(x) /* in double */, u = 1e-3; const double c = 3; var v = (double)x; return (float)(t * u * c + v); }",
        "static float F(float x) { float t = MathF.Tanh(x) /* in double */, u = 1e-3f; const float c = 3; var v = x; return t * u * c + v; }")]
    [InlineData(
        "static double F(float x) => System.Math.Max(Math.PI, x) + double.Sqrt(1 + x * (double)x);",
        "static float F(float x) => MathF.Max(MathF.PI, x) + float.Sqrt(1 + x * x);")]
    [InlineData(
        "const double Half = 0.5; static double G(float x) => x; static float F(float x) => (float)(Half * x + A.Half) + (float)Half * (float)G(x);",
        "const double Half = 0.5; static double G(float x) => x; static float F(float x) => ((float)Half * x + (float)A.Half) + (float)Half * (float)G(x);")]
    [InlineData(
        "static float F(float x) => x > 0.5 ? Math.Clamp(x, -1, 1) : Math.Abs(x) + 2;",
        "static float F(float x) => x > 0.5f ? Math.Clamp(x, -1, 1) : MathF.Abs(x) + 2;")]
    [InlineData(
        "[Derivative(nameof(G))] static float F(float x, [Initial(0.5)] float p) => (float)(p * 2.0) * x; static float G(float x, float p) => 2 * p;",
        "[Derivative(nameof(G))] static float F(float x, [Initial(0.5)] float p) => (p * 2.0f) * x; static float G(float x, float p) => 2 * p;")]
    public void A_method(string before, string after)
    {
        FixHost.Fixes(new ComputeInFloatCodeFix(), "Compute in float", Source(before), Source(after));
        if (!after.Contains("double", System.StringComparison.Ordinal))
        {
            Expect.Clean(Source(after));
        }
    }

    [Fact]
    public void The_functions_of_Math_without_its_name() => FixHost.Fixes(
        new ComputeInFloatCodeFix(),
        "Compute in float",
        "using NetGen; using static System.Math; [Network(1)] [Elementwise(nameof(F))] public partial class A { static float F(float x) => (float)Exp(x * PI); }",
        "using NetGen; using static System.Math; [Network(1)] [Elementwise(nameof(F))] public partial class A { static float F(float x) => global::System.MathF.Exp(x * global::System.MathF.PI); }");

    [Fact]
    public void All_methods_of_a_file() => FixHost.FixesAll(
        new ComputeInFloatCodeFix(),
        Source("static float F(float x) => (float)Math.Exp(x);") + " [Network(1)] [Elementwise(nameof(F))] public partial class B { static float F(float x) => (float)Math.Exp(2 * x); }",
        Source("static float F(float x) => MathF.Exp(x);") + " [Network(1)] [Elementwise(nameof(F))] public partial class B { static float F(float x) => MathF.Exp(2 * x); }");

    private static string Source(string members) => $"using System; using NetGen; [Network(1)] [Elementwise(nameof(F))] public partial class A {{ {members} }}";
}
