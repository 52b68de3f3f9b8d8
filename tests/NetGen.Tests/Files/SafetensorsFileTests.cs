using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NetGen.Tests.Files;

public class SafetensorsFileTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        SafetensorsFile file = Sample();
        SafetensorsFile back = Read(Bytes(file));
        Assert.Equal(file.Metadata, back.Metadata);
        Assert.Equal([1.5f, float.NaN, -0f, float.Epsilon, float.MaxValue, float.NegativeInfinity], back["a"].ToSingles());
        Assert.Equal([2, 3], back["a"].Shape.ToArray());
        Assert.Equal([Math.PI], back["scalar"].ToDoubles());
        Assert.Empty(back["scalar"].Shape);
        Assert.Equal([long.MinValue, 5], back["longs"].ToInt64s());
        Assert.Equal([int.MaxValue], back["ints"].ToInt32s());
        Assert.Empty(back["empty"].ToSingles());
        Assert.Equal([0, 3], back["empty"].Shape.ToArray());
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        var file = new SafetensorsFile();
        file.Metadata["note"] = "say \"hi\" é";
        file.Add("w", [2], new[] { 1f, -2f });
        file.Add("n", [], new[] { 258L });
        byte[] bytes = Bytes(file);
        const string Header = """{"__metadata__":{"note":"say \"hi\" é"},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""";
        byte[] header = Encoding.UTF8.GetBytes(Header);
        int padded = (header.Length + 7) / 8 * 8;
        Assert.Equal((ulong)padded, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        Assert.Equal(Header.PadRight(Header.Length + padded - header.Length), Encoding.UTF8.GetString(bytes, 8, padded));
        Assert.Equal([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0], bytes[(8 + padded)..]);
    }

    [Fact]
    public void Types_of_8_bytes_come_first_so_that_all_data_are_aligned() => Assert.Equal(
        ["scalar", "longs", "a", "empty", "ints"], Read(Bytes(Sample())).Tensors.Select(tensor => tensor.Name));

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        var compressed = new MemoryStream();
        using (var zip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            Sample().Write(zip);
        }

        compressed.Position = 0;
        using var unzip = new GZipStream(compressed, CompressionMode.Decompress);
        Assert.Equal(5, SafetensorsFile.Read(unzip, "zipped").Tensors.Count);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        SafetensorsFile file = Sample();
        Assert.Throws<ArgumentException>(() => file.Add("a", [1], new float[1]));
        Assert.Throws<ArgumentException>(() => file.Add("__metadata__", [1], new float[1]));
        Assert.Throws<ArgumentException>(() => file.Add("", [1], new float[1]));
        Assert.Equal("values has 5 values, which do not fill b [2, 3]. (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => file.Add("b", [2, 3], new float[5])).Message);
        Assert.Throws<ArgumentException>(() => file.Add("b", [-1, -5], new float[5]));
        Assert.Throws<ArgumentException>(() => file.Add("b", [int.MaxValue, int.MaxValue, int.MaxValue], new float[5]));
        Assert.Equal("a has the type F32, but was read as F64.", Assert.Throws<InvalidOperationException>(() => file["a"].ToDoubles()).Message);
        Assert.Contains("there are a, scalar", Assert.Throws<KeyNotFoundException>(() => file["c"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] bytes = Bytes(Sample());
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.StartsWith("test ", Assert.Throws<InvalidDataException>(() => Read(bytes[..length])).Message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidDataException>(() => Read([.. bytes, 0]));
    }

    // Whatever one byte of the header is, reading ends in tensors or in the one exception documented.
    [Fact]
    public void Every_damaged_byte_of_the_header_is_survived()
    {
        byte[] bytes = Bytes(Sample());
        int end = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        foreach (byte replacement in "\0\"0-9,:{}[]x\\\u007f"u8.ToArray().Append((byte)0xff))
        {
            for (int i = 0; i < end; i++)
            {
                byte[] damaged = [.. bytes];
                damaged[i] = replacement;
                if (Record.Exception(() => Read(damaged)) is { } exception)
                {
                    Assert.IsType<InvalidDataException>(exception);
                }
            }
        }
    }

    [Theory]
    [InlineData("", 0, "its header is no valid JSON")]
    [InlineData("[]", 0, "the header must be an object, but is StartArray")]
    [InlineData("{} {}", 0, "its header is no valid JSON")]
    [InlineData("{\"a\":5}", 0, "a must be an object, but is Number")]
    [InlineData("{\"__metadata__\":{\"k\":1}}", 0, "__metadata__.k must be a string, but is Number")]
    [InlineData("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "the metadata name \"k\" twice")]
    [InlineData("{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "a has no dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "a has no shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "a has no data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "dtype of a stands twice")]
    [InlineData("{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "a has the unknown dtype F33; known are BOOL,")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "data_offsets of a are [4, 0]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "data_offsets of a are [0]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "shape of a must hold integers that are not negative")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "shape of a must hold integers that are not negative")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "a takes 4 bytes, but F32 [2] needs 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9999999999],\"data_offsets\":[0,4]}}", 4, "an axis of a is 9999999999 long")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2147483647,2147483647,2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}}", 4, "a takes 4 bytes, but U8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 3, "test is cut short: a ends at byte 4 of the data, but the file has 3")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5, "its tensors end at byte 4 of the data, but the file has 5")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "the header ends at byte 0 of the data and a begins at 4; there is a gap between them")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "a ends at byte 8 of the data and b begins at 4; they overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "the header names \"a\" twice")]
    public void Wrong_headers_are_refused(string header, int dataBytes, string message)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused_before_memory_is_taken()
    {
        var bytes = new byte[100];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        Assert.Contains("its header should have 18446744073709551615 bytes, but only 92 follow",
            Assert.Throws<InvalidDataException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.safetensors"], "old");
        Sample().Save(folder["a.safetensors"]);
        Assert.Equal(["a.safetensors"], folder.Names);
        Assert.Equal(Bytes(Sample()), File.ReadAllBytes(folder["a.safetensors"]));
        Assert.Contains("does not exist", Assert.Throws<DirectoryNotFoundException>(() => Sample().Save(folder["no/a.safetensors"])).Message, StringComparison.Ordinal);
    }

    private static SafetensorsFile Sample()
    {
        var file = new SafetensorsFile();
        file.Metadata["layers"] = "[{\"name\":\"dense1\"}]";
        file.Metadata["empty"] = "";
        file.Add("a", [2, 3], new[] { 1.5f, float.NaN, -0f, float.Epsilon, float.MaxValue, float.NegativeInfinity });
        file.Add("scalar", [], new[] { Math.PI });
        file.Add("empty", [0, 3], ReadOnlySpan<float>.Empty);
        file.Add("longs", [2], new[] { long.MinValue, 5 });
        file.Add("ints", [1], new[] { int.MaxValue });
        return file;
    }

    private static byte[] Bytes(SafetensorsFile file)
    {
        var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    private static SafetensorsFile Read(byte[] bytes) => SafetensorsFile.Read(new MemoryStream(bytes), "test");
}
