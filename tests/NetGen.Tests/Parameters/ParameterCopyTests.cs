using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Parameters;

public class ParameterCopyTests
{
    [Fact]
    public void A_copy_has_the_same_bits_and_is_independent()
    {
        var source = new TestNetwork();
        source.Dense1.Bias[69] = -0f;
        source.Dense1.Bias[68] = float.NaN;
        var target = new TestNetwork();
        target.Parameters.Initialize(2);
        target.CopyParametersFrom(source);
        Assert.Equal(Bits(source), Bits(target));
        source.Dense1.Bias[0] = 7;
        Assert.Equal(0f, target.Dense1.Bias[0]);
    }

    [Fact]
    public void One_network_is_copied_onto_itself()
    {
        var network = new TestNetwork();
        int[] before = Bits(network);
        network.CopyParametersFrom(network);
        Assert.Equal(before, Bits(network));
    }

    [Fact]
    public void Storage_may_differ_where_names_and_shapes_agree()
    {
        var source = new TestNetwork();
        var plain = new ParameterLayout(
            [
                new("dense1.bias", [70], 0, ParameterRole.Bias, StorageOrder.Plain, Initializer.Zeros),
                new("dense1.weight", [70, 3], 80, ParameterRole.Weight, StorageOrder.Plain, Initializer.Zeros),
            ],
            304);
        var target = new LayoutNetwork("Plain", plain);
        target.CopyParametersFrom(source);
        Assert.Equal(source.Dense1.Weight.ToArray(), target.Parameters["dense1.weight"].ToArray());
        Assert.Equal(source.Dense1.Bias.ToArray(), target.Parameters["dense1.bias"].ToArray());
    }

    [Fact]
    public void All_mismatches_are_in_one_error_and_nothing_changes()
    {
        var source = new LayoutNetwork("Other", new ParameterLayout(
            [
                new("dense1.weight", [3, 70], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.Zeros),
                new("dense2.bias", [1], 224, ParameterRole.Bias, StorageOrder.Plain, Initializer.Zeros),
            ],
            240));
        var target = new TestNetwork();
        AlignedBuffer block = target.Parameters.Block;
        int[] before = Bits(target);
        string message = Assert.Throws<ArgumentException>("other", () => target.CopyParametersFrom(source)).Message;
        Assert.StartsWith(
            """
            The parameters of Other do not fit TestNetwork; nothing was copied.
              dense1.weight: TestNetwork has [70, 3], but Other has [3, 70]
              dense1.bias: TestNetwork has [70], but Other does not have it
              dense2.bias: Other has [1], but TestNetwork does not have it
            """,
            message,
            StringComparison.Ordinal);
        Assert.Same(block, target.Parameters.Block);
        Assert.Equal(before, Bits(target));
    }

    private static int[] Bits(TestNetwork network) => network.Parameters.Block.Span.ToArray().Select(BitConverter.SingleToInt32Bits).ToArray();

    /// <summary>A network of which only the parameters matter.</summary>
    private sealed class LayoutNetwork(string name, ParameterLayout layout) : INetwork
    {
        public NetworkInfo Info { get; } = new()
        {
            Name = name,
            Inputs = [],
            Outputs = [],
            Targets = [],
            Layers = [],
            Layout = layout,
            WorkspaceFloatsPerRow = 0,
            WorkspaceFixedFloats = 0,
            Decision = ClassDecision.None,
        };

        public ParameterBuffer Parameters { get; } = new(layout);

        public void PredictBatch(Minibatch batch, Span<float> outputs) => throw new NotSupportedException();

        public Trace Trace(Minibatch batch, int row) => throw new NotSupportedException();
    }
}
