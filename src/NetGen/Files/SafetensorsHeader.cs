using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text.Json;

namespace NetGen;

/// <summary>The JSON header of a safetensors file, checked as far as is possible without the data.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The name in the header under which the metadata stand.</summary>
    public const string MetadataName = "__metadata__";

    private readonly string _file;

    private SafetensorsHeader(string file) => _file = file;

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public List<SafetensorsHeaderEntry> Entries { get; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="json">The header without its length.</param>
    /// <param name="file">What to call the file in messages.</param>
    /// <exception cref="InvalidDataException">It is no valid header.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        var header = new SafetensorsHeader(file);
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            header.ReadEntries(ref reader);

            // Anything but white space behind the object makes this throw.
            reader.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string of the header is no valid UTF-8 or UTF-16.
            throw new InvalidDataException($"{file} is no safetensors file: its header is no valid JSON. {error.Message}", error);
        }

        return header;
    }

    private void ReadEntries(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "the header", "an object");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Bad($"the header names \"{name}\" twice.");
            }

            reader.Read();
            if (name == MetadataName)
            {
                ReadMetadata(ref reader);
            }
            else
            {
                Entries.Add(ReadEntry(ref reader, name));
            }
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataName, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, $"{MetadataName}.{name}", "a string");
            if (!Metadata.TryAdd(name, reader.GetString()!))
            {
                throw Bad($"the metadata name \"{name}\" twice.");
            }
        }
    }

    private SafetensorsHeaderEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, name, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, $"dtype of {name}", "a string");
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadIntegers(ref reader, $"shape of {name}");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadIntegers(ref reader, $"data_offsets of {name}");
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Bad($"{field} of {name} stands twice.");
                default:
                    reader.Skip();
                    break;
            }
        }

        return MakeEntry(
            name,
            type ?? throw Bad($"{name} has no dtype."),
            shape ?? throw Bad($"{name} has no shape."),
            offsets ?? throw Bad($"{name} has no data_offsets."));
    }

    private SafetensorsHeaderEntry MakeEntry(string name, string typeName, List<long> shape, List<long> offsets)
    {
        SafetensorsType type = SafetensorsTypes.Parse(typeName)
            ?? throw Bad($"{name} has the unknown dtype {typeName}; known are {string.Join(", ", KnownTypes())}.");
        if (offsets.Count != 2 || offsets[0] > offsets[1])
        {
            throw Bad($"data_offsets of {name} are [{string.Join(", ", offsets)}], but must be a begin and an end not before it.");
        }

        var lengths = ImmutableArray.CreateBuilder<int>(shape.Count);
        Int128 bytes = SafetensorsTypes.Size(type);
        foreach (long length in shape)
        {
            if (length > int.MaxValue)
            {
                throw Bad($"an axis of {name} is {length} long; at most {int.MaxValue} is possible.");
            }

            lengths.Add((int)length);

            // Kept below 2^64, so that the next product of a length below 2^31 cannot overflow; such a size fits no file.
            bytes = Int128.Min(bytes * length, ulong.MaxValue);
        }

        if (bytes != offsets[1] - offsets[0])
        {
            throw Bad($"{name} takes {offsets[1] - offsets[0]} bytes, but {typeName} {Shapes.Text(lengths.ToImmutable())} needs {bytes}.");
        }

        return new SafetensorsHeaderEntry(name, type, lengths.MoveToImmutable(), offsets[0], offsets[1]);
    }

    private List<long> ReadIntegers(ref Utf8JsonReader reader, string what)
    {
        var integers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, what, "an array");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long integer) || integer < 0)
            {
                throw Bad($"{what} must hold integers that are not negative.");
            }

            integers.Add(integer);
        }

        return integers;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string what, string noun)
    {
        if (reader.TokenType != expected)
        {
            throw Bad($"{what} must be {noun}, but is {reader.TokenType}.");
        }
    }

    private InvalidDataException Bad(string problem) => new($"{_file} is no valid safetensors file: {problem}");

    private static IEnumerable<string> KnownTypes()
    {
        foreach (SafetensorsType type in Enum.GetValues<SafetensorsType>())
        {
            yield return SafetensorsTypes.Name(type);
        }
    }
}
