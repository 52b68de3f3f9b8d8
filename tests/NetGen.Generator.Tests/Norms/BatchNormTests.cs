using System;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Norms;

/// <summary>Batch normalization: the statistics of the batch in training, running ones in prediction.</summary>
public class BatchNormTests
{
    // Large epsilons: near a variance of 0, as of a row that dropout leaves one value, differences would need steps too small for floats.
    private const string Step =
        " [Block, Dense(5, Name = \"d\"), L2(0.25), DropConnect(0.2), BatchNorm(Epsilon = 0.1), Tanh, Dropout(0.25), LayerNorm(Epsilon = 0.5, Name = \"norm\"), Add(\"x\", \"norm\")] public sealed partial class StepAttribute : BlockAttribute;";

    private const string Alone = "[BatchNorm(Momentum = 0.25, Epsilon = 0.01)] [HalfSquaredError]";

    [Fact]
    public void Training_takes_the_statistics_of_the_batch_and_a_step_blends_them_into_the_running_ones()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(Alone, "2, 3"));
        Minibatch batch = TrainingRuns.Batch(network, 4);
        float[] x = batch.FloatInput(0).ToArray(), target = batch.FloatTarget(0).ToArray();
        float[] weight = network.Parameters["batchNorm1.weight"].ToArray(), bias = network.Parameters["batchNorm1.bias"].ToArray();
        double loss = 0;
        double[] means = new double[3], variances = new double[3];
        for (int feature = 0; feature < 3; feature++)
        {
            double[] values = [.. Enumerable.Range(0, 8).Select(row => (double)x[(row * 3) + feature])];
            double mean = means[feature] = values.Average();
            double variance = variances[feature] = values.Average(value => (value - mean) * (value - mean));
            loss += Enumerable.Range(0, 8).Sum(row => Math.Pow(((values[row] - mean) / Math.Sqrt(variance + 0.01) * weight[feature]) + bias[feature] - target[(row * 3) + feature], 2)) / 2;
        }

        var gradients = new Gradients(network);
        Assert.Equal(loss / 4, network.Gradient(batch, gradients, new Workspace(network, 4)), 1e-5);
        new Sgd(0).Step(network, gradients);
        for (int feature = 0; feature < 3; feature++)
        {
            Assert.Equal(0.25 * means[feature], network.Parameters["batchNorm1.running_mean"][feature], 1e-6);
            Assert.Equal(0.75 + (0.25 * variances[feature] * 8 / 7), network.Parameters["batchNorm1.running_var"][feature], 1e-6);
        }
    }

    [Fact]
    public void Prediction_and_loss_take_the_running_statistics()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(Alone, "3"));
        network.Parameters["batchNorm1.running_mean"].CopyFrom([1, -2, 3]);
        network.Parameters["batchNorm1.running_var"].CopyFrom([4, 0.5f, 0]);
        Minibatch batch = TrainingRuns.Batch(network, 5);
        float[] x = batch.FloatInput(0).ToArray(), y = TrainingRuns.Predict(network, batch), target = batch.FloatTarget(0).ToArray();
        ParameterBuffer p = network.Parameters;
        for (int i = 0; i < x.Length; i++)
        {
            int f = i % 3;
            double expected = ((x[i] - p["batchNorm1.running_mean"][f]) / Math.Sqrt(p["batchNorm1.running_var"][f] + 0.01) * p["batchNorm1.weight"][f]) + p["batchNorm1.bias"][f];
            Assert.Equal(expected, y[i], 2e-5);
        }

        double loss = y.Zip(target, (a, b) => (a - b) * (double)(a - b) / 2).Sum() / 5;
        Assert.Equal(loss, network.Loss(batch, new Workspace(network, 5)), 1e-4);
    }

    [Theory]
    [InlineData("[Dense(4), BatchNorm, Tanh] [Dense(2)]", "3, 5")]
    [InlineData("[BatchNorm(Affine = false, Epsilon = 0.1), Tanh] [Dense(2)]", "5")]
    [InlineData("[Dense(3), BatchNorm(Running = true), Tanh] [Dense(2)]", "5")]
    [InlineData("[Dense(3, Frozen = true), BatchNorm(Frozen = true), Tanh] [Dense(2)]", "5")]
    [InlineData("[BatchNorm(Name = \"first\"), Dense(5), Tanh, BatchNorm(Shares = \"first\"), Dense(1)]", "5")]
    [InlineData("[Dense(1), BatchNorm]", "2")]
    [InlineData("[Step(Repeat = 3)] [Dense(2)]", "5")]
    public void Gradients_agree_with_differences(string layers, string shape)
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(layers + "[HalfSquaredError]", shape) + Step);
        TrainingRuns.AssertGradients(network, 9);
        TrainingRuns.AssertInputGradient(network, 9);
    }

    [Fact]
    public void Of_one_row_the_variance_is_0_and_nothing_flows_back()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(Alone, "3"));
        Minibatch batch = TrainingRuns.Batch(network, 1);
        var gradients = new Gradients(network);
        var workspace = new Workspace(network, 1);
        Assert.True(double.IsFinite(network.Gradient(batch, gradients, workspace)));
        Assert.All(workspace.InputGradient.ToArray(), value => Assert.Equal(0f, value));
        Assert.All(gradients["batchNorm1.weight"].ToArray(), value => Assert.Equal(0f, value));
        Assert.All(gradients["batchNorm1.running_var"].ToArray(), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Prediction_is_part_of_the_product_before()
    {
        HostResult result = GeneratorHost.Run(NormTests.Network("[Dense(4), BatchNorm, Relu] [Dense(2), BatchNorm] [HalfSquaredError]")).AssertClean();
        string forward = result.Files["A.g.cs"];
        string method = forward[forward.IndexOf("private static void Forward<TKernels>", StringComparison.Ordinal)..];
        method = method[..method.IndexOf("/// <summary>", StringComparison.Ordinal)];
        // Of each layer the scale, once a call, and the product.
        Assert.Equal(4, method.Split("TKernels.").Length - 1);
    }

    [Theory]
    [InlineData("[Dense(64), BatchNorm, Tanh] [Dense(48), BatchNorm] [Dense(3)] [HalfSquaredError]")]
    [InlineData("[Dense(64), BatchNorm(Running = true), Tanh] [Dense(48), BatchNorm(Running = true)] [Dense(3)] [HalfSquaredError]")]
    public void Threads_and_blocks_change_no_bit(string layers) => TrainingRuns.AssertSameBits(TrainingRuns.Create(NormTests.Network(layers, "40")), 1500);
}
