using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1004, NG1008, NG1010: which layers and losses, in which order, with which options.</summary>
public class LayerRuleTests
{
    [Fact, Triggers("NG1004")]
    public void A_layer_after_the_loss() => Expect.Problems(
        "using NetGen; [Network(2), Dense(3), HalfSquaredError, {|NG1004:Relu|}] partial class A;",
        "Relu stands after the loss HalfSquaredError and does not say what it reads; name a layer above by From, or move Relu before the loss");

    [Fact, Triggers("NG1004")]
    public void A_second_loss() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [HalfSquaredError] [{|NG1004:MeanSquaredError(Reduction = Reduction.Sum)|}] partial class A;",
        "MeanSquaredError stands after the loss HalfSquaredError and does not say what it reads; name a layer above by From, or move MeanSquaredError before the loss");

    [Fact, Triggers("NG1004")]
    public void The_first_of_a_branch_and_a_loss_after_a_loss() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [OutputGradient] [{|NG1004:Dense(4)|}] [OutputGradient] [{|NG1004:OutputGradient|}] partial class A;",
        "Dense stands after the loss OutputGradient and does not say what it reads; name a layer above by From, or move Dense before the loss",
        "OutputGradient stands after the loss OutputGradient and does not say what it reads; name a layer above by From, or move OutputGradient before the loss");

    [Fact, NearMiss("NG1004")]
    public void The_loss_last_and_another_branch_after_it() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3)] [HalfSquaredError] [Dense(4, From = \"dense1\")] [SoftmaxCrossEntropy] partial class A;",
        "using NetGen; [Network(2)] [Dense(3)] [HalfSquaredError] [MeanSquaredError(From = \"dense1\", Weight = 0.5)] partial class A;",
        "using NetGen; [Network(2)] [Dense(2)] [HalfSquaredError] [Add(\"x\", \"dense1\")] [Tanh] partial class A;",
        "using NetGen; [Network(2)] [Dense(3)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(2), Linear, OutputGradient] partial class A;",
        "using NetGen; [Dense(3), HalfSquaredError, Network(2)] partial class A;");

    [Fact, Triggers("NG1008")]
    public void A_layer_of_the_users_own() => Expect.Problems(
        "using NetGen; class MineAttribute : LayerAttribute; [Network(2)] [Relu] [{|NG1008:Mine|}] partial class A;",
        "Mine is no layer or loss that this version of the generator knows; use the same version of the NetGen runtime and generator");

    [Fact, Triggers("NG1008")]
    public void A_generic_layer_of_the_users_own() => Expect.Problems(
        "using NetGen; class MineAttribute<T> : LayerAttribute; [Network(2)] [{|NG1008:Mine<System.Uri>|}] partial class A;",
        "Mine is no layer or loss that this version of the generator knows; use the same version of the NetGen runtime and generator");

    [Fact, Triggers("NG1008")]
    public void A_loss_of_the_users_own() => Expect.Problems(
        "using NetGen; class Losses { public class MineAttribute : AnyLossAttribute; } [Network(2)] [Relu] [{|NG1008:Losses.Mine|}] partial class A;",
        "Mine is no layer or loss that this version of the generator knows; use the same version of the NetGen runtime and generator");

    [Fact, NearMiss("NG1008")]
    public void An_attribute_that_is_no_layer() => Expect.Clean(
        "using NetGen; class MineAttribute : System.Attribute; [Network(2)] [Mine] [Relu] [System.Serializable] partial class A;");

    [Fact, Triggers("NG1010")]
    public void A_number_as_reduction() => Expect.Problems(
        "using NetGen; [Network(2)] [Tanh] [HalfSquaredError({|NG1010:Reduction = (Reduction)7|})] partial class A;",
        "Reduction of HalfSquaredError is 7, but it must be Mean or Sum");

    [Fact, Triggers("NG1010")]
    public void A_number_as_target() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy({|NG1010:Target = (Target)7|})] partial class A;",
        "Target of SoftmaxCrossEntropy is 7, but it must be Index or Distribution");

    [Fact, Triggers("NG1010")]
    public void A_slope_that_is_no_float() => Expect.Problems(
        "using NetGen; [Network(2)] [Prelu({|NG1010:initialSlope: 1e39|})] partial class A;",
        "initialSlope of Prelu is 1E+39, but it must be a finite float");

    [Fact, NearMiss("NG1010")]
    public void A_number_that_is_a_reduction() => Expect.Clean(
        "using NetGen; [Network(2)] [Tanh] [HalfSquaredError(Reduction = (Reduction)1)] partial class A;",
        "using NetGen; [Network(2)] [Tanh] [SoftmaxCrossEntropy(Target = (Target)1)] partial class A;");

    [Theory]
    [InlineData("[Network(2)] [Dense(true)]", "CS1503")]
    [InlineData("[Network(2)] [Dense]", "CS1729")]
    [InlineData("[Network(2)] [Dense(units)]", "CS0103")]
    [InlineData("[Network(two)] [Dense(3)]", "CS0103")]
    [InlineData("[Network(2)] [Dnse(3)]", "CS0246", "CS0246")]
    [InlineData("[Network(2)] [Network(3)] [Dense(3)]", "CS0579")]
    [InlineData("[Network(2)] [Dense(3)] partial class A; [Network(2)] [Dense(3)]", "CS0579")]
    public void What_the_compiler_reports_is_not_reported_again(string attributes, params string[] ids) =>
        Expect.LeftToTheCompiler($"using NetGen; {attributes} partial class A;", ids);
}
