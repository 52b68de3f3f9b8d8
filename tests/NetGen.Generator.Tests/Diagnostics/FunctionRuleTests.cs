using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1040 to NG1045: users' functions that are not there, do not fit or cannot be read.</summary>
public class FunctionRuleTests
{
    private const string Remedy = "; if it must stay, write the derivative of F by hand and name it there, [Derivative(nameof(FDerivative))]";

    [Theory, Triggers("NG1040")]
    [InlineData("[Elementwise({|NG1040:\"Wawe\"|})]", "static float Wave(float x) => x;", "A has no method Wawe; did you mean Wave")]
    [InlineData("[Elementwise({|NG1040:\"Wave\"|})]", "static float Other(float x) => x;", "A has no method Wave; write one, static float Wave(float x)")]
    [InlineData("[Elementwise({|NG1040:nameof(Wave)|})]", "public static float Wave = 1;", "A has no method Wave; write one, static float Wave(float x)")]
    [InlineData("[Elementwise(typeof(Math), {|NG1040:\"Tanhh\"|})]", "", "Math has no method Tanhh; did you mean Tanh")]
    [InlineData("[Dense(1), Loss({|NG1040:\"L\"|})]", "", "A has no method L; write one, static float L(float prediction, float target)")]
    public void A_method_that_does_not_exist(string layers, string members, string message) => Problems(layers, members, message);

    [Fact, NearMiss("NG1040")]
    public void A_method_that_exists() => Expect.Clean(
        Source("[Elementwise(\"Wave\")]", "static float Wave(float x) => x + 1;"),
        Source("[Elementwise(typeof(Waves), nameof(Waves.Wave))]", "static class Waves { internal static float Wave(float x) => x + 1; }"),
        Source("[Elementwise(nameof(Wave))]", "") + " public class Base { protected static float Wave(float x) => x + 1; } partial class A : Base;");

    [Theory, Triggers("NG1041")]
    [InlineData("float {|NG1041:F|}(float x) => x;", "it is not static")]
    [InlineData("static float {|NG1041:F|}<T>(float x) => x;", "it is generic")]
    [InlineData("static {|NG1041:int|} F(float x) => 1;", "it returns int and not float")]
    [InlineData("static {|NG1041:bool|} F(float x) => x > 0;", "it returns bool and not float")]
    [InlineData("static async System.Threading.Tasks.Task<float> {|NG1041:F|}(float x) { await System.Threading.Tasks.Task.Yield(); return x; }", "it is async")]
    [InlineData("static float F{|NG1041:()|} => 1;", "it has too few parameters")]
    [InlineData("static float F({|NG1041:ref float x|}) => x;", "it takes x by reference")]
    [InlineData("static float F({|NG1041:in float x|}) => x;", "it takes x by reference")]
    [InlineData("static float F({|NG1041:out float x|}) => x = 1;", "it takes x by reference")]
    [InlineData("static float F({|NG1041:params float[] x|}) => 1;", "it takes any number of arguments")]
    [InlineData("static float F(float x, {|NG1041:int n|}) => x;", "it takes n as int and not as float")]
    public void A_method_of_another_kind(string method, string reason) =>
        Problems("[Elementwise(nameof(F))]", method, $"F cannot be an elementwise function, because {reason}; it must be like 'static float F(float x)'");

    [Fact, Triggers("NG1041")]
    public void A_method_that_has_overloads_is_a_loss_of_one_argument_or_has_no_source()
    {
        Problems("[Elementwise({|NG1041:nameof(F)|})]", "static float F(float x) => x; static float F(float x, float p) => x;",
            "F cannot be an elementwise function, because there are several methods of that name; rename it; it must be like 'static float F(float x)'");
        Problems("[Dense(1), Loss(nameof(F))]", "static float F{|NG1041:(float x)|} => x;",
            "F cannot be a loss, because it has too few parameters; it must be like 'static float F(float prediction, float target)'");
        Problems("[Elementwise(typeof(MathF), {|NG1041:nameof(MathF.Cbrt)|})]", "",
            "Cbrt cannot be an elementwise function, because its source is not in this project; it must be like 'static float Cbrt(float x)'");
        Problems("[Elementwise(typeof(Hidden), {|NG1041:\"F\"|})]", "static class Hidden { [Derivative(nameof(G))] private static float F(float x) => MathF.Cbrt(x); private static float G(float x) => 1; }",
            "F cannot be an elementwise function, because its body cannot be read and A cannot call it; make it internal; it must be like 'static float F(float x)'");
    }

