using System;
using System.Collections.Immutable;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class FrozenTests
{
    public static TheoryData<string> Names => ["Sgd", "Adam"];

    [Fact]
    public void All_entries_of_a_layer_have_one_flag()
    {
        var buffer = new ParameterBuffer(PartsLayout.Create());
        Assert.Equal([PartsLayout.Frozen], Flagged(buffer));
        buffer.Frozen(PartsLayout.Bias) = true;
        Assert.Equal([PartsLayout.Weight, PartsLayout.Bias, PartsLayout.Frozen, PartsLayout.Shared], Flagged(buffer));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Frozen(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Frozen(-1));

        var network = new TestNetwork();
        network.Dense1.Frozen = true;
        Assert.True(network.Parameters.Frozen(1));
        Assert.True(new DenseWeights(network.Parameters, 0).Frozen);
        Assert.True(new PreluParameters(network.Parameters, 1).Frozen);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_layer_stays_and_the_others_go_on_as_before(string name)
    {
        (BareNetwork free, Gradients freeGradients, Optimizer freeOptimizer) = Create(name);
        (BareNetwork network, Gradients gradients, Optimizer optimizer) = Create(name);
        freeOptimizer.Step(free, freeGradients);
        optimizer.Step(network, gradients);
        float[] before = network.Parameters.Block.Span.ToArray();
        network.Parameters.Frozen(PartsLayout.Weight) = true;
        for (int step = 0; step < 3; step++)
        {
            freeOptimizer.Step(free, freeGradients);
            optimizer.Step(network, gradients);
        }

        Assert.Equal(before[..48], network.Parameters.Block.Span[..48].ToArray());
        Assert.Equal(free.Parameters.Block.Span[48..].ToArray(), network.Parameters.Block.Span[48..].ToArray());
        Assert.NotEqual(before[48..], network.Parameters.Block.Span[48..].ToArray());
    }

    [Fact]
    public void The_state_of_a_frozen_layer_stays_too()
    {
        (BareNetwork network, Gradients gradients, Optimizer optimizer) = Create("Counter");
        optimizer.Step(network, gradients);
        network.Parameters.Frozen(PartsLayout.Weight) = true;
        optimizer.Step(network, gradients);
        network.Parameters.Frozen(PartsLayout.Weight) = false;
        network.Parameters.Frozen(PartsLayout.Scale) = true;
        optimizer.Step(network, gradients);
        Assert.Equal([2f, 2f, 2f], network.Parameters[PartsLayout.Bias].ToArray());
        network.Parameters.Frozen(PartsLayout.Scale) = false;
        optimizer.Step(network, gradients);
        Assert.Equal([3f, 3f, 3f], network.Parameters[PartsLayout.Bias].ToArray());
        Assert.Equal([3f, 3f, 3f], network.Parameters[PartsLayout.Scale].ToArray());
        Assert.All(network.Parameters[PartsLayout.Frozen].ToArray(), value => Assert.Equal(7, value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Running_statistics_follow_the_batch(string name)
    {
        (BareNetwork network, Gradients gradients, Optimizer optimizer) = Create(name);
        network.Parameters[PartsLayout.Mean].CopyFrom([1, -2, 0]);
        gradients[PartsLayout.Mean].CopyFrom([5, 2, 8]);
        optimizer.Step(network, gradients);
        Assert.Equal([2f, -1f, 2f], network.Parameters[PartsLayout.Mean].ToArray());
        Assert.All(network.Parameters[PartsLayout.Offset].ToArray(), value => Assert.Equal(1, value));
        network.Parameters.Frozen(PartsLayout.Mean) = true;
        optimizer.Step(network, gradients);
        Assert.Equal([2f, -1f, 2f], network.Parameters[PartsLayout.Mean].ToArray());
        network.Parameters.Frozen(PartsLayout.Mean) = false;
        optimizer.Step(network, gradients);
        Assert.Equal([2.75f, -0.25f, 3.5f], network.Parameters[PartsLayout.Mean].ToArray());
        Assert.Equal(0, network.Parameters.Block.Span[51]);
    }

    [Fact]
    public void What_was_declared_frozen_cannot_be_thawed()
    {
        (BareNetwork network, Gradients gradients, Optimizer optimizer) = Create("Adam");
        network.Parameters.Frozen(PartsLayout.Frozen) = false;
        float[] before = network.Parameters.Block.Span.ToArray();
        var error = Assert.Throws<InvalidOperationException>(() => optimizer.Step(network, gradients));
        Assert.Equal("encoder was declared Frozen = true, so its gradient is not computed; remove that and set Frozen on the model instead.", error.Message);
        Assert.Equal(before, network.Parameters.Block.Span.ToArray());
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void A_copy_has_the_values_the_settings_and_the_flags()
    {
        ParameterLayout layout = PartsLayout.Create();
        var buffer = new ParameterBuffer(layout);
        buffer.Initialize(1);
        buffer["dropout1.rate"].Value = 0.125f;
        buffer.Frozen(PartsLayout.Scale) = true;
        var copy = new ParameterBuffer(layout);
        copy.CopyFrom(buffer);
        Assert.Equal(buffer.Block.Span.ToArray(), copy.Block.Span.ToArray());
        Assert.Equal(Flagged(buffer), Flagged(copy));
        copy.Frozen(PartsLayout.Scale) = false;
        Assert.True(buffer.Frozen(PartsLayout.Scale));
        Assert.Throws<ArgumentException>("other", () => copy.CopyFrom(new ParameterBuffer(PartsLayout.Create())));
    }

    [Fact]
    public void Steps_with_a_frozen_layer_allocate_nothing()
    {
        (BareNetwork network, Gradients gradients, Optimizer optimizer) = Create("Adam");
        network.Parameters.Frozen(PartsLayout.Weight) = true;
        optimizer.Step(network, gradients);
        long before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step(network, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int[] Flagged(ParameterBuffer buffer) => [.. Enumerable.Range(0, buffer.Layout.Entries.Length).Where(entry => buffer.Frozen(entry))];

    private static (BareNetwork Network, Gradients Gradients, Optimizer Optimizer) Create(string name)
    {
        var network = new BareNetwork(PartsLayout.Create());
        network.Parameters.Initialize(1);
        var gradients = new Gradients(network);
        foreach (ParameterEntry entry in network.Info.Layout.Entries)
        {
            gradients[entry.Name].CopyFrom([.. Enumerable.Range(1, entry.Count).Select(i => 0.1f * i)]);
        }

        return (network, gradients, name switch { "Sgd" => new Sgd(), "Adam" => new Adam(), _ => new Counter() });
    }

    /// <summary>Its parameters become the number of steps that they have taken.</summary>
    private sealed class Counter() : Optimizer(1)
    {
        protected override ImmutableArray<string> StateNames => ["steps"];

        protected override void Update(UpdateRange range)
        {
            Span<float> steps = range.State(0);
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i]++;
                range.Parameters[i] = steps[i];
            }
        }
    }
}
