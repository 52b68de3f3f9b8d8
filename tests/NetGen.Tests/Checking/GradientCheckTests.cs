using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Samples.Mnist1D;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Checking;

public class GradientCheckTests
{
    public static TheoryData<string, long> Networks => All(_ => true);

    // Each number of the blocks has dozens of kinks around it, between which no step shows one percent.
    public static TheoryData<string, long> NetworksOfFewKinks => All(name => name != "blocks");

    private static TheoryData<string, long> All(Func<string, bool> isWanted)
    {
        var data = new TheoryData<string, long>();
        foreach (string name in Makers.Keys.Where(isWanted))
        {
            for (long seed = 1; seed <= 3; seed++)
            {
                data.Add(name, seed);
            }
        }

        return data;
    }

    private static Dictionary<string, Func<long, (ITrainableNetwork Network, Minibatch Batch)>> Makers { get; } = new()
    {
        ["tanh"] = seed => (new TanhNetwork(seed), Batches.OfClasses(seed: seed)),
        ["relu"] = seed => (new ReluNetwork(seed), Batches.OfClasses(seed: seed)),
        ["dropout"] = seed => (new DropoutNetwork(seed), Batches.OfClasses(seed: seed)),
        ["batch norm"] = seed => (new BatchNormNetwork(seed), Batches.OfClasses(seed: seed)),
        ["softmax"] = seed => (new SoftmaxNetwork(seed), Batches.OfNumbers(seed: seed)),
        ["blocks"] = seed => (new BlocksNetwork(seed), Batches.OfWords()),
        ["mlp"] = seed => (new Mlp(seed), Batches.OfClasses(inputs: 40, classes: 10, seed: seed)),
        ["residual"] = seed => (new Residual(seed), Batches.OfClasses(inputs: 40, classes: 10, seed: seed)),
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_right_gradient_passes(string name, long seed)
    {
        (ITrainableNetwork network, Minibatch batch) = Makers[name](seed);
        GradientCheckResult check = GradientCheck.Run(network, batch, new() { Seed = seed });
        Assert.True(check.IsGood, check.ToString());
        Assert.All(check.Tensors.Where(tensor => !IsCancelled(name, tensor.Name)), tensor => Assert.True(tensor.Unclear <= tensor.Checked / 4, check.ToString()));
        Assert.Contains("The gradient is right", check.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NetworksOfFewKinks))]
    public void A_fault_of_one_percent_in_one_tensor_is_found_and_in_no_other(string name, long seed)
    {
        (ITrainableNetwork network, Minibatch batch) = Makers[name](seed);
        foreach (string tensor in network.Info.Layout.Owners.Where(entry => entry.Trainable && !IsCancelled(name, entry.Name)).Select(entry => entry.Name))
        {
            GradientCheckResult check = GradientCheck.Run(new FaultyNetwork(network, tensor, 1.01f), batch, new() { Seed = seed });
            Assert.False(check.IsGood, check.ToString());
            TensorCheck wrong = Assert.Single(check.Tensors, one => one.Wrong > 0);
            Assert.Equal(tensor, wrong.Name);
            Assert.True(wrong.Worst!.IsWrong);
            Assert.Contains("The gradient is wrong in " + tensor, check.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_worst_entry_is_the_one_that_is_wrong()
    {
        var network = new TanhNetwork(1);
        var faulty = new OneEntryOff(network, "dense2.weight", 17, 0.01f);
        GradientCheckResult check = GradientCheck.Run(faulty, Batches.OfClasses(), new() { EntriesPerTensor = 1000 });
        TensorCheck wrong = Assert.Single(check.Tensors, tensor => tensor.Wrong > 0);
        Assert.Equal(("dense2.weight", 36, 1), (wrong.Name, wrong.Checked, wrong.Wrong));
        Assert.Equal([1, 5], wrong.Worst!.Index.ToArray());
        Assert.InRange(wrong.Worst.Analytic - wrong.Worst.Numeric, 0.0095, 0.0105);
    }

    [Fact]
    public void Inputs_are_checked_where_the_network_has_their_gradient()
    {
        GradientCheckResult check = GradientCheck.Run(new TanhNetwork(1), Batches.OfClasses(rows: 8));
        TensorCheck input = check.Tensors[^1];
        Assert.Equal("x", input.Name);
        Assert.Equal([8, 6], input.Shape.ToArray());
        Assert.Equal(32, input.Checked);
        Assert.Equal(0, input.Wrong);
        Assert.DoesNotContain(GradientCheck.Run(new ReluNetwork(1), Batches.OfClasses(rows: 8)).Tensors, tensor => tensor.Name == "x");
    }

    [Fact]
    public void A_derivative_written_wrongly_by_hand_is_found()
    {
        GradientCheckResult check = GradientCheck.Run(new WrongDerivative(1), Batches.OfNumbers());
        Assert.False(check.IsGood);
        Assert.Equal(["dense1.weight", "dense1.bias"], check.Tensors.Where(tensor => tensor.Wrong > 0).Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    [InlineData(100)]
    public void Parameters_are_the_same_bits_afterwards(int callsUntilFailure)
    {
        var network = new BatchNormNetwork(1);
        float[] before = network.Parameters.Block.Span.ToArray();
        Minibatch batch = Batches.OfClasses();
        float[] inputs = batch.FloatInput(0).ToArray();
        var faulty = new FaultyNetwork(network, callsUntilFailure: callsUntilFailure);
        Exception? exception = Record.Exception(() => GradientCheck.Run(faulty, batch));
        Assert.Equal(callsUntilFailure < int.MaxValue, exception is InvalidOperationException);
        Assert.Equal(before.Select(BitConverter.SingleToInt32Bits), network.Parameters.Block.Span.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(inputs, batch.FloatInput(0).ToArray());
    }

    [Fact]
    public void A_gradient_that_is_missing_or_not_a_number_is_found()
    {
        foreach (float factor in new[] { 0f, float.NaN, -1f })
        {
            GradientCheckResult check = GradientCheck.Run(new FaultyNetwork(new ReluNetwork(1), "dense2.weight", factor), Batches.OfClasses());
            Assert.Equal(["dense2.weight"], check.Tensors.Where(tensor => tensor.Wrong > 0).Select(tensor => tensor.Name));
        }
    }

    [Fact]
    public void Kinks_at_the_very_point_are_no_fault()
    {
        // Rows of zeros and biases of 0: every unit of the first layer stands at its kink.
        var network = new ReluNetwork(1);
        Minibatch batch = Minibatch.From(new float[8 * 6], 6, Batches.Classes(8, 3));
        GradientCheckResult check = GradientCheck.Run(network, batch);
        Assert.True(check.IsGood, check.ToString());
        Assert.Equal(0, check.Tensors.Single(tensor => tensor.Name == "dense1.weight").Unclear);
        Assert.Equal(32, check.Tensors.Single(tensor => tensor.Name == "dense1.bias").Checked);
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_told()
    {
        Minibatch batch = Minibatch.From(new[] { float.NaN, 0, 0, 0, 0, 0 }, 6, new[] { 0 });
        GradientCheckResult check = GradientCheck.Run(new TanhNetwork(1), batch);
        Assert.False(check.IsGood);
        Assert.Contains("loss of the batch is NaN", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_and_batches_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { EntriesPerTensor = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientCheckOptions { Tolerance = double.NaN });
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(new TanhNetwork(1), Minibatch.From(Array.Empty<float>(), 6, Array.Empty<int>())));
    }

    // The bias before a batch normalization changes nothing: its gradient is rounding, and a share of that is nothing to be found.
    private static bool IsCancelled(string name, string entry) => name == "batch norm" && entry == "dense1.bias";

    private sealed class OneEntryOff(ITrainableNetwork network, string tensor, int entry, float error) : ITrainableNetwork
    {
        public NetworkInfo Info => network.Info;

        public ParameterBuffer Parameters => network.Parameters;

        public void PredictBatch(Minibatch batch, Span<float> outputs) => network.PredictBatch(batch, outputs);

        public Trace Trace(Minibatch batch, int row) => network.Trace(batch, row);

        public double Loss(Minibatch batch, Workspace workspace) => network.Loss(batch, workspace);

        public double Gradient(Minibatch batch, Gradients gradients, Workspace workspace)
        {
            double loss = network.Gradient(batch, gradients, workspace);
            float[] values = gradients[tensor].ToArray();
            values[entry] += error;
            gradients[tensor].CopyFrom(values);
            return loss;
        }
    }
}
