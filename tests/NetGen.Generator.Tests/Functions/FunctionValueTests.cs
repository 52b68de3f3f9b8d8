using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using Xunit;

namespace NetGen.Generator.Tests.Functions;

/// <summary>A method as the compiler reads it gives what the method itself gives, in every construct that is read.</summary>
public class FunctionValueTests
{
    /// <summary>Methods by name: the first parameter is x, further ones are numbers.</summary>
    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["Swish"] = "static float Swish(float x) => x / (1 + MathF.Exp(-x));",
        ["Gabor"] = "static float Gabor(float x, float p0, float p1) { float a = p0 + 0.06f * p1 * x; return MathF.Sin(a) * MathF.Exp(-a * a / 8); }",
        ["Identity"] = "static float Identity(float x) => x;",
        ["Constant"] = "static float Constant(float x) => 2;",
        ["Only"] = "static float Only(float x, float p) => p;",
        ["Sums"] = "static float Sums(float x, float p) => -x + +p - (x - -p) + x;",
        ["Products"] = "static float Products(float x, float p) => x * p * 3 / (p * p + 1);",
        ["Literals"] = "static float Literals(float x) => 0.1f * x + 1e-3f - 0x10 + 1_000 / 3;",
        ["Constants"] = "const float Half = 0.5f; const int Two = 2; static float Constants(float x) => Half * x + Two * MathF.PI - MathF.E + float.Epsilon;",
        ["LocalConstant"] = "static float LocalConstant(float x) { const float a = 0.3f; const double b = 0.25; const int n = 7; return a * x + (float)b - n; }",
        ["Locals"] = "static float Locals(float x) { float a = x * x, b = a + 1; var c = a / b; return c - a; }",
        ["Reassigned"] = "static float Reassigned(float x) { float a = x; a = a * a; a = a + 1; x = 2 * x; return a + x; }",
        ["Compound"] = "static float Compound(float x, float p) { float a = x; a += p; a *= 2; a -= x; a /= p; a++; --a; return a; }",
        ["Ternary"] = "static float Ternary(float x) => x > 0 ? x : 0.01f * x;",
        ["Nested"] = "static float Nested(float x) => x < -1 ? -1 : x > 1 ? 1 : x;",
        ["LessOrEqual"] = "static float LessOrEqual(float x) => x <= 0 ? 3 : x;",
        ["GreaterOrEqual"] = "static float GreaterOrEqual(float x) => x >= 0 ? 3 : x;",
        ["Less"] = "static float Less(float x) => x < 0 ? 3 : x;",
        ["Equal"] = "static float Equal(float x) => x == 0 ? 5 : x;",
        ["NotEqual"] = "static float NotEqual(float x) => x != 0 ? 5 : x;",
        ["NotLess"] = "static float NotLess(float x) => !(x < 1) ? 5 : x;",
        ["And"] = "static float And(float x, float p) => x > -1 && x < p ? x : 7;",
        ["Or"] = "static float Or(float x, float p) => x < -1 || x > p ? x : 7;",
        ["Logic"] = "static float Logic(float x, float p) => (x > 0 ^ p > 0) | !(x < 0.5f) & p != 3 ? x : 7;",
        ["SameTruth"] = "static float SameTruth(float x, float p) => x > 0 == p > 0 ? x : x > 0 != p > 1 ? 8 : 9;",
        ["BoolLocal"] = "static float BoolLocal(float x) { bool isLarge = x > 1; bool isEither = isLarge || x < -1; return isEither && !isLarge ? -1 : isLarge ? 1 : x; }",
        ["BoolChoice"] = "static float BoolChoice(float x, float p) => (x > 0 ? p > 0 : p < 0) ? x : 7;",
        ["IfElse"] = "static float IfElse(float x) { if (x > 0) { return x; } else { return MathF.Exp(x) - 1; } }",
        ["EarlyReturn"] = "static float EarlyReturn(float x) { if (x < -1) return 0; if (x > 1) return 1; float half = x / 2; return half + 0.5f; }",
        ["ElseIf"] = "static float ElseIf(float x) { float y; if (x < -1) y = -1; else if (x > 1) { y = 1; } else { float square = x * x; y = x * square; } return y; }",
        ["SometimesAssigned"] = "static float SometimesAssigned(float x) { float y = x; bool big = false; if (x > 1) { y = 1; big = true; } if (!big) y = 2 * y; return y; }",
        ["PartReturns"] = "static float PartReturns(float x, float p) { float y = x; if (x > 0) { if (p > 0) { return 3; } y = 4; } y = y + 1; return y; }",
        ["IfConstant"] = "const bool Fast = true; static float IfConstant(float x) { if (Fast) { x = x + 1; } else { x = x / 0; } return Fast ? x : 0; }",
        ["Blocks"] = "static float Blocks(float x) { { float a = x; { a = a + 1; } ; x = a; } return x; }",
        ["Calls"] = "static float Square(float v) => v * v; static float Calls(float x) => Square(Square(x) + 1);",
        ["CallTwice"] = "static float Bump(float v, float w = 2, float c = 0.5f) => MathF.Exp(-(v - c) * (v - c) * w); static float CallTwice(float x) => Bump(x) + Bump(w: x, v: 0.5f, c: 0.1f) - Bump(c: x, v: 1);",
        ["CallCondition"] = "static bool IsInside(float v, bool strict) => strict ? v > 0 && v < 1 : v >= 0 && v <= 1; static float CallCondition(float x) => IsInside(x, true) ? x : IsInside(x, strict: false) ? 5 : 6;",
        ["CallElsewhere"] = "static class Deep { public static float Cube(float v) => v * v * v; } static float CallElsewhere(float x) => Deep.Cube(x) + A.Deep.Cube(v: 1);",
        ["Extension"] = "static float Extension(float x) => x.Twice() + 1; } static class Further { public static float Twice(this float v) => v + v;",
        ["ExpLog"] = "static float ExpLog(float x) => MathF.Exp(x) + MathF.Log(x + 200);",
        ["Logarithms"] = "static float Logarithms(float x) => MathF.Log2(x + 300) + MathF.Log10(x + 300) * MathF.Log(x + 300, 3) + float.LogP1(x * x);",
        ["Exponentials"] = "static float Exponentials(float x) => float.Exp2(x / 10) + float.Exp10(x / 40) * float.ExpM1(x / 5);",
        ["Roots"] = "static float Roots(float x) => MathF.Sqrt(x * x + 1) + float.Sqrt(2);",
        ["Circle"] = "static float Circle(float x) => MathF.Sin(x) * MathF.Cos(2 * x) + MathF.Tan(x / 50);",
        ["Arcs"] = "static float Arcs(float x) => MathF.Atan(x) + MathF.Asin(x / 100) - MathF.Acos(x / 100);",
        ["ArcsAtTheEnds"] = "static float ArcsAtTheEnds(float x) => MathF.Asin(Math.Clamp(x, -1, 1)) + 3 * MathF.Acos(Math.Clamp(x, -1, 1));",
        ["Hyperbolic"] = "static float Hyperbolic(float x) => MathF.Tanh(x) + MathF.Sinh(x / 20) - MathF.Cosh(x / 30) + MathF.Atanh(x / 101);",
        ["Rounding"] = "static float Rounding(float x) => MathF.Floor(x) + 10 * MathF.Ceiling(x) - 3 * MathF.Truncate(x);",
        ["Extremes"] = "static float Extremes(float x, float p) => MathF.Max(x, 0) + 3 * MathF.Min(x, p) - 5 * MathF.Max(-1, x) + MathF.Min(1, x) - Math.Max(x, p);",
        ["Clamp"] = "static float Clamp(float x, float p) => Math.Clamp(x, -1f, 1f) + float.Clamp(x, -3, -3 + p * p);",
        ["Abs"] = "static float Abs(float x) => MathF.Abs(x) + Math.Abs(x - 1);",
        ["Signed"] = "static float Signed(float x) => float.IsNaN(x) ? x : MathF.Sign(x) * 2f + Math.Sign(x - 0.5f);",
        ["WholePowers"] = "static float WholePowers(float x) => MathF.Pow(x, 2) - MathF.Pow(x / 9, 7) + MathF.Pow(x + 1000, -3) + MathF.Pow(x, 0) + MathF.Pow(x, 1);",
        ["HalfPowers"] = "static float HalfPowers(float x) => MathF.Pow(x * x + 1, 0.5f) + MathF.Pow(x * x, 1.5f) - MathF.Pow(x * x + 1, -0.5f);",
        ["Powers"] = "static float Powers(float x) => MathF.Pow(x * x, 0.3f) + MathF.Pow(x * x, 1.7f) - MathF.Pow(x * x + 1, -0.7f) + MathF.Pow(2, x / 10);",
        ["Fused"] = "static float Fused(float x, float p) => MathF.FusedMultiplyAdd(x, p, 3) + float.Lerp(x, p, 0.25f) + float.DegreesToRadians(x);",
        ["Tests"] = "static float Tests(float x) => float.IsNaN(x) ? -9 : float.IsInfinity(x) ? 8 : float.IsFinite(1 / x) ? x : 11;",
        ["DoubleInside"] = "static float DoubleInside(float x) => (float)(1.0 / (1.0 + Math.Exp(-x)));",
        ["DoubleLocals"] = "static float DoubleLocals(float x) { double t = Math.Tanh(x); double u = 0.5 * (1 + t); return (float)u; }",
        ["DoubleAround"] = "static double DoubleAround(float x) => Math.Sqrt(x * x + Math.PI);",
        ["Switch"] = "static float Switch(float x) => x switch { < -1 => 0, > 1 => 1, 0 => 5, _ => x / 2 + 0.5f };",
        ["SwitchWhen"] = "static float SwitchWhen(float x, float p) => x switch { float.NaN => 7, _ when p > 0 => x, not (< 0) => 3, _ => -x };",
        ["Pattern"] = "static float Pattern(float x) => x is > -1 and < 1 ? x : x is 100 or < -2 ? 4 : 5;",
        ["Unusual"] = "static float Unusual(float @class, float sum, float result, float y) => @class * sum + result * y;",
        ["Casts"] = "static float Casts(float x) => (float)((double)x * (float)2) + (float)3;",
    };

    private static readonly Lazy<ReadFunctions> Read = new(() => new ReadFunctions(
        // An extension method ends the class to stand outside it, so its text comes last.
        string.Concat(Methods.OrderBy(method => method.Key == "Extension").Select(method => method.Value)), [.. Methods.Keys]));

    private static readonly float[] Points =
        [0, -0f, 1, -1, 0.5f, -0.5f, 0.3f, 2, -2, 3.7f, -3.7f, 9, -9, 30, -30, 100, -100, 1e-3f, -1e-3f, 1e-6f, -1e-6f, 1e-30f, float.NaN];

    private static readonly float[][] Numbers = [[0.7f, -1.3f, 0.4f], [-0.6f, 2.5f, 1], [3, 0.2f, -1]];

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_means_what_it_says(string name)
    {
        FunctionDeclaration function = Read.Value[name];
        Assert.DoesNotContain(function.Problems, problem => problem.IsError);
        Assert.NotNull(function.Body);
        foreach (float[] numbers in Numbers)
        {
            foreach (float x in Points)
            {
                float[] arguments = [x, .. numbers.Take(function.Parameters.Count - 1)];
                double read = Evaluator.Evaluate(function.Body, variable => arguments[function.Parameters.ToList().FindIndex(parameter => parameter.Name == variable)]);
                AssertClose(Read.Value.Call(name, arguments), read, string.Create(CultureInfo.InvariantCulture, $"{name}({string.Join(", ", arguments)})"));
            }
        }
    }

    [Fact]
    public void The_table_is_read_from_its_parameters_alone() => Assert.All(
        Methods.Keys,
        name => Assert.Subset(Read.Value[name].Parameters.Select(parameter => parameter.Name).ToHashSet(), Substitution.Variables(Read.Value[name].Body!).ToHashSet()));

    /// <summary>The method computes in float: a few roundings, of terms that may cancel.</summary>
    private static void AssertClose(float expected, double read, string call)
    {
        bool isClose = float.IsFinite(expected) ? Math.Abs(expected - read) <= 2e-5 * (1 + Math.Abs(expected)) : expected.Equals((float)read);
        Assert.True(isClose, string.Create(CultureInfo.InvariantCulture, $"{call} is {expected} but was read as {read}"));
    }
}
