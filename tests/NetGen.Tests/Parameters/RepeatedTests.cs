using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Parameters;

public class RepeatedTests
{
    private static readonly ParameterEntry Outside = new("stem.weight", [2, 8], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal);

    [Fact]
    public void Blocks_differ_in_number_and_place_alone()
    {
        ParameterLayout layout = Layout();
        Assert.Equal(
            [
                "stem.weight@0",
                "a.step1.dense1.weight@16", "a.step1.norm1.mean@48", "a.step1.dense2.weight@16", "a.step1.tied.weight@0",
                "a.step2.dense1.weight@80", "a.step2.norm1.mean@112", "a.step2.dense2.weight@80", "a.step2.tied.weight@0",
                "a.step3.dense1.weight@144", "a.step3.norm1.mean@176", "a.step3.dense2.weight@144", "a.step3.tied.weight@0",
            ],
            layout.Entries.Select(entry => $"{entry.Name}@{entry.Offset}"));
        Assert.Equal("a.step3.dense1.weight", layout["a.step3.dense2.weight"].SharedWith);
        Assert.Equal("stem.weight", layout["a.step3.tied.weight"].SharedWith);
        ParameterEntry mean = layout["a.step3.norm1.mean"];
        Assert.Equal((ParameterRole.Buffer, 0.1, 3), (mean.Role, mean.Momentum, mean.Count));
        ParameterEntry weight = layout["a.step2.dense1.weight"];
        Assert.True(weight.HasSparseRows);
        Assert.False(weight.Trainable);
        Assert.Same(Initializer.HeNormal, weight.Initializer);
    }

    [Fact]
    public void Each_block_has_random_numbers_of_its_own_and_flags_of_its_own()
    {
        var buffer = new ParameterBuffer(Layout());
        buffer.Initialize(1);
        float[][] weights = [.. Enumerable.Range(1, 3).Select(k => buffer[$"a.step{k}.dense1.weight"].ToArray())];
        Assert.NotEqual(weights[0], weights[1]);
        Assert.NotEqual(weights[1], weights[2]);
        Assert.True(buffer.Frozen(1) && buffer.Frozen(5));
        buffer.Frozen(2) = true;
        Assert.False(buffer.Frozen(6));
    }

    [Fact]
    public void An_entry_of_another_block_is_refused() =>
        Assert.Contains("stem.weight is no parameter of the block a.step1.", Assert.Throws<ArgumentException>(() => Repeated.Entries("a.step", 1, 2, 16, [Outside])).Message, StringComparison.Ordinal);

    private static ParameterLayout Layout() => new(
        [
            Outside,
            .. Repeated.Entries(
                "a.step",
                1,
                3,
                64,
                [
                    new("a.step1.dense1.weight", [4, 8], 16, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal, trainable: false) { HasSparseRows = true },
                    new("a.step1.norm1.mean", [3], 48, ParameterRole.Buffer, StorageOrder.Plain, Initializer.Zeros) { Momentum = 0.1 },
                    new("a.step1.dense2.weight", [4, 8], 16, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal, sharedWith: "a.step1.dense1.weight"),
                    new("a.step1.tied.weight", [2, 8], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal, sharedWith: "stem.weight"),
                ]),
        ],
        16 + (3 * 64));
}
