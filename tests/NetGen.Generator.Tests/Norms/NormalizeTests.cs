using System;
using System.IO;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Norms;

/// <summary>Normalization of data: fitted by Adapt, stored with the model.</summary>
public class NormalizeTests
{
    private static readonly float[] X = [.. Enumerable.Range(0, 24).Select(i => (i % 3 * 10f) + (i * i % 7))];

    [Theory]
    [InlineData("[Normalize]", false)]
    [InlineData("[Normalize(NormalizationKind.MinMax)]", true)]
    public void Adapt_gives_each_feature_of_the_examples_the_same_range(string layer, bool isMinMax)
    {
        INetwork network = TrainingRuns.Create(NormTests.Network(layer + "[HalfSquaredError]", "2, 3"));
        Minibatch batch = Minibatch.From(X, 6);
        Assert.Equal(X, TrainingRuns.Predict(network, batch));
        Adapt(network);
        float[] y = TrainingRuns.Predict(network, batch);
        for (int feature = 0; feature < 3; feature++)
        {
            float[] values = [.. Enumerable.Range(0, 8).Select(row => y[(row * 3) + feature])];
            Assert.Equal(0, isMinMax ? values.Min() : values.Average(), 1e-5);
            Assert.Equal(1, isMinMax ? values.Max() : values.Average(value => value * value), 1e-5);
        }
    }

    [Fact]
    public void The_fitted_numbers_are_part_of_a_file_and_get_no_gradient()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network("[Normalize, Dense(2), Tanh] [HalfSquaredError]", "2, 3"));
        Adapt(network);
        TrainingRuns.AssertGradients(network, 3);
        using var file = new MemoryStream();
        ModelFile.Save(network, file);
        file.Position = 0;
        var loaded = (INetwork)network.GetType().GetMethod("FromFile", [typeof(Stream)])!.Invoke(null, [file])!;
        Assert.Equal(TrainingRuns.Predict(network, Minibatch.From(X, 6)), TrainingRuns.Predict(loaded, Minibatch.From(X, 6)));
    }

    [Fact]
    public void Another_input_is_refused()
    {
        INetwork network = TrainingRuns.Create(NormTests.Network("[Normalize] [HalfSquaredError]", "5"));
        Exception thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => Adapt(network)).InnerException!;
        Assert.IsType<ArgumentException>(thrown);
    }

    private static void Adapt(INetwork network) => network.GetType().GetMethod("Adapt")!.Invoke(network, [Examples.From(X, 6, X, 6)]);
}
