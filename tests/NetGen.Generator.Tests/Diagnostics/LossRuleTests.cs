using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1030, and what else the options of losses lead to.</summary>
public class LossRuleTests
{
    [Fact, Triggers("NG1030")]
    public void Too_few_class_weights() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy({|NG1030:ClassWeights = new[] { 1, 2.5 }|})] partial class A;",
        "ClassWeights of SoftmaxCrossEntropy has 2 numbers, but dense1 has 3 classes, so it must have 3");

    [Fact, Triggers("NG1030")]
    public void Too_many_class_weights() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(1), LogSoftmax] [NegativeLogLikelihood({|NG1030:ClassWeights = new double[] { 1, 2 }|})] partial class A;",
        "ClassWeights of NegativeLogLikelihood has 2 numbers, but logSoftmax1 has 1 class, so it must have 1");

    [Fact, Triggers("NG1030")]
    public void Positive_weights_of_other_outputs() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [SigmoidCrossEntropy({|NG1030:PositiveWeights = new[] { 1, 2.5 }|})] partial class A;",
        "PositiveWeights of SigmoidCrossEntropy has 2 numbers, but dense1 has 3 outputs, so it must have 1 for all or 3, one for each");

    [Fact, Triggers("NG1030")]
    public void Positive_weights_of_one_output() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(1)] [SigmoidCrossEntropy({|NG1030:PositiveWeights = new[] { 1, 2.5 }|})] partial class A;",
        "PositiveWeights of SigmoidCrossEntropy has 2 numbers, but dense1 has 1 output, so it must have 1");

    [Fact, NearMiss("NG1030")]
    public void Weights_for_all() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy(ClassWeights = new[] { 1, 2.5, 0 })] partial class A;",
        "using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy(ClassWeights = new double[0])] partial class A;",
        "using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy(ClassWeights = null!)] partial class A;",
        "using NetGen; [Network(2)] [Dense(3), Softmax] [CrossEntropy(ClassWeights = new[] { 1, 2.5, 0 }, Target = Target.Distribution)] partial class A;");

    [Fact, Triggers("NG1010")]
    public void Weights_out_of_range() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), Softmax] [CrossEntropy({|NG1010:ClassWeights = new[] { 1, -0.5, 1 }|})] partial class A;",
        "ClassWeights[1] of CrossEntropy is -0.5, but it must be 0 or more");

    [Fact, Triggers("NG1010")]
    public void Weights_of_which_none_counts() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(2)] [SoftmaxCrossEntropy({|NG1010:ClassWeights = new double[] { 0, 0 }|})] partial class A;",
        "ClassWeights of SoftmaxCrossEntropy is 0, 0, but it must be above 0 for at least one class");

    [Theory]
    [InlineData("Huber({|NG1010:0|})", "delta of Huber is 0, but it must be above 0")]
    [InlineData("SmoothL1({|NG1010:beta: -1|})", "beta of SmoothL1 is -1, but it must be above 0")]
    [InlineData("Hinge({|NG1010:Margin = -1|})", "Margin of Hinge is -1, but it must be 0 or more")]
    [InlineData("SquaredHinge({|NG1010:Margin = double.NaN|})", "Margin of SquaredHinge is NaN, but it must be 0 or more")]
    [InlineData("Poisson({|NG1010:Epsilon = 0|})", "Epsilon of Poisson is 0, but it must be above 0")]
    [InlineData("MultiMargin({|NG1010:Power = 3|})", "Power of MultiMargin is 3, but it must be 1 or 2")]
    [InlineData("MultiMargin({|NG1010:Margin = -1|})", "Margin of MultiMargin is -1, but it must be 0 or more")]
    [InlineData("CrammerSinger({|NG1010:Margin = 1e300|})", "Margin of CrammerSinger is 1E+300, but it must be 0 or more")]
    [InlineData("SoftmaxCrossEntropy({|NG1010:LabelSmoothing = 1|})", "LabelSmoothing of SoftmaxCrossEntropy is 1, but it must be from 0 to below 1")]
    [InlineData("SparsemaxLoss({|NG1010:Target = (Target)2|})", "Target of SparsemaxLoss is 2, but it must be Index or Distribution")]
    public void Options_out_of_range(string loss, string message) => Expect.Problems($"using NetGen; [Network(2)] [Dense(3)] [{loss}] partial class A;", message);

    [Fact, Triggers("NG2003")]
    public void Margins_between_fewer_than_two_classes() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(1)] [{|NG2003:WestonWatkins|}] partial class A;",
        "WestonWatkins expects one vector of scores of at least 2 classes, but dense1 gives [1]");

    [Fact, Triggers("NG3001")]
    public void Activations_that_losses_apply_themselves() => Expect.Warnings(
        "using NetGen; [Network(2)] [Dense(3), {|NG3001:Sparsemax|}] [SparsemaxLoss] partial class A;",
        "SparsemaxLoss applies Sparsemax to its scores itself, but sparsemax1 has applied it already, so the network would train on a Sparsemax of a Sparsemax; remove [Sparsemax]");

    /// <summary>A list is one number a culture apart from "1.5,2" and "1,5,2".</summary>
    [Fact]
    public void Numbers_are_read_in_any_culture()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Expect.Clean("using NetGen; [Network(2)] [Dense(2)] [SoftmaxCrossEntropy(ClassWeights = new[] { 1.5, 2.25 })] partial class A;");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
