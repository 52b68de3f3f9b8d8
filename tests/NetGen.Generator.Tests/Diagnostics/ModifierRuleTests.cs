using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1020 to NG1025: attributes that change the layer above them.</summary>
public class ModifierRuleTests
{
    [Fact, Triggers("NG1020")]
    public void A_modifier_before_the_first_layer() => Expect.Problems(
        "using NetGen; [Network(2), {|NG1020:WeightInitializer(Initial.Zeros)|}] [Dense(3)] partial class A;",
        "WeightInitializer has no layer above it; put it after the layer that it is meant for");

    [Fact, Triggers("NG1020")]
    public void Modifiers_before_the_network() => Expect.Problems(
        "using NetGen; [{|NG1020:WeightInitializer(Initial.Zeros)|}] [{|NG1020:BiasInitializer(Initial.Zeros)|}] [Network(2)] [Dense(3)] partial class A;",
        "WeightInitializer has no layer above it; put it after the layer that it is meant for",
        "BiasInitializer has no layer above it; put it after the layer that it is meant for");

    [Fact, NearMiss("NG1020"), NearMiss("NG1021"), NearMiss("NG1022")]
    public void Each_layer_with_its_modifiers() => Expect.Clean(
        """
        using NetGen;
        [Network(4)]
        [Dense(3), BiasInitializer(Initial.PyTorch), WeightInitializer(Initial.PyTorch), Tanh]
        [Dense(2, Bias = false), WeightInitializer(Initial.Orthogonal)]
        [Dense(1, Name = "scores"), BiasInitializer(Initial.Normal, 0, 1e-3)]
        partial class A;
        """);

    [Fact, Triggers("NG1021")]
    public void Weights_of_an_activation() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), Relu, {|NG1021:WeightInitializer(Initial.HeNormal)|}] partial class A;",
        "WeightInitializer does not fit relu1, which has no weight; remove it or put it after a layer that has one");

    /// <summary>Its parameter is called weight in files, but an initializer of weights says nothing about slopes.</summary>
    [Fact, Triggers("NG1021")]
    public void Slopes_of_a_prelu() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), Prelu(0.1), {|NG1021:WeightInitializer(Initial.HeNormal)|}] partial class A;",
        "WeightInitializer does not fit prelu1, which has no weight; remove it or put it after a layer that has one");

    [Fact, Triggers("NG1021")]
    public void A_bias_that_is_switched_off() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, Bias = false, Name = \"stem\"), {|NG1021:BiasInitializer(Initial.Constant, 1)|}] partial class A;",
        "BiasInitializer does not fit stem, which has no bias; remove it or put it after a layer that has one");

    [Fact, Triggers("NG1021")]
    public void Weights_of_a_loss() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [HalfSquaredError, {|NG1021:WeightInitializer(Initial.HeNormal)|}] partial class A;",
        "WeightInitializer does not fit HalfSquaredError, which has no weight; remove it or put it after a layer that has one");

    [Fact, Triggers("NG1022")]
    public void The_same_modifier_twice() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(Initial.Zeros), BiasInitializer(Initial.Zeros), {|NG1022:WeightInitializer(Initial.HeNormal)|}] partial class A;",
        "WeightInitializer of dense1 stands twice; keep one of them");

    [Theory, Triggers("NG1023")]
    [InlineData("Initial.Zeros, 0", "Initial.Zeros takes no arguments, but is given 1")]
    [InlineData("Initial.HeNormal, 1, 2", "Initial.HeNormal takes no arguments, but is given 2")]
    [InlineData("Initial.Constant", "Initial.Constant takes 1 argument (value), but is given 0")]
    [InlineData("Initial.Constant, 1, 2", "Initial.Constant takes 1 argument (value), but is given 2")]
    [InlineData("Initial.Uniform, 0.1", "Initial.Uniform takes 2 arguments (from, to), but is given 1")]
    [InlineData("Initial.Normal", "Initial.Normal takes 2 arguments (mean, deviation), but is given 0")]
    [InlineData("Initial.Orthogonal, 1, 2", "Initial.Orthogonal takes at most 1 argument (gain), but is given 2")]
    public void Too_many_or_too_few_arguments(string arguments, string message) => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), {|NG1023:WeightInitializer(" + arguments + ")|}] partial class A;", message);

    [Theory, Triggers("NG1024")]
    [InlineData("Initial.Constant, {|NG1024:double.NaN|}", "value of Initial.Constant is NaN, but it must be a finite float")]
    [InlineData("Initial.Constant, {|NG1024:1e39|}", "value of Initial.Constant is 1E+39, but it must be a finite float")]
    [InlineData("Initial.Uniform, {|NG1024:double.NegativeInfinity|}, 0", "from of Initial.Uniform is -Infinity, but it must be a finite float")]
    [InlineData("Initial.Uniform, 0.5, {|NG1024:0.5|}", "to of Initial.Uniform is 0.5, but it must be above from, which is 0.5")]
    [InlineData("Initial.Uniform, {|NG1024:second: -1|}, first: 1", "to of Initial.Uniform is -1, but it must be above from, which is 1")]
    [InlineData("Initial.Normal, 0, {|NG1024:0|}", "deviation of Initial.Normal is 0, but it must be above 0")]
    [InlineData("Initial.Normal, 0, {|NG1024:-0.25f|}", "deviation of Initial.Normal is -0.25, but it must be above 0")]
    [InlineData("Initial.Orthogonal, {|NG1024:-1|}", "gain of Initial.Orthogonal is -1, but it must be above 0")]
    public void Arguments_that_cannot_work(string arguments, string message) => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(" + arguments + ")] partial class A;", message);

    [Fact, Triggers("NG1010")]
    public void A_number_as_initializer() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer({|NG1010:(Initial)12|})] partial class A;",
        "initial of WeightInitializer is 12, but it must be a member of Initial");

    [Theory, NearMiss("NG1023"), NearMiss("NG1024")]
    [InlineData("Initial.Constant, -3e38")]
    [InlineData("Initial.Uniform, -1, 1e-300")]
    [InlineData("Initial.Normal, -5, 1e-30f")]
    [InlineData("Initial.Orthogonal, 1.5")]
    [InlineData("(Initial)11")]
    public void Arguments_that_work(string arguments) => Expect.Clean("using NetGen; [Network(2)] [Dense(3), WeightInitializer(" + arguments + ")] partial class A;");

    [Fact, Triggers("NG1025")]
    public void An_orthogonal_bias() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), BiasInitializer({|NG1025:Initial.Orthogonal|}, 2)] partial class A;",
        "Initial.Orthogonal is for weights only, because a bias is no matrix; use Initial.Zeros or another one for the bias");

    [Fact, NearMiss("NG1025")]
    public void A_bias_beside_orthogonal_weights() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(Initial.Orthogonal), BiasInitializer(Initial.GlorotUniform)] partial class A;");

    [Fact, Triggers("NG1003")]
    public void A_modifier_on_another_part() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] partial class A; [{|NG1003:WeightInitializer(Initial.Zeros)|}] partial class A;",
        "WeightInitializer stands on another part of A than [Network]; move it there, because the order over several parts is not defined");

    [Fact, Triggers("NG1008")]
    public void A_modifier_of_the_users_own() => Expect.Problems(
        "using NetGen; class MineAttribute : ModifierAttribute; [Network(2)] [Dense(3), {|NG1008:Mine|}] partial class A;",
        "Mine is no layer or loss that this version of the generator knows; use the same version of the NetGen runtime and generator");
}
