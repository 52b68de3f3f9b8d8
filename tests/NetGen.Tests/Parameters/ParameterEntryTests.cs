using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Parameters;

public class ParameterEntryTests
{
    private static ParameterEntry Weight(int outputs, int inputs, int offset = 32) =>
        new("w", [outputs, inputs], offset, ParameterRole.Weight, StorageOrder.OutputPanels, Initializer.Zeros);

    [Theory]
    [InlineData(2, 3)]
    [InlineData(16, 1)]
    [InlineData(17, 5)]
    [InlineData(64, 7)]
    [InlineData(65, 2)]
    [InlineData(100, 40)]
    [InlineData(127, 3)]
    [InlineData(130, 13)]
    [InlineData(200, 4)]
    public void Output_panels_follow_the_formula_and_use_every_place_once(int outputs, int inputs)
    {
        ParameterEntry entry = Weight(outputs, inputs);
        Assert.Equal(outputs * inputs, entry.Count);
        Assert.Equal((outputs + 15) / 16 * 16 * inputs, entry.StorageLength);
        var used = new HashSet<int>();
        for (int u = 0; u < outputs; u++)
        {
            for (int i = 0; i < inputs; i++)
            {
                int index = entry.StorageIndex(u * inputs + i);
                Assert.Equal(32 + u / 16 * 16 * inputs + i * 16 + u % 16, index);
                Assert.InRange(index, 32, 32 + entry.StorageLength - 1);
                Assert.True(used.Add(index));
            }
        }
    }

    [Theory]
    [InlineData(StorageOrder.Plain)]
    [InlineData(StorageOrder.OutputPanels)]
    public void Gather_undoes_Scatter_and_padding_stays_0(StorageOrder order)
    {
        var entry = new ParameterEntry("w", [130, 3, 2], 16, ParameterRole.Weight, order, Initializer.Zeros);
        float[] values = Enumerable.Range(1, entry.Count).Select(i => (float)i).ToArray();
        var storage = new float[16 + entry.StorageLength + 16];
        entry.Scatter(values, storage);
        Assert.Equal(entry.Count, storage.Count(value => value != 0));
        Assert.All(values.Select((value, i) => (value, i)), pair => Assert.Equal(pair.value, storage[entry.StorageIndex(pair.i)]));
        var back = new float[entry.Count];
        entry.Gather(storage, back);
        Assert.Equal(values, back);
    }

    [Fact]
    public void Impossible_entries_are_refused()
    {
        Assert.Contains("every axis is at least 1", Assert.Throws<ArgumentException>(() => Weight(3, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("multiple of 16", Assert.Throws<ArgumentException>(() => Weight(3, 2, offset: 8)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ParameterEntry("b", [3], 0, ParameterRole.Bias, StorageOrder.OutputPanels, Initializer.Zeros));
        Assert.Throws<OverflowException>(() => Weight(1 << 20, 1 << 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weight(3, 2).StorageIndex(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weight(3, 2).StorageIndex(-1));
    }
}
