using System;
using System.Collections.Generic;
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

    private static string Candidate(Value value)
    {
        bool isGradient = value.Name.StartsWith("d ", StringComparison.Ordinal);
        string[] words = value.Name.Substring(isGradient ? 2 : 0).Split(' ');
        int dot = words[0].IndexOf('.');
        string name = words[0] switch
        {
            "x" or "target" => words[0],
            _ when dot < 0 => words[0] + "Output",
            _ => words[0].Substring(0, dot) + Text.Capital(Plural(words[0].Substring(dot + 1))),
        };
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
