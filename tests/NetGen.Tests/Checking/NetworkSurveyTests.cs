using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Checking;

public class NetworkSurveyTests
{
    [Fact]
    public void Layers_have_the_values_of_the_trace()
    {
        var network = new TanhNetwork(1);
        Minibatch batch = Batches.OfClasses(rows: 10);
        NetworkSurvey survey = NetworkSurvey.Of(network, batch);
        Assert.Equal(["x", "dense1", "tanh1", "dense2"], survey.Layers.Select(layer => layer.Name));
        Assert.Equal(10, survey.Rows);
        foreach (LayerStatistics layer in survey.Layers)
        {
            float[] values = [.. Enumerable.Range(0, 10).SelectMany(row => ((INetwork)network).Trace(batch, row)[layer.Name].Value)];
            Assert.Equal(Histogram.Of(values).Bins.ToArray(), layer.Values.Bins.ToArray());
            Assert.Equal(values.Average(), layer.Values.Mean, 5);
        }
    }

    [Fact]
    public void Parameters_have_their_values_and_gradients()
    {
        var network = new BatchNormNetwork(1);
        Minibatch batch = Batches.OfClasses();
        NetworkSurvey survey = NetworkSurvey.Of(network, batch);
        var gradients = new Gradients(network);
        double loss = network.Gradient(batch, gradients, new Workspace(network, 32));
        Assert.Equal(loss, survey.Loss);
        Assert.Equal(network.Info().Layout.Entries.Select(entry => entry.Name), survey.Parameters.Select(parameter => parameter.Name));
        ParameterStatistics weight = survey.Parameters.Single(parameter => parameter.Name == "dense1.weight");
        Assert.Equal(Histogram.Of(network.Parameters["dense1.weight"].ToArray()).Bins.ToArray(), weight.Values.Bins.ToArray());
        Assert.Equal(Histogram.Of(gradients["dense1.weight"].ToArray()).Bins.ToArray(), weight.Gradient!.Bins.ToArray());
        Assert.Null(survey.Parameters.Single(parameter => parameter.Name == "batchNorm1.running_var").Gradient);
    }

    [Fact]
    public void Saturated_units_are_counted()
    {
        var network = new TanhNetwork(1);
        network.Dense1.Weight.CopyFrom(new float[72]);
        float[] bias = new float[12];
        Array.Fill(bias, 5f, 0, 3);
        Array.Fill(bias, -5f, 3, 3);
        network.Dense1.Bias.CopyFrom(bias);
        LayerStatistics tanh = NetworkSurvey.Of(network, Batches.OfClasses()).Layers.Single(layer => layer.Name == "tanh1");
        Assert.Equal(0.5, tanh.SaturatedShare);
        Assert.Null(tanh.DeadUnits);
    }

    [Fact]
    public void Dead_units_are_off_for_every_example()
    {
        var network = new ReluNetwork(1);
        float[] bias = new float[40];
        Array.Fill(bias, -1000f, 0, 10);
        network.Dense1.Bias.CopyFrom(bias);
        Minibatch batch = Batches.OfClasses();
        NetworkSurvey survey = NetworkSurvey.Of(network, batch);
        LayerStatistics relu = survey.Layers.Single(layer => layer.Name == "relu1");
        int dead = Enumerable.Range(0, 40).Count(unit => Enumerable.Range(0, 32).All(row => ((INetwork)network).Trace(batch, row)["relu1"].Value[unit] == 0));
        Assert.InRange(dead, 10, 12);
        Assert.Equal(dead, relu.DeadUnits);
        Assert.Equal(dead / 40.0, relu.DeadShare);
        Assert.Null(relu.SaturatedShare);
        Assert.Contains("relu1", survey.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_in_a_row_and_inputs_of_ints_have_lines_of_their_own()
    {
        var network = new BlocksNetwork(1);
        network.Parameters["residual2.dense1.bias"].CopyFrom([9, 9, 9, 9, -9, -9, -9, 0]);
        network.Parameters["residual2.dense1.weight"].CopyFrom(new float[64]);
        NetworkSurvey survey = NetworkSurvey.Of(network, Batches.OfWords());
        Assert.Equal(
            ["x", "words", "concat1", "residual1.dense1", "residual1.hardTanh1", "residual1.add1", "residual2.dense1", "residual2.hardTanh1", "residual2.add1",
                "residual3.dense1", "residual3.hardTanh1", "residual3.add1", "dense1"],
            survey.Layers.Select(layer => layer.Name));
        LayerStatistics second = survey.Layers.Single(layer => layer.Name == "residual2.hardTanh1");
        Assert.Equal(("HardTanh", 7 / 8.0), (second.Operation, second.SaturatedShare));
    }

    [Fact]
    public void Of_many_examples_some_at_equal_distances_are_taken()
    {
        var network = new TanhNetwork(1);
        Minibatch batch = Batches.OfClasses(rows: 100);
        var examples = Examples.From(batch.FloatInput(0), 6, batch.IntTarget(0));
        NetworkSurvey survey = NetworkSurvey.Of(network, examples, maxRows: 10);
        Assert.Equal(10, survey.Rows);
        Assert.Equal(60, survey.Layers[0].Values.Count);
        float[] taken = [.. Enumerable.Range(0, 10).SelectMany(row => batch.FloatInput(0).Slice(row * 60, 6).ToArray())];
        Assert.Equal(Histogram.Of(taken).Bins.ToArray(), survey.Layers[0].Values.Bins.ToArray());
    }

    [Fact]
    public void Faults_show_and_do_not_hinder()
    {
        var network = new ReluNetwork(1);
        network.Dense1.Bias[0] = float.NaN;
        NetworkSurvey survey = NetworkSurvey.Of(network, Batches.OfClasses());
        Assert.Equal(1, survey.Parameters.Single(parameter => parameter.Name == "dense1.bias").Values.NonFinite);
        Assert.Equal(32, survey.Layers.Single(layer => layer.Name == "dense1").Values.NonFinite);
        Assert.Null(NetworkSurvey.Of(network, Minibatch.From(new float[12], 6)).Loss);
        Assert.Equal(0, NetworkSurvey.Of(network, Minibatch.From(Array.Empty<float>(), 6)).Rows);
    }
}

file static class NetworkExtensions
{
    // The generated class has a static Info of its own.
    internal static NetworkInfo Info(this INetwork network) => network.Info;
}
