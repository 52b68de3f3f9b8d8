using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Finds the layer of a traced value. Of blocks in a row the network describes the first, and each has values of its own: step1.dense1, step2.dense1.</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, LayerInfo> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LayerInfo> _repeated = new(StringComparer.Ordinal);

    internal LayerNames(NetworkInfo network)
    {
        foreach (LayerInfo layer in network.Layers)
        {
            _byName.TryAdd(layer.Name, layer);
            if (layer.Repeat > 1)
            {
                _repeated.TryAdd(Unnumbered(layer.Name), layer);
            }
        }
    }

    /// <summary>The layer of a value; null for an input or output of the network.</summary>
    internal LayerInfo? Find(string value) => _byName.GetValueOrDefault(value) ?? _repeated.GetValueOrDefault(Unnumbered(value));

    /// <summary>The name of the first value that a layer reads, as a trace has it; null if that is not known.</summary>
    internal string? FirstInput(string value)
    {
        if (Find(value) is not { Inputs: [var input, ..] } layer)
        {
            return null;
        }

        // Inside a block the names of both begin with the block's.
        string block = Block(layer.Name);
        return block.Length > 0 && input.StartsWith(block, StringComparison.Ordinal) ? Block(value) + input[block.Length..] : input;
    }

    private static string Block(string name) => name[..(name.LastIndexOf('.') + 1)];

    /// <summary>The name without the numbers of its blocks.</summary>
    private static string Unnumbered(string name)
    {
        string[] parts = name.Split('.');
        for (int i = 0; i < parts.Length - 1; i++)
        {
            parts[i] = parts[i].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        }

        return string.Join('.', parts);
    }
}
