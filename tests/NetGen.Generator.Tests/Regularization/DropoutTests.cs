using System;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Norms;
using Xunit;

namespace NetGen.Generator.Tests.Regularization;

/// <summary>Dropout of values and of weights: masks, scaling, prediction.</summary>
public class DropoutTests
{
    [Theory]
    [InlineData("[Dropout(0.25)]", 4 / 3f, 1f)]
    [InlineData("[Dropout(0.25, Plain = true)]", 1f, 0.75f)]
    public void Training_drops_and_scales_and_prediction_does_not_drop(string layer, float kept, float predicted)
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(layer + "[HalfSquaredError(Reduction = Reduction.Sum)]", "40"));
        float[] x = [.. Enumerable.Repeat(1f, 40 * 50)];
        Assert.All(TrainingRuns.Predict(network, Minibatch.From(x, 40)), value => Assert.Equal(predicted, value));

        // With targets of 0 the gradient by x is y times what x was multiplied by.
        var workspace = new Workspace(network, 50) { Seed = 3 };
        Minibatch batch = Minibatch.From(x, 40, new float[x.Length], 40);
        network.Gradient(batch, new Gradients(network), workspace);
        float[] squares = workspace.InputGradient.ToArray();
        Assert.All(squares, value => Assert.True(value == 0 || Math.Abs(value - (kept * kept)) < 1e-6));
        Assert.InRange(squares.Count(value => value == 0), 400, 600);

        network.Gradient(batch, new Gradients(network), workspace);
        Assert.NotEqual(squares, workspace.InputGradient.ToArray());
        Assert.Equal(x.Length * predicted * predicted / 2, network.Loss(batch, workspace), 1e-6);
    }

    [Theory]
    [InlineData("[Dense(6), Tanh, Dropout(0.3)] [Dense(2)]")]
    [InlineData("[Dropout, Dense(6), Tanh, Dropout(0.3, Plain = true)] [Dense(2), Dropout]")]
    [InlineData("[Dense(6), DropConnect(0.4)] [Tanh, Dense(2, Bias = false), DropConnect]")]
    [InlineData("[Dense(1), DropConnect(0.4)]")]
    [InlineData("[Dense(5, Name = \"first\"), DropConnect(0.4)] [Dense(5, Shares = \"first\"), DropConnect(0.4)]")]
    public void Gradients_agree_with_differences(string layers)
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(layers + "[HalfSquaredError]"));
        TrainingRuns.AssertGradients(network, 3);
        TrainingRuns.AssertInputGradient(network, 3);
    }

    [Theory]
    [InlineData("[Dropout(0.2), Dense(64), Dropout, Tanh] [Dense(48), Dropout(0.1, Plain = true)] [Dense(3)]")]
    [InlineData("[Dense(64), DropConnect, Tanh] [Dense(48)] [Dense(3), DropConnect]")]
    public void Threads_and_blocks_change_no_bit(string layers) => TrainingRuns.AssertSameBits(TrainingRuns.Create(NormTests.Network(layers + "[HalfSquaredError]", "40")), 1500);

    [Fact]
    public void Prediction_pays_nothing()
    {
        string with = Forward("[Dense(6), DropConnect] [Dropout, Tanh] [Dense(2), Dropout]");
        string without = Forward("[Dense(6)] [Tanh] [Dense(2)]");
        Assert.Equal(without.Split('\n').Where(IsCall), with.Split('\n').Where(IsCall));
        static bool IsCall(string line) => line.Contains("TKernels.", StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_is_a_property_and_is_checked()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network("[Dense(4), DropConnect(0.25)] [Dropout(0.125)] [HalfSquaredError]"));
        Assert.Equal((0.25f, 0.125f), (network.Parameters["dense1.rate"].Value, network.Parameters["dropout1.rate"].Value));
        object dense = network.GetType().GetProperty("Dense1")!.GetValue(network)!, dropout = network.GetType().GetProperty("Dropout1")!.GetValue(network)!;
        Assert.Equal(["Weight", "Bias", "Rate", "Frozen"], dense.GetType().GetProperties().Select(property => property.Name));
        Assert.Equal(["Rate"], dropout.GetType().GetProperties().Select(property => property.Name));
        Minibatch batch = TrainingRuns.Batch(network, 2);
        var workspace = new Workspace(network, 2);
        network.Gradient(batch, new Gradients(network), workspace);
        network.Parameters["dropout1.rate"].Value = 1;
        Assert.Contains("dropout1.rate", Assert.Throws<ArgumentException>(() => network.Gradient(batch, new Gradients(network), workspace)).Message, StringComparison.Ordinal);
        Assert.Equal(24, network.Info.Layout.ParameterCount);
    }

    [Theory]
    [InlineData("[Dropout]")]
    [InlineData("[Dropout(Plain = true)]")]
    public void By_the_property_of_the_build_each_mask_is_an_input(string layer)
    {
        string source = NormTests.Network("[Dense(6), Tanh]" + layer + "[HalfSquaredError(Reduction = Reduction.Sum)]");
        HostResult result = GeneratorHost.Run(GeneratorHost.Compile(source), GeneratorHost.Driver("Vector128", masks: "Inputs")).AssertClean();
        var network = (ITrainableNetwork)Activator.CreateInstance(System.Reflection.Assembly.Load(result.Emit()).GetType("A")!, 0L)!;
        Assert.Equal(["x", "dropout1Mask"], network.Info.Inputs.Select(input => input.Name));

        float[] x = [.. Enumerable.Range(0, 10).Select(i => (i - 5) / 4f)], ones = [.. Enumerable.Repeat(1f, 12)], zeros = new float[12];
        double Loss(float[] mask) => network.Gradient(new Minibatch([new Column(x, 5), new Column(mask, 6)], [new Column(zeros, 6)], 2), new Gradients(network), new Workspace(network, 2));
        var outputs = new float[12];
        network.PredictBatch(new Minibatch([new Column(x, 5), new Column(zeros, 6)], [], 2), outputs);
        // Kept is twice what is predicted: (x / 0.5) to x, or x to x * 0.5.
        Assert.Equal(outputs.Sum(y => 2 * 2 * y * y / 2), Loss(ones), 1e-5);
        Assert.Equal(0, Loss(zeros));
    }

    [Fact]
    public void Of_rate_0_training_is_prediction()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network("[Dense(4), DropConnect(0)] [Dropout(0)] [HalfSquaredError]"));
        Minibatch batch = TrainingRuns.Batch(network, 5);
        Assert.Equal(network.Loss(batch, new Workspace(network, 5)), network.Gradient(batch, new Gradients(network), new Workspace(network, 5)));
    }

    private static string Forward(string layers)
    {
        string file = GeneratorHost.Run(NormTests.Network(layers + "[HalfSquaredError]")).AssertClean().Files["A.g.cs"];
        string method = file[file.IndexOf("private static void Forward<TKernels>", StringComparison.Ordinal)..];
        return method[..method.IndexOf("/// <summary>", StringComparison.Ordinal)];
    }
}
