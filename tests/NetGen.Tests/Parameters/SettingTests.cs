using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Parameters;

public class SettingTests
{
    [Fact]
    public void Settings_are_filled_and_not_counted()
    {
        ParameterLayout layout = PartsLayout.Create();
        var buffer = new ParameterBuffer(layout);
        buffer.InitializeSettings();
        Assert.Equal(0.5f, Assert.Single(buffer.Block.Span.ToArray(), value => value != 0));
        buffer.Initialize(1);
        Assert.Equal(0.5f, buffer["dropout1.rate"].Value);
        Assert.Equal(20 + 3 + 3, layout.ParameterCount);
        Assert.False(layout["dropout1.rate"].Trainable);
    }

    [Fact]
    public void A_file_holds_buffers_but_no_settings_and_loading_keeps_those()
    {
        var saved = new BareNetwork(PartsLayout.Create());
        saved.Parameters.Initialize(1);
        saved.Parameters["norm1.mean"][1] = 9;
        saved.Parameters["dropout1.rate"].Value = 0.75f;
        using var stream = new MemoryStream();
        saved.Save(stream);
        SafetensorsFile file = SafetensorsFile.Read(new MemoryStream(stream.ToArray()), "stream");
        Assert.Equal(
            ["step1.dense1.weight", "step1.dense1.bias", "norm1.mean", "norm1.weight", "normalize1.offset", "encoder.weight"], file.Tensors.Select(tensor => tensor.Name));

        var loaded = new BareNetwork(PartsLayout.Create());
        loaded.Parameters["dropout1.rate"].Value = 0.25f;
        stream.Position = 0;
        loaded.Load(stream);
        Assert.Equal(9, loaded.Parameters["norm1.mean"][1]);
        Assert.Equal(0.25f, loaded.Parameters["dropout1.rate"].Value);
        Assert.Equal(7, loaded.Parameters["encoder.weight"][4]);
    }

    [Fact]
    public void A_file_that_has_a_setting_loads_without_it()
    {
        var network = new BareNetwork(PartsLayout.Create());
        var file = new SafetensorsFile();
        foreach (ParameterEntry entry in network.Info.Layout.Entries.Where(entry => entry.SharedWith is null))
        {
            file.Add(entry.Name, entry.Shape.AsSpan(), Enumerable.Repeat(3f, entry.Count).ToArray());
        }

        using var stream = new MemoryStream();
        file.Write(stream);
        stream.Position = 0;
        network.Load(stream);
        Assert.Equal(0, network.Parameters["dropout1.rate"].Value);
        Assert.Equal(3, network.Parameters["norm1.mean"][0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parameters_of_another_network_come_without_its_settings(bool isSameClass)
    {
        ParameterLayout layout = PartsLayout.Create();
        var source = new BareNetwork(layout);
        source.Parameters.Block.Span.Fill(2);
        var network = new BareNetwork(isSameClass ? layout : PartsLayout.Create());
        network.Parameters["dropout1.rate"].Value = 0.25f;
        network.CopyParametersFrom(source);
        Assert.Equal(0.25f, network.Parameters["dropout1.rate"].Value);
        Assert.Equal([2f, 2f, 2f], network.Parameters["norm1.mean"].ToArray());
    }

    [Fact]
    public void A_momentum_is_a_fraction_of_a_buffer()
    {
        Assert.Equal(0.25, PartsLayout.Create()["norm1.mean"].Momentum);
        Assert.Throws<ArgumentOutOfRangeException>(() => Entry(ParameterRole.Buffer, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Entry(ParameterRole.Buffer, double.NaN));
        Assert.Contains("0.1", Assert.Throws<ArgumentOutOfRangeException>(() => Entry(ParameterRole.Norm, 0.1)).Message, StringComparison.Ordinal);

        static ParameterEntry Entry(ParameterRole role, double momentum) => new("a", [1], 0, role, StorageOrder.Plain, Initializer.Zeros) { Momentum = momentum };
    }

    [Fact]
    public void Only_a_plain_table_has_sparse_rows()
    {
        Assert.True(Entry([5, 3], StorageOrder.Plain).HasSparseRows);
        Assert.Throws<ArgumentException>(() => Entry([5], StorageOrder.Plain));
        Assert.Throws<ArgumentException>(() => Entry([5, 3], StorageOrder.OutputPanels));

        static ParameterEntry Entry(int[] shape, StorageOrder order) => new("a", [.. shape], 0, ParameterRole.Weight, order, Initializer.Zeros) { HasSparseRows = true };
    }

    [Fact]
    public void A_plain_table_is_row_major_and_padded_at_its_end()
    {
        var layout = new ParameterLayout([new("embedding1.weight", [7, 3], 16, ParameterRole.Weight, StorageOrder.Plain, Initializer.Zeros)], 48);
        Assert.Equal(32, layout.Entries[0].StorageLength);
        var buffer = new ParameterBuffer(layout);
        buffer[0][4, 2] = 5;
        Assert.Equal(16 + 4 * 3 + 2, buffer.Block.Span.IndexOf(5f));
        buffer[0].CopyFrom([.. Enumerable.Range(1, 21).Select(i => (float)i)]);
        Assert.Equal(Enumerable.Range(1, 21).Select(i => (float)i), buffer.Block.Span.Slice(16, 21).ToArray());
        Assert.Equal(5 * 3 + 2f, buffer[0][5, 1]);
    }
}
