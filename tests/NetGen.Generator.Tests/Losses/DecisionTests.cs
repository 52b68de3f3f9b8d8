using System;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Losses;

/// <summary>Which members a loss adds to prediction, and how its networks decide.</summary>
public class DecisionTests
{
    [Theory]
    [InlineData("Hinge")]
    [InlineData("SquaredHinge")]
    [InlineData("BinarySoftmax")]
    public void Labels_of_both_signs_are_decided_at_0(string loss)
    {
        var network = (ITrainableNetwork)LoadedNetwork.Create($"using NetGen; [Network(1)] [Linear] [{loss}] public sealed partial class A;");
        Assert.Equal(ClassDecision.AtLeastZero, network.Info.Decision);
        Assert.Equal(1, Class(network, 0));
        Assert.Equal(1, Class(network, -0f));
        Assert.Equal(1, Class(network, 3));
        Assert.Equal(0, Class(network, -float.Epsilon));
        Assert.Equal(-1, Class(network, float.NaN));

        // Refused before a step, with its row in all examples.
        float[] numbers = [1, -1, 0];
        string message = Assert.Throws<ArgumentException>(() => new Trainer(network, new Sgd(0.1)) { Progress = null }.Fit(Examples.From(numbers, 1, numbers, 1), 1)).Message;
        Assert.StartsWith("The target target of train holds 0 in row 2, but a label is -1 or +1.", message, StringComparison.Ordinal);

        // Of four examples the last is wrong.
        float[] x = [2, 0, -1, 1];
        float[] labels = [1, 1, -1, -1];
        Evaluation evaluation = new Trainer(network, new Sgd(0.1)) { Progress = null }.Evaluate(Examples.From(x, 1, labels, 1));
        Assert.Equal(0.75, evaluation.Accuracy);
        Assert.Equal(0.25, evaluation.ZeroOneLoss);
    }

    [Theory]
    [InlineData("Hinge")]
    [InlineData("MultiMargin")]
    [InlineData("WestonWatkins")]
    [InlineData("CrammerSinger")]
    public void Margins_know_no_probabilities(string loss)
    {
        Type type = LoadedNetwork.Type($"using NetGen; [Network({(loss == "Hinge" ? 1 : 3)})] [Linear] [{loss}] public sealed partial class A;");
        Assert.Null(type.GetMethod("PredictProbabilities"));
        Assert.NotNull(type.GetMethod("PredictClass"));
    }

    [Theory]
    [InlineData("Linear, BinarySoftmax", new[] { 0.5f }, new[] { 0.73105858f })]
    [InlineData("Linear, SparsemaxLoss", new[] { 0.5f, 0.25f, -3f }, new[] { 0.625f, 0.375f, 0f })]
    [InlineData("Linear, NegativeLogLikelihood", new[] { 0f, -1f }, new[] { 1f, 0.36787944f })]
    [InlineData("Linear, CrossEntropy", new[] { 0.25f, 0.75f }, new[] { 0.25f, 0.75f })]
    [InlineData("Softmax, CrossEntropy", new[] { 1f, 1f }, new[] { 0.5f, 0.5f })]
    public void Probabilities(string layers, float[] x, float[] expected)
    {
        INetwork network = LoadedNetwork.Create($"using NetGen; [Network({x.Length})] [{layers}] public sealed partial class A;");
        float[] actual = new float[x.Length];
        network.GetType().GetMethod("PredictProbabilities")!.CreateDelegate<Predictor>(network)(x, actual);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k], actual[k], 1e-6);
        }
    }

    [Fact]
    public void Networks_that_decide_no_class_have_no_zero_one_loss()
    {
        var network = (ITrainableNetwork)LoadedNetwork.Create("using NetGen; [Network(1)] [Linear] [Huber(2)] public sealed partial class A;");
        float[] x = [2];
        Assert.Null(new Trainer(network, new Sgd(0.1)) { Progress = null }.Evaluate(Examples.From(x, 1, x, 1)).ZeroOneLoss);
    }

    private delegate void Predictor(ReadOnlySpan<float> x, Span<float> p);

    private delegate int Decider(ReadOnlySpan<float> x);

    private static int Class(INetwork network, float x) => network.GetType().GetMethod("PredictClass")!.CreateDelegate<Decider>(network)([x]);
}
