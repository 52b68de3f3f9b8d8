using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes safetensors to a stream: the same tensors and metadata give the same bytes.</summary>
internal static class SafetensorsWriter
{
    // The header is padded with spaces to this multiple, so that the data start on it.
    private const int Alignment = 8;

    public static void Write(Stream stream, IDictionary<string, string> metadata, IEnumerable<SafetensorsTensor> tensors)
    {
        // Wider types first, so that every tensor is aligned to its own size without gaps.
        SafetensorsTensor[] ordered = tensors.OrderByDescending(tensor => SafetensorsTypes.Size(tensor.Type)).ToArray();
        var header = new ArrayBufferWriter<byte>();
        WriteHeader(header, metadata, ordered);
        int padding = -header.WrittenCount & (Alignment - 1);
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);

        Span<byte> length = stackalloc byte[SafetensorsReader.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
        foreach (SafetensorsTensor tensor in ordered)
        {
            stream.Write(tensor.Data.Span);
        }
    }

    private static void WriteHeader(ArrayBufferWriter<byte> header, IDictionary<string, string> metadata, SafetensorsTensor[] tensors)
    {
        // The header is no part of a web page: quotes inside metadata stay readable as \".
        using var json = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (metadata.Count > 0)
        {
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach ((string name, string text) in metadata)
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
        }

        long begin = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            long end = begin + tensor.Data.Length;
            WriteEntry(json, tensor, begin, end);
            begin = end;
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsTensor tensor, long begin, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", SafetensorsTypes.Name(tensor.Type));
        json.WriteStartArray("shape");
        foreach (int length in tensor.Shape)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
