using System;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Norms;

/// <summary>Layer and root-mean-square normalization against their definitions, gradients against differences.</summary>
public class NormTests
{
    public static string Network(string layers, string shape = "5") => $"using NetGen; [Network({shape}, InputGradient = true)] {layers} public sealed partial class A;";

    [Theory]
    [InlineData("[LayerNorm]", "7", 7, 1e-5)]
    [InlineData("[LayerNorm(Epsilon = 0.5)]", "4, 21", 21, 0.5)]
    [InlineData("[LayerNorm(Axes = 2)]", "2, 3, 4", 12, 1e-5)]
    [InlineData("[LayerNorm(Axes = 2, Affine = false)]", "3, 40", 120, 1e-5)]
    [InlineData("[RmsNorm]", "3, 17", 17, 1e-6)]
    [InlineData("[RmsNorm(Epsilon = 2)]", "1", 1, 2)]
    public void Prediction_is_the_definition(string layer, string shape, int length, double epsilon)
    {
        ITrainableNetwork network = TrainingRuns.Create(Network(layer + "[HalfSquaredError]", shape));
        Minibatch batch = TrainingRuns.Batch(network, 9);
        float[] x = batch.FloatInput(0).ToArray(), y = TrainingRuns.Predict(network, batch);
        float[] weight = Parameter(network, ".weight", length, 1), bias = Parameter(network, ".bias", length, 0);
        for (int row = 0; row < x.Length; row += length)
        {
            double[] values = [.. x.Skip(row).Take(length).Select(value => (double)value)];
            double mean = layer.StartsWith("[Layer", StringComparison.Ordinal) ? values.Average() : 0;
            double root = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + epsilon);
            for (int i = 0; i < length; i++)
            {
                Assert.Equal(((values[i] - mean) / root * weight[i]) + bias[i], y[row + i], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData("[Dense(6), Tanh] [LayerNorm] [Dense(2)]", "3, 5")]
    [InlineData("[LayerNorm(Axes = 2)] [Dense(2), Tanh]", "3, 5")]
    [InlineData("[LayerNorm(Affine = false)] [Dense(2), Tanh]", "5")]
    [InlineData("[RmsNorm, Tanh] [Dense(3), RmsNorm(Epsilon = 0.1)]", "5")]
    [InlineData("[LayerNorm(Name = \"first\"), Dense(5), LayerNorm(Shares = \"first\"), Dense(1)]", "5")]
    public void Gradients_agree_with_differences(string layers, string shape)
    {
        ITrainableNetwork network = TrainingRuns.Create(Network(layers + "[HalfSquaredError]", shape));
        TrainingRuns.AssertGradients(network, 3);
        TrainingRuns.AssertInputGradient(network, 3);
    }

    [Fact]
    public void A_large_common_offset_takes_no_digits()
    {
        ITrainableNetwork network = TrainingRuns.Create(Network("[LayerNorm(Affine = false)] [HalfSquaredError]", "64"));
        float[] x = [.. Enumerable.Range(0, 64).Select(i => 10000 + (i / 64f))];
        float[] y = TrainingRuns.Predict(network, Minibatch.From(x, 64));
        double mean = x.Average(value => (double)value), root = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 1e-5);
        Assert.All(Enumerable.Range(0, 64), i => Assert.Equal((x[i] - mean) / root, y[i], 1e-5));
        Array.Fill(x, 12345.678f);
        Assert.All(TrainingRuns.Predict(network, Minibatch.From(x, 64)), value => Assert.Equal(0, value, 1e-4));
    }

    [Fact]
    public void Threads_and_blocks_change_no_bit() =>
        TrainingRuns.AssertSameBits(TrainingRuns.Create(Network("[Dense(64), LayerNorm, Tanh] [Dense(48), RmsNorm] [Dense(3)] [HalfSquaredError]", "40")), 1500);

    private static float[] Parameter(ITrainableNetwork network, string name, int length, float otherwise) =>
        network.Info.Layout.Entries.FirstOrDefault(entry => entry.Name.EndsWith(name, StringComparison.Ordinal)) is { } entry
            ? network.Parameters[entry.Name].ToArray()
            : [.. Enumerable.Repeat(otherwise, length)];
}
