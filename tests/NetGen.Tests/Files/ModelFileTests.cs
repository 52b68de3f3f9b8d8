using System;
using System.IO;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Files;

public class ModelFileTests
{
    [Fact]
    public void A_loaded_network_has_the_same_bits_and_padding_0()
    {
        using var folder = new TemporaryFolder();
        var saved = new TestNetwork();
        saved.Dense1.Bias[69] = -0f;
        saved.Dense1.Bias[68] = float.Epsilon;
        saved.Save(folder["model.safetensors"]);

        var loaded = new TestNetwork();
        loaded.Parameters.Initialize(2);
        loaded.Load(folder["model.safetensors"]);
        Assert.Equal(Bits(saved), Bits(loaded));
        Assert.Equal(["model.safetensors"], folder.Names);
    }

    [Fact]
    public void The_file_has_logical_shapes_and_says_what_it_is()
    {
        using var folder = new TemporaryFolder();
        var network = new TestNetwork(inputs: 3, outputs: 70);
        network.Save(folder["model.safetensors"]);
        SafetensorsFile file = SafetensorsFile.Read(folder["model.safetensors"]);
        Assert.Equal(["dense1.weight F32 [70, 3]", "dense1.bias F32 [70]"], file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(network.Dense1.Weight.ToArray(), file["dense1.weight"].ToSingles());
        Assert.Equal("1", file.Metadata["netgen_format"]);
        Assert.Equal("TestNetwork", file.Metadata["network"]);
        Assert.Equal("""[{"name":"dense1","operation":"Dense(70)","output":[70]}]""", file.Metadata["layers"]);
    }

    [Fact]
    public void A_file_without_metadata_loads()
    {
        using var folder = new TemporaryFolder();
        var file = new SafetensorsFile();
        file.Metadata["format"] = "pt";
        file.Add("dense1.bias", [70], Enumerable.Range(0, 70).Select(i => (float)i).ToArray());
        file.Add("dense1.weight", [70, 3], Enumerable.Range(0, 210).Select(i => (float)i).ToArray());
        file.Save(folder["a"]);
        var network = new TestNetwork();
        network.Load(folder["a"]);
        Assert.Equal(69f, network.Dense1.Bias[69]);
        Assert.Equal(3 * 65 + 1f, network.Dense1.Weight[65, 1]);
    }

    [Fact]
    public void All_mismatches_are_in_one_error_and_nothing_changes()
    {
        using var folder = new TemporaryFolder();
        var file = new SafetensorsFile();
        file.Metadata["network"] = "Other";
        file.Add("dense1.weight", [3, 70], new float[210]);
        file.Add("dense2.bias", [1], new double[1]);
        file.Save(folder["a"]);
        var network = new TestNetwork();
        AlignedBuffer block = network.Parameters.Block;
        int[] before = Bits(network);
        string message = Assert.Throws<InvalidDataException>(() => network.Load(folder["a"])).Message;
        Assert.Equal(
            $"""
            {folder["a"]}, written by Other, does not fit TestNetwork; nothing was loaded.
              dense1.weight: expected F32 [70, 3], but the file has F32 [3, 70]
              dense1.bias: expected F32 [70], but the file does not have it
              dense2.bias: the file has F64 [1], but the network does not have it
            """,
            message);
        Assert.Same(block, network.Parameters.Block);
        Assert.Equal(before, Bits(network));
    }

    [Fact]
    public void A_file_of_another_element_type_does_not_fit()
    {
        using var folder = new TemporaryFolder();
        var file = new SafetensorsFile();
        file.Add("dense1.weight", [70, 3], new double[210]);
        file.Add("dense1.bias", [70], new float[70]);
        file.Save(folder["a"]);
        Assert.Contains("expected F32 [70, 3], but the file has F64 [70, 3]",
            Assert.Throws<InvalidDataException>(() => new TestNetwork().Load(folder["a"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("one")]
    public void A_newer_format_is_refused(string format)
    {
        using var folder = new TemporaryFolder();
        var file = new SafetensorsFile();
        file.Metadata["netgen_format"] = format;
        file.Save(folder["a"]);
        Assert.Contains($"has the format {format}, but", Assert.Throws<InvalidDataException>(() => new TestNetwork().Load(folder["a"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var network = new TestNetwork();
        network.Save(folder["a"]);
        byte[] bytes = File.ReadAllBytes(folder["a"]);
        File.WriteAllBytes(folder["a"], bytes[..^1]);
        AlignedBuffer block = network.Parameters.Block;
        Assert.Throws<InvalidDataException>(() => network.Load(folder["a"]));
        Assert.Throws<FileNotFoundException>(() => network.Load(folder["missing"]));
        Assert.Same(block, network.Parameters.Block);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stream_holds_what_a_file_does(bool canSeek)
    {
        using var folder = new TemporaryFolder();
        var saved = new TestNetwork();
        saved.Save(folder["a"]);
        using var stream = new MemoryStream();
        stream.WriteByte(1);
        saved.Save(stream);
        Assert.Equal(File.ReadAllBytes(folder["a"]), stream.ToArray()[1..]);

        var loaded = new TestNetwork();
        loaded.Parameters.Initialize(2);
        stream.Position = 1;
        using Stream source = canSeek ? stream : new OneWayStream(stream);
        loaded.Load(source);
        Assert.Equal(Bits(saved), Bits(loaded));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_that_does_not_fit_changes_nothing()
    {
        var network = new TestNetwork();
        AlignedBuffer block = network.Parameters.Block;
        using var stream = new MemoryStream();
        new TestNetwork(inputs: 4).Save(stream);
        stream.Position = 0;
        string message = Assert.Throws<InvalidDataException>(() => network.Load(stream)).Message;
        Assert.StartsWith("The stream, written by TestNetwork, does not fit TestNetwork; nothing was loaded.", message, StringComparison.Ordinal);
        stream.SetLength(20);
        stream.Position = 0;
        Assert.StartsWith("The stream is cut short", Assert.Throws<InvalidDataException>(() => network.Load(stream)).Message, StringComparison.Ordinal);
        Assert.Same(block, network.Parameters.Block);
    }

    private static int[] Bits(TestNetwork network) => network.Parameters.Block.Span.ToArray().Select(BitConverter.SingleToInt32Bits).ToArray();

    /// <summary>A stream that can only be read onward, such as one from a network.</summary>
    private sealed class OneWayStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
