using System;
using System.Buffers;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetGen;

/// <summary>Descriptions of data as JSON: <c>{"version":1,"inputs":[{"name":"color","categories":["blue","red"]}],"targets":[...]}</c>.</summary>
internal static class DescriptionJson
{
    private const int Version = 1;

    internal static string Write(DataDescription description)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            WriteColumns(json, "inputs", description.Inputs);
            WriteColumns(json, "targets", description.Targets);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <param name="text">The JSON.</param>
    /// <param name="source">Where it stands, for messages.</param>
    /// <exception cref="InvalidDataException">It is no description.</exception>
    internal static DataDescription Read(string text, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            JsonElement root = json.RootElement;
            int version = root.GetProperty("version").GetInt32();
            if (version is < 1 or > Version)
            {
                throw new InvalidDataException($"{source} describes its data in version {version}, but this version of NetGen reads versions up to {Version}; use a newer version.");
            }

            return new DataDescription(ReadColumns(root.GetProperty("inputs")), ReadColumns(root.GetProperty("targets")));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentException or System.Collections.Generic.KeyNotFoundException)
        {
            // Not JSON, a value of another kind, a number out of range, columns that contradict each other, a missing property.
            throw new InvalidDataException($"{source} holds no valid description of data: {error.Message}", error);
        }
    }

    private static void WriteColumns(Utf8JsonWriter json, string name, ImmutableArray<ColumnDescription> columns)
    {
        json.WriteStartArray(name);
        foreach (ColumnDescription column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            if (column.IsCategorical)
            {
                json.WriteStartArray("categories");
                foreach (string category in column.Categories)
                {
                    json.WriteStringValue(category);
                }

                json.WriteEndArray();
            }

            if (column.MissingCategory is { } standIn)
            {
                json.WriteString("missing", standIn);
            }
            else if (column.MissingNumber is { } number)
            {
                json.WriteNumber("missing", number);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<ColumnDescription> ReadColumns(JsonElement columns)
    {
        ImmutableArray<ColumnDescription>.Builder read = ImmutableArray.CreateBuilder<ColumnDescription>();
        foreach (JsonElement column in columns.EnumerateArray())
        {
            read.Add(ReadColumn(column));
        }

        return read.ToImmutable();
    }

    private static ColumnDescription ReadColumn(JsonElement column)
    {
        string name = Text(column.GetProperty("name"));
        bool hasMissing = column.TryGetProperty("missing", out JsonElement missing);
        if (!column.TryGetProperty("categories", out JsonElement listed))
        {
            return new ColumnDescription(name, hasMissing ? missing.GetSingle() : null);
        }

        ImmutableArray<string>.Builder categories = ImmutableArray.CreateBuilder<string>();
        foreach (JsonElement category in listed.EnumerateArray())
        {
            categories.Add(Text(category));
        }

        return new ColumnDescription(name, categories.ToImmutable(), hasMissing ? Text(missing) : null);
    }

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("a text is null.");
}
