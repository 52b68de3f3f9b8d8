using System;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Losses;

/// <summary>Weights of classes: a mean is divided by the sum of example weight times class weight, wherever a mean is taken.</summary>
public class WeightedMeanTests
{
    private const int Rows = 600;

    private static readonly float[] ClassWeights = [0.5f, 2, 0];

    private static readonly Type Weighted = LoadedNetwork.Type("using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy(ClassWeights = new[] { 0.5, 2, 0 })] public sealed partial class A;");

    private static readonly float[] Inputs = [.. Enumerable.Range(0, 2 * Rows).Select(i => MathF.Sin(i))];

    private static readonly int[] Classes = [.. Enumerable.Range(0, Rows).Select(i => i * 7 % 3)];

    private static readonly float[] ExampleWeights = [.. Enumerable.Range(0, Rows).Select(i => i % 5 * 0.25f)];

    [Fact]
    public void The_loss_is_the_weighted_mean_of_those_of_single_examples()
    {
        ITrainableNetwork network = Create();
        (double sum, double weights) = (0, 0);
        for (int row = 0; row < Rows; row++)
        {
            double weight = ExampleWeights[row] * ClassWeights[Classes[row]];
            sum += weight > 0 ? weight * network.Loss(Minibatch.From(Inputs.AsMemory(2 * row, 2), 2, Classes.AsMemory(row, 1)), new Workspace(network, 1)) : 0;
            weights += weight;
        }

        double loss = network.Loss(Minibatch.From(Inputs, 2, Classes, ExampleWeights), new Workspace(network, Rows));
        Assert.Equal(sum / weights, loss, 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Evaluating_and_training_in_batches_give_the_loss_of_one_batch(bool hasWeights)
    {
        ITrainableNetwork network = Create();
        float[]? weights = hasWeights ? ExampleWeights : null;
        double loss = network.Loss(Minibatch.From(Inputs, 2, Classes, weights), new Workspace(network, Rows));
        Examples examples = Examples.From(Inputs, 2, Classes, weights);
        var trainer = new Trainer(network, new Sgd(learningRate: 1e-30)) { BatchSize = 7, Progress = null };
        Assert.Equal(loss, trainer.Evaluate(examples).Loss, 1e-12);
        Assert.Equal(loss, trainer.Fit(examples, 1).History[0].Loss, 1e-12);
    }

    [Fact]
    public void A_batch_of_classes_of_weight_0_has_no_mean()
    {
        ITrainableNetwork network = Create();
        int[] targets = [2, 2];
        string message = Assert.Throws<ArgumentException>(() => network.Loss(Minibatch.From(Inputs.AsMemory(0, 4), 2, targets), new Workspace(network, 2))).Message;
        Assert.StartsWith("All classes in target or their examples have the weight 0, but the loss is divided by the sum of weights.", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Gradient(Minibatch.From(Inputs.AsMemory(0, 4), 2, targets), new Gradients(network), new Workspace(network, 2)));
        // Training leaves such a batch out.
        int[] mixed = [2, 0, 2, 1];
        var trainer = new Trainer(network, new Sgd(learningRate: 0.1)) { BatchSize = 1, Progress = null };
        TrainingResult result = trainer.Fit(Examples.From(Inputs.AsSpan(0, 8), 2, mixed), 1);
        Assert.Equal(2, result.Steps);
        Assert.True(double.IsFinite(result.History[0].Loss));
    }

    [Fact]
    public void The_network_knows_the_weights()
    {
        NetworkInfo info = Create().Info;
        Assert.Equal(ClassWeights, info.ClassWeights);
        Assert.Contains("loss SoftmaxCrossEntropy (Mean, class weights 0.5, 2, 0)", info.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_and_distributions_are_divided_by_no_class_weights()
    {
        var summed = (ITrainableNetwork)LoadedNetwork.Create("using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy(Reduction = Reduction.Sum, ClassWeights = new[] { 0.5, 2, 0 })] public sealed partial class A;");
        ITrainableNetwork mean = Create();
        double weights = Classes.Sum(target => ClassWeights[target]);
        Minibatch batch = Minibatch.From(Inputs, 2, Classes);
        Assert.Equal(mean.Loss(batch, new Workspace(mean, Rows)) * weights, summed.Loss(batch, new Workspace(summed, Rows)), 1e-9);
        int[] unweighted = [2];
        Assert.Equal(0, summed.Loss(Minibatch.From(Inputs.AsMemory(0, 2), 2, unweighted), new Workspace(summed, 1)));

        var distributed = (ITrainableNetwork)LoadedNetwork.Create("using NetGen; [Network(2)] [Dense(3)] [SoftmaxCrossEntropy(Target = Target.Distribution, ClassWeights = new[] { 0.5, 2, 0 })] public sealed partial class A;");
        float[] oneHot = [.. Classes.SelectMany(target => Enumerable.Range(0, 3).Select(k => k == target ? 1f : 0))];
        Assert.Equal(mean.Loss(batch, new Workspace(mean, Rows)) * weights / Rows, distributed.Loss(Minibatch.From(Inputs, 2, oneHot, 3), new Workspace(distributed, Rows)), 1e-12);
        Assert.Empty(distributed.Info.ClassWeights);
    }

    private static ITrainableNetwork Create() => (ITrainableNetwork)Activator.CreateInstance(Weighted, 0L)!;
}
