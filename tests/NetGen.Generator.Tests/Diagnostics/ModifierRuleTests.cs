using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1020 to NG1025: attributes that change the layer above.</summary>
public class ModifierRuleTests
{
    [Fact, Triggers("NG1020")]
    public void A_modifier_above_every_layer() => Expect.Problems(
        "using NetGen; [Network(2)] [{|NG1020:WeightInitializer(Initial.HeNormal)|}] [Dense(3)] partial class A;",
        "WeightInitializer has no layer above it to change; put it after the layer that it is meant for");

    [Fact, NearMiss("NG1020"), NearMiss("NG1021"), NearMiss("NG1022")]
    public void Modifiers_after_their_layer() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(Initial.HeNormal), BiasInitializer(Initial.Zeros)] [Dense(1)] [WeightInitializer(Initial.HeNormal)] partial class A;");

    [Fact, Triggers("NG1021")]
    public void Weights_of_a_layer_without_any() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), Tanh, {|NG1021:WeightInitializer(Initial.HeNormal)|}] partial class A;",
        "WeightInitializer does not fit tanh1, which has no weight; remove it or put it after a layer that has one");

    [Fact, Triggers("NG1021")]
    public void A_bias_of_a_layer_without_one_and_of_a_loss() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, Bias = false), {|NG1021:BiasInitializer(Initial.Zeros)|}] [HalfSquaredError] [{|NG1021:BiasInitializer(Initial.Zeros)|}] partial class A;",
        "BiasInitializer does not fit dense1, which has no bias; remove it or put it after a layer that has one",
        "BiasInitializer does not fit HalfSquaredError, which has no bias; remove it or put it after a layer that has one");

    [Fact, Triggers("NG1022")]
    public void A_modifier_twice() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(Initial.HeNormal)] [BiasInitializer(Initial.Zeros)] [{|NG1022:WeightInitializer(Initial.Zeros)|}] partial class A;",
        "WeightInitializer stands twice after dense1; keep one of them");

    [Fact, Triggers("NG1023")]
    public void Too_few_arguments() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), {|NG1023:WeightInitializer(Initial.Uniform, 1)|}, {|NG1023:BiasInitializer(Initial.Constant)|}] partial class A;",
        "Initial.Uniform takes 2 arguments (from, to), but is given 1",
        "Initial.Constant takes 1 argument (value), but is given 0");

    [Fact, Triggers("NG1023")]
    public void Too_many_arguments() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), {|NG1023:WeightInitializer(Initial.Orthogonal, 1, 2)|}, {|NG1023:BiasInitializer(Initial.Zeros, 0)|}] partial class A;",
        "Initial.Orthogonal takes at most 1 argument (gain), but is given 2",
        "Initial.Zeros takes no arguments, but is given 1");

    [Fact, NearMiss("NG1023"), NearMiss("NG1024"), NearMiss("NG1025")]
    public void Arguments_that_fit() => Expect.Clean(
        """
        using NetGen;
        [Network(2)]
        [Dense(3), WeightInitializer(Initial.Orthogonal), BiasInitializer(Initial.Constant, -1.5)]
        [Dense(3), WeightInitializer(Initial.Orthogonal, 0.5), BiasInitializer(Initial.Uniform, -1, 1)]
        [Dense(3), WeightInitializer(Initial.Normal, 0, 1e-3), BiasInitializer(Initial.PyTorch)]
        partial class A;
        """);

    [Fact, Triggers("NG1024")]
    public void A_range_that_does_not_ascend() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(Initial.Uniform, 0.5, {|NG1024:-0.5|})] partial class A;",
        "to of Initial.Uniform is -0.5, but it must be above from, which is 0.5");

    [Fact, Triggers("NG1024")]
    public void A_deviation_of_zero() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), BiasInitializer(Initial.Normal, 1, {|NG1024:second: 0|})] partial class A;",
        "deviation of Initial.Normal is 0, but it must be above 0");

    [Fact, Triggers("NG1024")]
    public void Numbers_that_are_no_finite_float() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer(Initial.Constant, {|NG1024:1e300|}), BiasInitializer(Initial.Constant, {|NG1024:double.NaN|})] partial class A;",
        "value of Initial.Constant is 1E+300, but it must be a finite float",
        "value of Initial.Constant is NaN, but it must be a finite float");

    [Fact, Triggers("NG1024")]
    public void A_number_as_initializer() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), WeightInitializer({|NG1024:(Initial)99|})] partial class A;",
        "the initializer of WeightInitializer is 99, but it must be a member of Initial");

    [Fact, Triggers("NG1025")]
    public void An_orthogonal_bias() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), BiasInitializer({|NG1025:Initial.Orthogonal|})] partial class A;",
        "Initial.Orthogonal is for weights only, because a bias is no matrix; use Initial.Zeros or another one for the bias");

    [Fact]
    public void Unknown_modifiers_and_modifiers_on_another_part_are_as_layers() => Expect.Problems(
        "using NetGen; class MineAttribute : ModifierAttribute; [Network(2)] [Dense(3), {|NG1008:Mine|}] partial class A; [{|NG1003:BiasInitializer(Initial.Zeros)|}] partial class A;",
        "Mine is no layer or loss that this version of the generator knows; use the same version of the NetGen runtime and generator",
        "BiasInitializer stands on another part of A than [Network]; move it there, because the order over several parts is not defined");
}
