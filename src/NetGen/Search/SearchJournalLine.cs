using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace NetGen;

/// <summary>The lines of a <see cref="SearchJournal"/>: a JSON object each.</summary>
internal static class SearchJournalLine
{
    private const string Kind = "NetGen search, format 1";

    /// <summary>The first line: what the search is.</summary>
    internal static byte[] OfHeader(SearchIdentity identity) => Line(writer =>
    {
        writer.WriteString("journal", Kind);
        foreach ((string name, string text) in identity.Parts)
        {
            writer.WriteString(name, text);
        }
    });

    /// <summary>The parts of the first line by their names.</summary>
    /// <exception cref="FormatException">It is the first line of something else.</exception>
    internal static Dictionary<string, string> ReadHeader(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        var parts = document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString() ?? "");
        return parts.GetValueOrDefault("journal") == Kind ? parts : throw new FormatException($"its first line does not say \"{Kind}\"");
    }

    internal static byte[] OfTrial(TrialResult result) => Line(writer =>
    {
        writer.WriteNumber("trial", result.Number);
        writer.WriteNumber("seed", result.Seed);
        Write(writer, "score", result.Score);
        writer.WriteNumber("seconds", result.Elapsed.TotalSeconds);
        writer.WriteStartObject("values");
        foreach (SearchParameter parameter in result.Parameters)
        {
            Write(writer, parameter, result.NumberOf(parameter));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("measures");
        foreach ((string name, double value) in result.Measures)
        {
            Write(writer, name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("notes");
        foreach (string note in result.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        if (result.Failure is not null)
        {
            writer.WriteString("failure", result.Failure);
        }
    });

    /// <exception cref="JsonException">The line is no JSON.</exception>
    /// <exception cref="FormatException">A value is not of its parameter's range.</exception>
    /// <exception cref="KeyNotFoundException">Something is missing.</exception>
    /// <exception cref="InvalidOperationException">Something is of another type.</exception>
    internal static TrialResult ReadTrial(ReadOnlyMemory<byte> line, ImmutableArray<SearchParameter> parameters)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        JsonElement values = root.GetProperty("values");
        string? failure = root.TryGetProperty("failure", out JsonElement text) ? text.GetString() : null;
        var result = new TrialResult(parameters, [.. parameters.Select(parameter => Number(values.GetProperty(parameter.Name), parameter))])
        {
            Number = root.GetProperty("trial").GetInt32(),
            Seed = root.GetProperty("seed").GetInt64(),
            Score = Number(root.GetProperty("score")),
            Elapsed = TimeSpan.FromSeconds(root.GetProperty("seconds").GetDouble()),
            Failure = failure,
            Measures = [.. root.GetProperty("measures").EnumerateObject().Select(property => (property.Name, Number(property.Value)))],
            Notes = [.. root.GetProperty("notes").EnumerateArray().Select(note => note.GetString() ?? "")],
        };
        return result.Number >= 1 && double.IsFinite(result.Score) == (failure is null) ? result : throw new FormatException("the trial's number, or its score, is impossible");
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter writer, SearchParameter parameter, double number)
    {
        if (parameter.Kind == SearchParameterKind.Choice)
        {
            writer.WriteString(parameter.Name, parameter.Text(number));
        }
        else
        {
            writer.WriteNumber(parameter.Name, number);
        }
    }

    private static double Number(JsonElement element, SearchParameter parameter)
    {
        double number = parameter.Kind == SearchParameterKind.Choice ? parameter.Labels.IndexOf(element.GetString()!) : element.GetDouble();
        return number >= parameter.Low && number <= parameter.High ? number : throw new FormatException($"{parameter.Name} is {element}, but the parameter is {parameter}");
    }

    // JSON has no number for these.
    private static void Write(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture) : element.GetDouble();
}
