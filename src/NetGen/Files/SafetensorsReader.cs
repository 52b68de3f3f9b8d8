using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Reads safetensors from a stream that knows its length, and trusts nothing in it.</summary>
internal static class SafetensorsReader
{
    public const int LengthBytes = 8;

    // The format's own limit.
    private const long LargestHeader = 100_000_000;

    /// <summary>Reads the header and the tensors.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It holds no valid safetensors file.</exception>
    public static (SafetensorsHeader Header, List<SafetensorsTensor> Tensors) Read(Stream stream, string file)
    {
        long available = stream.Length - stream.Position;
        SafetensorsHeader header = ReadHeader(stream, available, file, out long dataBytes);

        // A tensor without elements has no place of its own: it sorts before the one that begins where it does.
        SafetensorsHeaderEntry[] entries = header.Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToArray();
        RequireWhole(entries, dataBytes, file);

        var tensors = new List<SafetensorsTensor>(entries.Length);
        foreach (SafetensorsHeaderEntry entry in entries)
        {
            if (entry.End - entry.Begin > Array.MaxLength)
            {
                throw new InvalidDataException($"{entry.Name} in {file} has {entry.End - entry.Begin} bytes; at most {Array.MaxLength} can be read.");
            }

            var data = new byte[entry.End - entry.Begin];
            stream.ReadExactly(data);
            tensors.Add(new SafetensorsTensor(entry.Name, entry.Type, entry.Shape, data));
        }

        return (header, tensors);
    }

    /// <summary>Reads the header alone.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It holds no valid header.</exception>
    public static SafetensorsHeader ReadHeader(Stream stream, string file) => ReadHeader(stream, stream.Length - stream.Position, file, out _);

    private static SafetensorsHeader ReadHeader(Stream stream, long available, string file, out long dataBytes)
    {
        if (available < LengthBytes)
        {
            throw new InvalidDataException($"{file} is no safetensors file: it has {available} bytes, but starts with the header's length in {LengthBytes} bytes.");
        }

        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        stream.ReadExactly(lengthBytes);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > (ulong)(available - LengthBytes))
        {
            throw new InvalidDataException(
                $"{file} is cut short or no safetensors file: its header should have {length} bytes, but only {available - LengthBytes} follow the header's length.");
        }

        if (length > LargestHeader)
        {
            throw new InvalidDataException($"{file} is no safetensors file: its header has {length} bytes, but the format allows {LargestHeader}.");
        }

        var json = new byte[length];
        stream.ReadExactly(json);
        dataBytes = available - LengthBytes - (long)length;
        return SafetensorsHeader.Parse(json, file);
    }

    // The tensors, in ascending order, must cover the data from the first byte to the last, each byte once.
    private static void RequireWhole(SafetensorsHeaderEntry[] entries, long dataBytes, string file)
    {
        long end = 0;
        string previous = "the header";
        foreach (SafetensorsHeaderEntry entry in entries)
        {
            if (entry.End > dataBytes)
            {
                throw new InvalidDataException($"{file} is cut short: {entry.Name} ends at byte {entry.End} of the data, but the file has {dataBytes}.");
            }

            if (entry.Begin != end)
            {
                string problem = entry.Begin < end ? "they overlap" : "there is a gap between them";
                throw new InvalidDataException(
                    $"{file} is no valid safetensors file: {previous} ends at byte {end} of the data and {entry.Name} begins at {entry.Begin}; {problem}.");
            }

            end = entry.End;
            previous = entry.Name;
        }

        if (end != dataBytes)
        {
            throw new InvalidDataException($"{file} is no valid safetensors file: its tensors end at byte {end} of the data, but the file has {dataBytes}.");
        }
    }
}
