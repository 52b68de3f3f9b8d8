using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Checking;

public class OverfitCheckTests
{
    [Fact]
    public void Networks_learn_a_small_batch_by_heart()
    {
        foreach ((ITrainableNetwork network, Minibatch batch) in new (ITrainableNetwork, Minibatch)[]
        {
            (new TanhNetwork(1), Batches.OfClasses(rows: 12)),
            (new ReluNetwork(1), Batches.OfClasses(rows: 12)),
            (new DropoutNetwork(1), Batches.OfClasses(rows: 8)),
            (new BatchNormNetwork(1), Batches.OfClasses(rows: 12)),
            (new BlocksNetwork(1), Batches.OfWords(8)),
        })
        {
            OverfitCheckResult result = OverfitCheck.Run(network, batch);
            Assert.True(result.HasLearnt, result.ToString());
            Assert.True(result.LossAtEnd <= 0.01 * result.LossAtStart);
            Assert.Equal(1, result.Accuracy);
            Assert.Contains("learns the batch", result.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_network_of_dead_units_does_not_and_says_why()
    {
        var network = new ReluNetwork(1);
        network.Dense1.Bias.CopyFrom(Enumerable.Repeat(-1000f, 40).ToArray());
        OverfitCheckResult result = OverfitCheck.Run(network, Batches.OfClasses(), new() { Steps = 50 });
        Assert.False(result.HasLearnt);
        Assert.Contains(result.Findings, finding => finding.Contains("relu1 (40 of 40)", StringComparison.Ordinal));
        Assert.Contains("dense1.weight", string.Join('\n', result.Findings), StringComparison.Ordinal);
        Assert.Contains("40 of 40", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_out_of_reach_of_the_last_layer_are_named()
    {
        OverfitCheckResult result = OverfitCheck.Run(new BoundedOutput(1), Batches.OfNumbers(), new() { Steps = 300 });
        Assert.False(result.HasLearnt);
        Assert.Contains(result.Findings, finding => finding.Contains("tanh1 (Tanh) gives no value outside -1 to 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Equal_inputs_with_different_targets_are_named()
    {
        float[] inputs = Batches.Normal(36, 1);
        inputs.AsSpan(6, 6).CopyTo(inputs.AsSpan(24));
        OverfitCheckResult result = OverfitCheck.Run(new TanhNetwork(1), Minibatch.From(inputs, 6, new[] { 0, 1, 2, 0, 2, 1 }), new() { Steps = 200 });
        Assert.False(result.HasLearnt);
        Assert.Contains(result.Findings, finding => finding.StartsWith("Examples 1 and 4", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_named()
    {
        Minibatch batch = Minibatch.From(new[] { float.NaN, 0, 0, 0, 0, 0 }, 6, new[] { 0 });
        OverfitCheckResult result = OverfitCheck.Run(new TanhNetwork(1), batch);
        Assert.False(result.HasLearnt);
        Assert.Equal(0, result.Steps);
        Assert.Contains(result.Findings, finding => finding.StartsWith("The loss was NaN after 0 steps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(20)]
    public void Parameters_settings_and_statistics_are_the_same_bits_afterwards(int callsUntilFailure)
    {
        foreach (ITrainableNetwork network in new ITrainableNetwork[] { new BatchNormNetwork(1), new DropoutNetwork(1) })
        {
            float[] before = network.Parameters.Block.Span.ToArray();
            Exception? exception = Record.Exception(() => OverfitCheck.Run(new FaultyNetwork(network, callsUntilFailure: callsUntilFailure), Batches.OfClasses(), new() { Steps = 40 }));
            Assert.Equal(callsUntilFailure < int.MaxValue, exception is InvalidOperationException);
            Assert.Equal(before.Select(BitConverter.SingleToInt32Bits), network.Parameters.Block.Span.ToArray().Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Regularizers_stay_if_asked_for()
    {
        OverfitCheckResult with = OverfitCheck.Run(new SoftmaxNetwork(1), Batches.OfNumbers(rows: 4), new() { Steps = 5, Regularized = true });
        OverfitCheckResult without = OverfitCheck.Run(new SoftmaxNetwork(1), Batches.OfNumbers(rows: 4), new() { Steps = 5 });
        Assert.True(with.LossAtStart > without.LossAtStart);
    }

    [Fact]
    public void An_optimizer_of_ones_own_makes_the_steps()
    {
        var optimizer = new Sgd(0.5);
        OverfitCheckResult result = OverfitCheck.Run(new TanhNetwork(1), Batches.OfClasses(rows: 6), new() { Optimizer = optimizer, Steps = 3000 });
        Assert.Equal(0.5, result.LearningRate);
        Assert.True(result.HasLearnt, result.ToString());
        Assert.Equal(0, optimizer.StepCount);
        optimizer.Step(new TanhNetwork(1), new Gradients(new TanhNetwork(1)));
        Assert.Throws<ArgumentException>(() => OverfitCheck.Run(new TanhNetwork(1), Batches.OfClasses(), new() { Optimizer = optimizer }));
    }
}