    [Fact, NearMiss("NG1041")]
    public void Methods_that_fit() => Expect.Clean(
        Source("[Elementwise(nameof(F))]", "public static float F(float x, float p = 2, float q = 3) => p * x + q;"),
        Source("[Elementwise(typeof(Hidden), \"F\")]", "static class Hidden { private static float F(float x) => x + 1; }"),
        Source("[Elementwise(nameof(F))]", "private static partial float F(float x); private static partial float F(float x) => x + 1;"),
        Source("[Dense(1), Loss(nameof(F))]", "static float F(float prediction, float target) => (prediction - target) * (prediction - target);"));

    [Theory, Triggers("NG1042")]
    [InlineData("static float F(float x) { {|NG1042:for (int i = 0; i < 3; i++) { x = x * x; }|} return x; }", "the loop", "how often it runs is not known; write its steps one by one")]
    [InlineData("static float F(float x) { {|NG1042:while (x > 1) { x = x / 2; }|} return x; }", "the loop", "how often it runs is not known; write its steps one by one")]
    [InlineData("static float Scale = 2; static float F(float x) => {|NG1042:Scale|} * x;", "the field Scale", "its value can change after the code was made; make it const, or a parameter")]
    [InlineData("static float Scale => 2; static float F(float x) => x * {|NG1042:A.Scale|};", "the property Scale", "its value can change after the code was made; make it const, or a parameter")]
    [InlineData("static float F(float x) => {|NG1042:(int)x|} * 0.5f;", "integer arithmetic", "only constants may be integers; write a float, or const for a local that never changes")]
    [InlineData("static float F(float x) { int n = 2; return {|NG1042:n|} * x; }", "integer arithmetic", "only constants may be integers; write a float, or const for a local that never changes")]
    [InlineData("static float F(float x) => {|NG1042:MathF.Sign(x) * 2|};", "integer arithmetic", "only constants may be integers; write a float, or const for a local that never changes")]
    [InlineData("static float F(float x) => {|NG1042:MathF.Cbrt(x)|} + 1;", "the call of MathF.Cbrt", "there is no form of it that keeps its digits")]
    [InlineData("static float F(float x) => {|NG1042:x % 2|};", "the remainder", "there is no form of it that keeps its digits")]
    [InlineData("static float F(float x, float p) => {|NG1042:MathF.Pow(x, p)|};", "the call of MathF.Pow", "the exponent is not constant; for a positive base write MathF.Exp(exponent * MathF.Log(base))")]
    [InlineData("static float F(float x) => {|NG1042:MathF.Pow(x, 65)|};", "the call of MathF.Pow", "a whole exponent must be from -64 to 64")]
    [InlineData("static float F(float x) => x > 0 ? {|NG1042:F(x - 1)|} : 0;", "the call of F", "it calls itself")]
    [InlineData("static float F(float x) => {|NG1042:float.Parse(\"1\")|} * x;", "the call of Parse", "there is no form of it that keeps its digits")]
    [InlineData("static float G<T>(float x) => x; static float F(float x) => {|NG1042:G<int>(x)|};", "the call of G", "it is generic")]
    [InlineData("static float G(ref float x) => x; static float F(float x) => {|NG1042:G(ref x)|};", "the call of G", "it takes x by reference")]
    [InlineData("static float F(float x) { return {|NG1042:Local(x)|}; static float Local(float v) => v; }", "the call of Local", "it is a local function; make it a method")]
    [InlineData("static float F(float x) { {|NG1042:throw new Exception();|} }", "the exception", "a network has no way out in the middle; return float.NaN")]
    [InlineData("static float F(float x) => {|NG1042:new float[] { x }[0]|};", "the object", "only floats and bools are read")]
    [InlineData("static float F(float x) { switch (x) { case 0: return 1; default: return x; } }", "the switch statement", "write a switch expression, or if")]
    [InlineData("static float F(float x) { float y; return {|NG1042:y = x|}; }", "the assignment", "it must be a statement of its own, to a local")]
    [InlineData("static float F(float x) => {|NG1042:x switch { < 0 => 1, >= 0 => 2, float.NaN => 3 }|};", "the switch", "its last arm must be '_', which takes all other numbers")]
    [InlineData("static float F(float x) => x is {|NG1042:var y|} ? y : 1;", "the var pattern", "it is no formula of floats")]
    [InlineData("static float F(float x) => (float){|NG1042:(decimal)x|};", "the conversion to decimal", "only floats are read")]
    [InlineData("static float F(float x) => {|NG1042:((Func<float, float>)(v => v))(x)|};", "the call of Invoke", "it is no method")]
    public void What_cannot_be_read(string method, string construct, string reason)
    {
        method = method.Replace("switch (x)", "{|NG1042:switch (x)", StringComparison.Ordinal).Replace("default: return x; } }", "default: return x; }|} }", StringComparison.Ordinal);
        Problems("[Elementwise(nameof(F))]", method, $"{construct} in F cannot be read: {reason}{Remedy}");
    }

