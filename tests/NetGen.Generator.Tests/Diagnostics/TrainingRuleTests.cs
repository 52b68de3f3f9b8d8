using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG3001, NG3002, NG3003: networks that can be generated but hardly learn.</summary>
public class TrainingRuleTests
{
    [Fact, Triggers("NG3001")]
    public void Softmax_before_a_loss_on_scores() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(3), {|NG3001:Softmax|}] [SoftmaxCrossEntropy] partial class A;",
        "SoftmaxCrossEntropy applies Softmax to its scores itself, but softmax1 has applied it already, so the network would train on a Softmax of a Softmax; remove [Softmax]");

    [Fact, Triggers("NG3001")]
    public void Sigmoid_before_a_loss_on_scores() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(1), {|NG3001:Sigmoid(Name = \"p\")|}] [SigmoidCrossEntropy] partial class A;",
        "SigmoidCrossEntropy applies Sigmoid to its scores itself, but p has applied it already, so the network would train on a Sigmoid of a Sigmoid; remove [Sigmoid]");

    [Fact, NearMiss("NG3001")]
    public void Activations_that_belong_there() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3), Softmax] [MeanSquaredError] partial class A;",
        "using NetGen; [Network(2)] [Dense(1), Sigmoid] [BinaryCrossEntropy] partial class A;",
        "using NetGen; [Network(2)] [Dense(3), Softmax] [Dense(3)] [SoftmaxCrossEntropy] partial class A;",
        "using NetGen; [Network(2)] [Dense(3), Sigmoid] [SoftmaxCrossEntropy] partial class A;");

    [Fact, Triggers("NG3002")]
    public void Relu_before_a_loss() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(3), Relu] [Dense(1), {|NG3002:Relu|}] [HalfSquaredError] partial class A;",
        "relu2 before HalfSquaredError cuts off every negative prediction, and no gradient flows back from one; remove [Relu]");

    [Fact, Triggers("NG3002")]
    public void Relu6_before_a_loss() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(1), {|NG3002:Relu6|}] [HalfSquaredError] partial class A;",
        "relu61 before HalfSquaredError cuts off every negative prediction, and no gradient flows back from one; remove [Relu6]");

    [Fact, NearMiss("NG3002")]
    public void Relu_elsewhere() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3), Relu] [Dense(1)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(2)] [Dense(3), Relu] partial class A;",
        "using NetGen; [Network(2)] [Dense(3), Relu] [OutputGradient] partial class A;");

    [Fact, Triggers("NG3003")]
    public void A_threshold_behind_parameters() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(3), {|NG3003:Sign|}] [Dense(1)] [HalfSquaredError] partial class A;",
        "no gradient passes sign1, so the parameters of dense1 never learn; train with an activation that has a slope, such as Tanh, in place of [Sign]");

    [Fact, Triggers("NG3003")]
    public void Thresholds_one_behind_the_other() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(3), Tanh] [Dense(3), {|NG3003:Step(Name = \"unit\")|}] [Dense(2), {|NG3003:Sign|}, Linear] [MeanSquaredError] partial class A;",
        "no gradient passes unit, so the parameters of dense1 and dense2 never learn; train with an activation that has a slope, such as Tanh, in place of [Step]",
        "no gradient passes sign1, so the parameters of dense1, dense2 and dense3 never learn; train with an activation that has a slope, such as Tanh, in place of [Sign]");

    [Fact, NearMiss("NG3003")]
    public void Thresholds_that_keep_nothing_from_learning() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3), Sign] [Dense(1), Sign] partial class A;",
        "using NetGen; [Network(2)] [Sign] [Dense(1)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(2, InputGradient = true)] [Tanh, Step] [OutputGradient] partial class A;");

    [Fact]
    public void A_warning_may_be_silenced_in_the_source() => Expect.Clean(
        """
        using NetGen;

        #pragma warning disable NG3002
        [Network(2)] [Dense(3), Relu] [HalfSquaredError] partial class A;
        """);
}
