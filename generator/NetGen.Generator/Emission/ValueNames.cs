using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <summary>
/// The names of values in emitted code: <c>relu1Output</c>, <c>relu1OutputGradient</c>, <c>dense1Weights</c>. Every name made from a layer's
/// ends in what it is, so it meets neither another layer's nor a fixed name such as <c>rows</c>.
/// </summary>
internal sealed class ValueNames
{
    private readonly Dictionary<Value, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Of(Value value)
    {
        if (_names.TryGetValue(value, out string? name))
        {
            return name;
        }

        string candidate = Candidate(value);
        name = candidate;
        for (int number = 2; !_taken.Add(name); number++)
        {
            name = candidate + Text.Number(number);
        }

        _names.Add(value, name);
        return name;
    }

    /// <summary>Gives a value the very name by which the caller knows it.</summary>
    public void Register(Value value, string name)
    {
        _taken.Add(name);
        _names[value] = name;
    }

    /// <summary>Keeps a name from all values.</summary>
    public void Reserve(string name) => _taken.Add(name);

    private static string Candidate(Value value)
    {
        bool isGradient = value.Name.StartsWith("d ", StringComparison.Ordinal);
        string full = value.Name.Substring(isGradient ? 2 : 0);
        // In a loop it is that of any block.
        string[] words = (value.Loop?.Generalize(full) ?? full).Split(' ');
        // Of a parameter the last part is its own name: dense1.weight, step1.dense1.weight.
        bool isOfParameter = words[0].IndexOf('.') >= 0 && (value.Extent == Extent.Shared || words.Length > 1);
        string[] parts = words[0].Split('.');
        string name = parts[0] + string.Concat(parts.Skip(1).Select((part, i) => Text.Capital(isOfParameter && i == parts.Length - 2 ? Plural(part) : part)));
        name += isOfParameter || words[0] is "x" or "target" ? "" : "Output";
        for (int i = 1; i < words.Length; i++)
        {
            name += Text.Capital(words[i]);
        }

        return name + (isGradient ? "Gradient" : "");
    }

    private static string Plural(string parameter) => parameter switch
    {
        "weight" => "weights",
        "bias" => "biases",
        _ => parameter,
    };
}