    [Fact, Triggers("NG1042")]
    public void All_places_are_reported_those_in_called_methods_too() => Problems(
        "[Elementwise(nameof(F))]",
        "static float Scale = 2; static float G(float x) => {|NG1042:x % 3|}; static float F(float x) => G(x) + {|NG1042:Scale|} * {|NG1042:MathF.Cbrt(x)|};",
        "the remainder in G cannot be read: there is no form of it that keeps its digits" + Remedy,
        "the field Scale in F cannot be read: its value can change after the code was made; make it const, or a parameter" + Remedy,
        "the call of MathF.Cbrt in F cannot be read: there is no form of it that keeps its digits" + Remedy);

    [Fact]
    public void A_method_that_two_networks_name_is_reported_once()
    {
        HostResult result = GeneratorHost.Run("""
            using NetGen;
            static class Functions { internal static float F(float x) => x % 2; }
            [Network(1)] [Elementwise(typeof(Functions), "F")] [Elementwise(typeof(Functions), "F")] partial class A;
            [Network(2)] [Elementwise(typeof(Functions), "F")] partial class B;
            """);
        Assert.Equal("NG1042", Assert.Single(result.Analyzer).Id);
        Assert.Equal(2, result.Generator.Length);
    }

    [Fact, NearMiss("NG1042")]
    public void A_derivative_by_hand_makes_a_method_usable() => Expect.Clean(
        Source("[Elementwise(nameof(F))]", "[Derivative(nameof(G))] static float F(float x) => MathF.Cbrt(x); static float G(float x) => 1 / (3 * MathF.Cbrt(x) * MathF.Cbrt(x));"),
        Source("[Dense(1), Loss(nameof(F))]", "[Derivative(nameof(G))] static float F(float y, float t) => MathF.Cbrt(y - t); static float G(float y, float t) => 1;"));

    [Fact]
    public void Derivatives_of_only_some_parameters_do_not() => Problems(
        "[Elementwise(nameof(F))]",
        "[Derivative(nameof(G))] static float F(float x, float p) => {|NG1042:MathF.Cbrt(x)|} * p; static float G(float x, float p) => p;",
        "the call of MathF.Cbrt in F cannot be read: there is no form of it that keeps its digits" + Remedy);

