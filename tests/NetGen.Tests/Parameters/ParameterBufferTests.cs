using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Parameters;

public class ParameterBufferTests
{
    [Fact]
    public void The_same_seed_gives_the_same_parameters_another_seed_others()
    {
        var first = new TestNetwork();
        var second = new TestNetwork();
        second.Parameters.Initialize(1);
        Assert.Equal(first.Dense1.Weight.ToArray(), second.Dense1.Weight.ToArray());
        second.Parameters.Initialize(2);
        Assert.NotEqual(first.Dense1.Weight.ToArray(), second.Dense1.Weight.ToArray());
    }

    [Fact]
    public void Initialize_leaves_padding_0()
    {
        var network = new TestNetwork();
        int nonZero = network.Parameters.Block.Span.ToArray().Count(value => value != 0);
        Assert.Equal(network.Dense1.Weight.Count, nonZero);
    }

    // These numbers are a promise, as those of the random generator are.
    [Fact]
    public void The_first_parameters_of_a_seed_never_change()
    {
        var network = new TestNetwork();
        Assert.Equal([-0.29756695f, -0.15075547f, -0.18680476f, -0.09906882f], network.Dense1.Weight.ToArray()[..4]);
    }

    [Fact]
    public void A_view_reads_and_writes_logical_elements()
    {
        var network = new TestNetwork(inputs: 3, outputs: 70);
        ParameterView weight = network.Dense1.Weight;
        Assert.Equal("dense1.weight", weight.Name);
        Assert.Equal([70, 3], weight.Shape.ToArray());

        network.Dense1.Weight[69, 2] = 5;
        network.Dense1.Weight[69, 2] += 1;
        network.Dense1.Bias[3] = 7;
        Assert.Equal(6f, weight[69, 2]);
        Assert.Equal(6f, weight[indices: [69, 2]]);
        Assert.Equal(6f, weight.ToArray()[^1]);
        Assert.Equal(7f, network.Parameters["dense1.bias"][3]);
        Assert.Equal(7f, network.Parameters[1].ToArray()[3]);
    }

    [Fact]
    public void A_view_checks_rank_bounds_and_lengths()
    {
        ParameterView weight = new TestNetwork(inputs: 3, outputs: 70).Dense1.Weight;
        Assert.Contains("2 axes, but 1 indices", Assert.Throws<ArgumentException>(() => weight[5]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => weight[1, 2, 3]);
        Assert.Contains("Index 3 is outside axis 1 of dense1.weight [70, 3], 0 to 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => weight[0, 3]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => weight[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => weight[indices: [70, 0]]);
        Assert.Throws<ArgumentException>(() => weight.CopyFrom(new float[209]));
        Assert.Throws<ArgumentException>(() => weight.CopyFrom(new float[211]));
        Assert.Throws<ArgumentException>(() => weight.CopyTo(new float[209]));
    }

    [Fact]
    public void A_number_is_a_parameter_without_axes()
    {
        var layout = new ParameterLayout(
            [
                new("wave.frequency", [], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.Constant(0.5)),
                new("wave.phase", [], 16, ParameterRole.Weight, StorageOrder.Plain, Initializer.Normal(0, 1)),
            ],
            32);
        var buffer = new ParameterBuffer(layout);
        buffer.Initialize(1);
        ParameterView frequency = buffer["wave.frequency"];
        Assert.Equal(0.5f, frequency.Value);
        frequency.Value += 2;
        Assert.Equal([2.5f], frequency.ToArray());
        Assert.Equal(2.5f, frequency[indices: []]);
        buffer[1].CopyFrom([7]);
        Assert.Equal([2.5f, 7f], buffer.Block.Span.ToArray().Where(value => value != 0));
        Assert.Equal((2, 1), (layout.ParameterCount, frequency.Count));
        Assert.Contains("[] has 0 axes, but 1 indices", Assert.Throws<ArgumentException>(() => frequency[0]).Message, StringComparison.Ordinal);
        Assert.Contains("2 axes, but 0 indices", Assert.Throws<ArgumentException>(() => new TestNetwork().Dense1.Weight.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_follows_a_replaced_block()
    {
        var network = new TestNetwork();
        ParameterView bias = network.Dense1.Bias;
        var block = new AlignedBuffer(network.Parameters.Layout.Length);
        block.Span.Fill(1);
        network.Parameters.Replace(block);
        Assert.Equal(1f, bias[0]);
        Assert.Same(block, network.Parameters.Block);
        Assert.Throws<ArgumentException>(() => network.Parameters.Replace(new AlignedBuffer(16)));
    }

    [Fact]
    public void Gradients_have_the_layout_of_their_network_and_start_at_0()
    {
        var network = new TestNetwork();
        var gradients = new Gradients(network);
        Assert.Same(network.Info.Layout, gradients.Layout);
        Assert.All(gradients.Block.Span.ToArray(), value => Assert.Equal(0f, value));
        gradients["dense1.bias"][0] = 1;
        gradients.Clear();
        Assert.Equal(0f, gradients["dense1.bias"][0]);
    }
}
