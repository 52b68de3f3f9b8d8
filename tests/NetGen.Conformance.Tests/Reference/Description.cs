using System;
using System.Linq;
using System.Text.Json;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Why a case is skipped.</summary>
internal sealed class NotYetException(string reason) : Exception(reason);

/// <summary>One JSON object of a case's description.</summary>
internal sealed record Description(string Role, JsonElement Json)
{
    public string Text(string key) => Json.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>A list of names, or the one name that stands for it; empty if there is none.</summary>
    public string[] Texts(string key) => !Json.TryGetProperty(key, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [.. value.EnumerateArray().Select(name => name.GetString()!)];

    /// <summary>A number, or a list of numbers, as it is written.</summary>
    public string Number(string key) => Json.GetProperty(key).GetRawText();

    /// <summary>A list of numbers as arguments.</summary>
    public string Numbers(string key) => Number(key).Trim('[', ']');

    /// <summary>The argument of an attribute for a number, a list of numbers or a truth value; none if the description has none.</summary>
    public string[] Option(string argument, string key) => !Json.TryGetProperty(key, out JsonElement value) ? []
        : [value.ValueKind == JsonValueKind.Array ? $"{argument} = new double[] {{ {value.GetRawText().Trim('[', ']')} }}" : $"{argument} = {value.GetRawText()}"];

    /// <summary>The argument of an attribute for targets that are distributions and no class indices, which are what is taken otherwise.</summary>
    public string[] Target => Text("target_kind") == "index" ? [] : ["Target = Target.Distribution"];

    public int Integer(string key) => Json.GetProperty(key).GetInt32();

    public int[] Integers(string key) => [.. Json.GetProperty(key).EnumerateArray().Select(value => value.GetInt32())];

    public double Double(string key) => Json.GetProperty(key).GetDouble();

    public double DoubleOr(string key, double otherwise) => Has(key) ? Double(key) : otherwise;

    public bool Is(string key) => Json.GetProperty(key).GetBoolean();

    public bool Has(string key) => Json.TryGetProperty(key, out _);

    public Description[] Items(string key) => [.. Json.GetProperty(key).EnumerateArray().Select(value => new Description(key, value))];

    public Description Item(string key) => new(key, Json.GetProperty(key));

    /// <summary>Refuses what this translator would otherwise pass over in silence.</summary>
    public void RequireOnly(string[] known)
    {
        if (Json.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new NotYetException($"{(Role == "layers" ? "layer" : Role)} {Text("type")} with {unknown}");
        }
    }
}

/// <summary>An attribute as it is written.</summary>
internal sealed record AttributeText(string Name, params string[] Arguments)
{
    public AttributeText With(params string[] arguments) => this with { Arguments = [.. Arguments, .. arguments] };

    public override string ToString() => Arguments.Length == 0 ? $"[{Name}]" : $"[{Name}({string.Join(", ", Arguments)})]";
}