    [Fact, Triggers("NG1043")]
    public void A_chain_of_locals_that_grows_exponentially() => Problems(
        "[Elementwise(nameof(F))]",
        $"static float F(float x) {{ {string.Concat(Enumerable.Repeat("x = 3.9f * x * (1 - x); ", 9))} x = {{|NG1043:3.9f * x * (1 - x)|}}; x = x * x; return x; }}",
        "with its locals and calls written out F has more than 4000 operations; shorten it, or write the derivative of F by hand and name it there, [Derivative(nameof(FDerivative))]");

    [Fact, Triggers("NG1043")]
    public void Branches_that_multiply()
    {
        string branches = string.Concat(Enumerable.Range(1, 40).Select(i => $"if (x > {i}) {{ if (p > {i}) {{ return {i}; }} x = x + 1; }} "));
        HostResult result = GeneratorHost.Run(Source("[Elementwise(nameof(F))]", $"static float F(float x, float p) {{ {branches} return x; }}"));
        Assert.Equal("NG1043", Assert.Single(result.Analyzer).Id);
    }

    [Fact, NearMiss("NG1043")]
    public void A_chain_of_a_few_locals() => Expect.Clean(
        Source("[Elementwise(nameof(F))]", $"static float F(float x) {{ {string.Concat(Enumerable.Repeat("x = 3.9f * x * (1 - x); ", 5))} return x; }}"));

    [Theory, Triggers("NG1044")]
    [InlineData("{|NG1044:Derivative(\"H\")|}", "static float G(float x, float p) => p;", "H", "x", "A has no such method; did you mean F")]
    [InlineData("{|NG1044:Derivative(\"G\")|}", "static float G(float x) => 1;", "G", "x", "it has too few parameters")]
    [InlineData("{|NG1044:Derivative(\"G\")|}", "static float G(float x, float p, float q) => 1;", "G", "x", "it has more parameters than F")]
    [InlineData("{|NG1044:Derivative(\"G\")|}", "float G(float x, float p) => 1;", "G", "x", "it is not static")]
    [InlineData("{|NG1044:Derivative(\"G\")|}", "static int G(float x, float p) => 1;", "G", "x", "it returns int and not float")]
    [InlineData("{|NG1044:Derivative(\"G\")|}", "static float G(float x, float p) => p; static float G(float x) => 1;", "G", "x", "there are several methods of that name; rename it")]
    [InlineData("{|NG1044:Derivative(\"G\", By = \"phase\")|}", "static float G(float x, float p) => 1;", "G", "phase", "F has no parameter phase")]
    [InlineData("Derivative(\"G\"), {|NG1044:Derivative(\"G\", By = \"x\")|}", "static float G(float x, float p) => 1;", "G", "x", "another [Derivative] gives that already")]
    public void A_derivative_that_does_not_fit(string attributes, string members, string derivative, string by, string reason) => Problems(
        "[Elementwise(nameof(F))]",
        $"[{attributes}] static float F(float x, float p) => x * p; {members}",
        $"{derivative} cannot be the derivative of F by {by}, because {reason}");

    [Fact, NearMiss("NG1044")]
    public void Derivatives_that_fit() => Expect.Clean(
        Source("[Elementwise(nameof(F))]", "[Derivative(nameof(G)), Derivative(nameof(H), By = nameof(p))] static float F(float x, float p) => x * p; static float G(float x, float p) => p; static float H(float a, float b) => a;"));

