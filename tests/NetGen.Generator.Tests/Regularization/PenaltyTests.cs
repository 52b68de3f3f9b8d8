using System;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Norms;
using Xunit;

namespace NetGen.Generator.Tests.Regularization;

/// <summary>L1 and L2 on a layer or the network: what counts, in loss and gradient.</summary>
public class PenaltyTests
{
    [Theory]
    [InlineData("[L2(0.5)] [Dense(4), Tanh, LayerNorm] [Dense(2)]", 0.5, 0.5, 0, 0)]
    [InlineData("[L2(0.5)] [L1(0.25)] [Dense(4), L2(2)] [Tanh] [Dense(2), L1(0)]", 2, 0.5, 0.25, 0)]
    [InlineData("[Dense(4), L1(0.125), L2(0.5), Tanh] [Dense(2)]", 0.5, 0, 0.125, 0)]
    public void The_penalty_is_part_of_loss_and_gradient(string layers, double firstL2, double secondL2, double firstL1, double secondL1)
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network(layers + "[HalfSquaredError]"));
        string plain = string.Join(' ', layers.Replace("[L2(0.5)] ", "", StringComparison.Ordinal).Replace("[L1(0.25)] ", "", StringComparison.Ordinal)
            .Replace(", L2(2)", "", StringComparison.Ordinal).Replace(", L1(0)", "", StringComparison.Ordinal).Replace(", L1(0.125), L2(0.5)", "", StringComparison.Ordinal));
        var without = (ITrainableNetwork)LoadedNetwork.Create(NormTests.Network(plain + "[HalfSquaredError]"));
        foreach (ParameterEntry entry in without.Info.Layout.Entries)
        {
            without.Parameters[entry.Name].CopyFrom(network.Parameters[entry.Name].ToArray());
        }

        Minibatch batch = TrainingRuns.Batch(network, 3);
        double penalty = Penalty(network, "dense1.weight", firstL1, firstL2) + Penalty(network, "dense2.weight", secondL1, secondL2);
        Assert.Equal(without.Loss(batch, new Workspace(without, 3)) + penalty, network.Loss(batch, new Workspace(network, 3)), 1e-5);
        Assert.Equal(without.Gradient(batch, new Gradients(without), new Workspace(without, 3)) + penalty, network.Gradient(batch, new Gradients(network), new Workspace(network, 3)), 1e-5);
        TrainingRuns.AssertGradients(network, 3);
    }

    [Fact]
    public void Weights_that_several_layers_share_count_once()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network("[Dense(5, Name = \"first\"), L2(0.5), Tanh] [Dense(5, Shares = \"first\")] [HalfSquaredError]"));
        Minibatch batch = TrainingRuns.Batch(network, 3);
        double loss = network.Loss(batch, new Workspace(network, 3)), penalty = Penalty(network, "first.weight", 0, 0.5);
        network.Parameters["first.l2"].Value = 0;
        Assert.Equal(penalty, loss - network.Loss(batch, new Workspace(network, 3)), 1e-5);
    }

    [Fact]
    public void Strengths_are_properties_and_are_checked()
    {
        ITrainableNetwork network = TrainingRuns.Create(NormTests.Network("[L1(0.25)] [Dense(4), L2(0.5)] [HalfSquaredError]"));
        Assert.Equal(typeof(float).MakeByRefType(), network.GetType().GetProperty("L1")!.PropertyType);
        object dense = network.GetType().GetProperty("Dense1")!.GetValue(network)!;
        Assert.Equal(0.5f, dense.GetType().GetProperty("L2")!.GetValue(dense));
        network.Parameters["l1"].Value = -1;
        Assert.Contains("l1", Assert.Throws<ArgumentException>(() => network.Loss(TrainingRuns.Batch(network, 2), new Workspace(network, 2))).Message, StringComparison.Ordinal);
        Assert.Equal(24, network.Info.Layout.ParameterCount);
    }

    [Fact]
    public void A_copy_and_a_file_keep_their_settings_apart()
    {
        INetwork network = TrainingRuns.Create(NormTests.Network("[Dense(4), L2(0.5)] [HalfSquaredError]"));
        network.Parameters["dense1.l2"].Value = 2;
        var clone = (INetwork)network.GetType().GetMethod("Clone")!.Invoke(network, null)!;
        Assert.Equal(2, clone.Parameters["dense1.l2"].Value);
        using var file = new System.IO.MemoryStream();
        ModelFile.Save(network, file);
        file.Position = 0;
        var loaded = (INetwork)network.GetType().GetMethod("FromFile", [typeof(System.IO.Stream)])!.Invoke(null, [file])!;
        Assert.Equal(0.5, loaded.Parameters["dense1.l2"].Value);
        Assert.Equal(network.Parameters["dense1.weight"].ToArray(), loaded.Parameters["dense1.weight"].ToArray());
    }

    [Theory]
    [InlineData("[Tanh, {|L2(0.5)|}] [Dense(2)]", "NG1021")]
    [InlineData("[Dense(2), {|DropConnect(0.5)|}]", null)]
    [InlineData("[Tanh, {|DropConnect(0.5)|}] [Dense(2)]", "NG1021")]
    [InlineData("[Dense(2), L2({|-1|})]", "NG1010")]
    [InlineData("[Dropout({|1|})] [Dense(2)]", "NG1010")]
    [InlineData("[Dense(2), DropConnect({|-0.5|})]", "NG1010")]
    [InlineData("[{|L2(0.5)|}] [Dense(2, Name = \"l2\")]", "NG1007")]
    [InlineData("[Dense(2)] [{|Normalize|}]", "NG1026")]
    [InlineData("[LayerNorm({|Axes = 3|})]", "NG1010")]
    [InlineData("[BatchNorm({|Epsilon = 0|})]", "NG1010")]
    public void What_does_not_fit_is_reported_at_its_place(string layers, string? rule)
    {
        string marked = NormTests.Network(layers + "[HalfSquaredError]");
        string source = marked.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
        HostResult result = GeneratorHost.Run(source);
        if (rule is null)
        {
            result.AssertClean();
            return;
        }

        Microsoft.CodeAnalysis.Diagnostic found = Assert.Single(result.Analyzer);
        int start = marked.IndexOf("{|", StringComparison.Ordinal);
        Assert.Equal((rule, start, marked.IndexOf("|}", StringComparison.Ordinal) - 2), (found.Id, found.Location.SourceSpan.Start, found.Location.SourceSpan.End));
    }

    private static double Penalty(INetwork network, string weight, double l1, double l2) =>
        network.Parameters[weight].ToArray().Sum(value => (l1 * Math.Abs((double)value)) + (l2 / 2 * value * value));
}
