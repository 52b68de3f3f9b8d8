using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Files;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0x08, "00 01 FF", new float[] { 0, 1, 255 })]
    [InlineData(0x09, "00 01 FF", new float[] { 0, 1, -1 })]
    [InlineData(0x0B, "0102 8000 7FFF", new float[] { 258, -32768, 32767 })]
    [InlineData(0x0C, "00000001 FFFFFFFE 00010000", new float[] { 1, -2, 65536 })]
    [InlineData(0x0D, "3FC00000 C0000000 00000000", new float[] { 1.5f, -2, 0 })]
    [InlineData(0x0E, "3FF8000000000000 C000000000000000 3FB999999999999A", new float[] { 1.5f, -2, 0.1f })]
    public void Every_element_type(int type, string data, float[] expected)
    {
        foreach (bool isPacked in new[] { false, true })
        {
            IdxFile file = IdxFile.Read(Write("a", Idx(type, [3], Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal))), isPacked));
            Assert.Equal((IdxType)type, file.Type);
            Assert.Equal([3], file.Shape.ToArray());
            Assert.Equal(expected, file.ToSingles());
            if (type < 0x0D)
            {
                Assert.Equal(expected.Select(value => (int)value), file.ToInt32s());
            }
            else
            {
                Assert.Throws<InvalidOperationException>(() => file.ToInt32s());
            }
        }
    }

    [Fact]
    public void Axes_may_be_many_or_empty()
    {
        Assert.Equal([1f, 2, 3, 4], IdxFile.Read(Write("a", Idx(8, [2, 1, 2], [1, 2, 3, 4]))).ToSingles());
        Assert.Empty(IdxFile.Read(Write("a", Idx(8, [0, 5], []))).ToSingles());
        Assert.Empty(IdxFile.Read(Write("a", Idx(8, [int.MaxValue, int.MaxValue, int.MaxValue, 0], []))).ToSingles());
    }

    [Fact]
    public void A_large_packed_file_is_read_whole()
    {
        byte[] data = new byte[3_000_017];
        new System.Random(1).NextBytes(data);
        Assert.Equal(data.Select(value => (int)value), IdxFile.Read(Write("a", Idx(8, [data.Length], data), isPacked: true)).ToInt32s());
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        byte[] whole = Idx(8, [2, 3], [1, 2, 3, 4, 5, 6]);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.StartsWith(_folder["a"], Refusal(Write("a", whole[..length])), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packed_file_cut_at_any_byte_is_refused_unless_every_element_is_there()
    {
        byte[] data = [.. Enumerable.Range(0, 1_000).Select(i => (byte)(i * i))];
        byte[] whole = File.ReadAllBytes(Write("whole", Idx(8, [data.Length], data), isPacked: true));
        int refused = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            try
            {
                Assert.Equal(data.Select(value => (int)value), IdxFile.Read(Write("a", whole[..length])).ToInt32s());
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(_folder["a"], error.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // What may be missing is the end's mark, a checksum and a length.
        Assert.InRange(whole.Length - refused, 0, 12);
    }

    public static TheoryData<byte[], string> Faults => new()
    {
        { [], " is no IDX file: it has 0 bytes, but its header begins with 4." },
        { [0, 0, 8], " is no IDX file: it has 3 bytes, but its header begins with 4." },
        { [0x50, 0x4B, 3, 4, 5], " is no IDX file: its bytes 0 to 3 are 504B0304, but must be 00 00, a type (08 UInt8, 09 Int8, 0B Int16, 0C Int32, 0D Single, 0E Double) and the number of axes, at least 1." },
        { [0, 0, 0x0A, 1, 0, 0, 0, 0], " is no IDX file: its bytes 0 to 3 are 00000A01, but must be 00 00, a type (08 UInt8, 09 Int8, 0B Int16, 0C Int32, 0D Single, 0E Double) and the number of axes, at least 1." },
        { [0, 0, 8, 0], " is no IDX file: its bytes 0 to 3 are 00000800, but must be 00 00, a type (08 UInt8, 09 Int8, 0B Int16, 0C Int32, 0D Single, 0E Double) and the number of axes, at least 1." },
        { [0, 0, 8, 2, 0, 0, 0, 1, 0], " is cut short: the lengths of its 2 axes end at byte 12, but it has 9 bytes." },
        { [0, 0, 8, 1, 255, 255, 255, 255], " is no IDX file: axis 0, at byte 4, has the length 4294967295; at most 2147483647 is possible." },
        { Idx(8, [2, 3], [1, 2, 3, 4, 5]), " is cut short: the elements of [2, 3], type UInt8, end at byte 18, but it has 17 bytes." },
        { Idx(0x0E, [int.MaxValue, int.MaxValue, int.MaxValue], [1]), " is cut short: the elements of [2147483647, 2147483647, 2147483647], type Double, end at byte " },
        { Idx(8, [2, 3], [1, 2, 3, 4, 5, 6, 7]), " is no valid IDX file: the elements of [2, 3] end at byte 18, but it has 19 bytes." },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Errors_say_at_which_byte(byte[] bytes, string message) =>
        Assert.StartsWith(Write("a", bytes) + message, Assert.Throws<InvalidDataException>(() => IdxFile.Read(_folder["a"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Packed_files_that_are_short_long_or_damaged_are_refused()
    {
        Assert.EndsWith("end at byte 14, but it has 12 bytes unpacked.", Refusal(Write("a", Idx(8, [6], [1, 2, 3, 4]), isPacked: true)), StringComparison.Ordinal);
        Assert.EndsWith("end at byte 14, but the file goes on.", Refusal(Write("a", Idx(8, [6], [1, 2, 3, 4, 5, 6, 7]), isPacked: true)), StringComparison.Ordinal);
        Assert.EndsWith("bytes unpacked.", Refusal(Write("a", Idx(8, [2_000_000_000], [1]), isPacked: true)), StringComparison.Ordinal);
        File.WriteAllBytes(_folder["a"], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Contains("is damaged: it cannot be unpacked after byte 0", Refusal(_folder["a"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_of_images_and_labels()
    {
        string images = Write("images", Idx(8, [3, 2, 2], [0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8]), isPacked: true);
        string labels = Write("labels", Idx(8, [3], [7, 0, 9]));
        Examples examples = Examples.FromIdx(images, labels);

        Assert.Equal(4, examples.Inputs[0].Size);
        Assert.Equal([0f, 51 * (1 / 255f), 102 * (1 / 255f), 1], examples.Inputs[0].Floats[..4].ToArray());
        Assert.Equal([5f, 6, 7, 8], Examples.FromIdx(images, labels, scale: 1).Inputs[0].Floats[8..].ToArray());
        Assert.Equal([7, 0, 9], examples.Targets[0].Ints.ToArray());
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        string images = Write("images", Idx(8, [3, 1], [1, 2, 3]));
        string Message(string labels) => Assert.Throws<InvalidDataException>(() => Examples.FromIdx(images, labels)).Message;
        Assert.EndsWith("images has 3 examples, but " + _folder["labels"] + " has 2 labels.", Message(Write("labels", Idx(8, [2], [1, 2]))), StringComparison.Ordinal);
        Assert.EndsWith("labels has the shape [3, 1] and the type UInt8, but labels are one axis of integers.", Message(Write("labels", Idx(8, [3, 1], [1, 2, 3]))), StringComparison.Ordinal);
        Assert.EndsWith("labels has the shape [3] and the type Single, but labels are one axis of integers.", Message(Write("labels", Idx(0x0D, [3], new byte[12]))), StringComparison.Ordinal);
        images = Write("images", Idx(8, [0, 1], []));
        Assert.EndsWith("images has no examples.", Message(Write("labels", Idx(8, [0], []))), StringComparison.Ordinal);
        images = Write("images", Idx(8, [2, 0], []));
        Assert.Contains("has 0 values", Message(Write("labels", Idx(8, [2], [1, 2]))), StringComparison.Ordinal);
        images = Write("images", Idx(8, [2, 2], [1, 2, 3]), isPacked: true);
        Assert.Contains("is cut short", Message(Write("labels", Idx(8, [2], [1, 2]))), StringComparison.Ordinal);
    }

    internal static byte[] Idx(int type, int[] shape, byte[] data)
    {
        byte[] header = new byte[4 + (4 * shape.Length)];
        (header[2], header[3]) = ((byte)type, (byte)shape.Length);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), shape[axis]);
        }

        return [.. header, .. data];
    }

    private string Write(string name, byte[] bytes, bool isPacked = false)
    {
        using FileStream file = File.Create(_folder[name]);
        using Stream stream = isPacked ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return _folder[name];
    }

    private static string Refusal(string path) => Assert.Throws<InvalidDataException>(() => IdxFile.Read(path)).Message;
}