    [Theory, Triggers("NG1045")]
    [InlineData("[Elementwise(nameof(F))]", "static float F({|NG1045:[Initial(1)] float x|}) => x;", "x of F comes with each element and begins with no number; remove [Initial]")]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x, {|NG1045:[Initial(double.NaN)] float p|}) => x * p;", "p of F begins with NaN; choose a finite float")]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x, {|NG1045:[Initial(1e300)] float p|}) => x * p;", "p of F begins with 1E+300; choose a finite float")]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x, {|NG1045:float p = float.PositiveInfinity|}) => x * p;", "p of F begins with Infinity; choose a finite float")]
    [InlineData("[Dense(1), Loss(nameof(F))]", "static float F(float y, float t, {|NG1045:float w|}) => w * (y - t);", "w of F is an option of a loss, which is not trained, and has no value; write w = 1 in the list of parameters")]
    [InlineData("[Dense(1), Loss(nameof(F))]", "static float F(float y, float t, {|NG1045:[Initial(2)] float w|}) => w * (y - t);", "w of F is an option of a loss, which is not trained, and begins with no number; write w = 1 in the list of parameters")]
    public void A_number_that_is_out_of_place(string layers, string method, string message) => Problems(layers, method, message);

    [Fact, NearMiss("NG1045")]
    public void Numbers_in_their_places() => Expect.Clean(
        Source("[Elementwise(nameof(F))]", "static float F(float x, [Initial(-0.5)] float p, float q, float r = 3) => x * p + q * r;"),
        Source("[Dense(1), Loss(nameof(F))]", "static float F(float y, float t, float w = 2) => w * (y - t) * (y - t);"));

    [Theory, Triggers("NG1046")]
    [InlineData("static float F(float x) => (float)({|NG1046:1.0 / (1.0 + Math.Exp(-x))|});", "F")]
    [InlineData("static double F(float x) => {|NG1046:Math.Exp(x) + Math.Log(x)|};", "F")]
    [InlineData("static float F(float x) { double t = {|NG1046:x|}; return (float)(t * Math.Sqrt(t)); }", "F")]
    [InlineData("static float F(float x) => {|NG1046:x|} > 0.5 ? 1 : x;", "F")]
    [InlineData("static float F(float x) => x * (float){|NG1046:G(x)|}; static double G(float x) => 2 * Math.Exp(x);", "F")]
    public void A_double_between_floats(string method, string name) => Expect.Information(
        Source("[Elementwise(nameof(F))]", method),
        name + " computes this in double, but the network does so in float; MathF and float literals say so");

    [Fact, NearMiss("NG1046")]
    public void Constants_may_be_doubles() => Expect.Clean(
        Source("[Elementwise(nameof(F))]", "const double Half = 0.5; static float F(float x) => (float)Half * x + (float)(Math.PI / 2);"),
        Source("[Elementwise(nameof(F))]", "static float F(float x) => x * Math.Clamp(x, -1, 1) + Math.Abs(x);"));

    /// <summary>A loss of a function takes its options as the other losses do.</summary>
    [Fact]
    public void An_option_of_a_loss_that_is_out_of_range() => Problems(
        "[Dense(1), Loss(nameof(F), {|NG1010:Elements = (Reduction)7|})]",
        "static float F(float y, float t) => y - t;",
        "Elements of Loss is 7, but it must be Mean or Sum");

    [Theory]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x) => MathF.Nothing(x);", "CS0117")]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x) => y;", "CS0103")]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x) { if (x > 0) { return 1; } }", "CS0161")]
    [InlineData("[Elementwise(nameof(F))]", "static float F(float x) { float y; return x + y; }", "CS0165")]
    public void Errors_of_the_C_sharp_compiler_are_left_to_it(string layers, string members, string id)
    {
        HostResult result = GeneratorHost.Run(Source(layers, members));
        Assert.Null(result.Run.Exception);
        Assert.Empty(result.Generator);
        Assert.Empty(result.Analyzer);
        Assert.Equal([id], result.Compiler.Where(error => error.Severity == DiagnosticSeverity.Error).Select(error => error.Id));
    }

    private static void Problems(string layers, string members, params string[] messages) => Expect.Problems(Source(layers, members), messages);

    private static string Source(string layers, string members) => $"using System; using NetGen; [Network(1)] {layers} public partial class A {{ {members} }}";
}
