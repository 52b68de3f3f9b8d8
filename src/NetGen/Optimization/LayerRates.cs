using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>The factors of learning rates by the names of layers and blocks.</summary>
internal sealed class LayerRates
{
    private readonly SortedDictionary<string, double> _factors = new(StringComparer.Ordinal);

    internal void Set(string name, double factor) => _factors[name] = factor;

    /// <exception cref="ArgumentException">A name is that of no layer and no block.</exception>
    internal void RequireKnown(ParameterLayout layout)
    {
        foreach (string name in _factors.Keys)
        {
            Require(name, layout);
        }
    }

    /// <exception cref="ArgumentException">There is no layer and no block of that name; the message lists those there are.</exception>
    internal static void Require(string layer, ParameterLayout layout)
    {
        var layers = layout.Layers.Trainable.Select(part => part.Entry.Layer).Distinct().ToList();
        if (!layers.Exists(known => Holds(layer, known)))
        {
            IEnumerable<string> names = layers.SelectMany(WithBlocks).Distinct().Order(StringComparer.Ordinal);
            throw new ArgumentException($"There is no layer or block \"{layer}\" with trained parameters; there are {string.Join(", ", names)}.", nameof(layer));
        }
    }

    /// <summary>The factor of each layer by its number; null when there are none.</summary>
    internal double[]? Resolve(ParameterLayout layout)
    {
        if (_factors.Count == 0)
        {
            return null;
        }

        var resolved = new double[layout.Layers.DeclaredFrozen.Length];
        foreach (LayerPart part in layout.Layers.Trainable)
        {
            resolved[part.Layer] = _factors.Where(pair => Holds(pair.Key, part.Entry.Layer)).Aggregate(1.0, (product, pair) => product * pair.Value);
        }

        return resolved;
    }

    /// <summary>What checkpoints say of it: <c>rate of dense1 0.1</c>.</summary>
    internal IEnumerable<string> Texts() => _factors.Select(pair => string.Create(CultureInfo.InvariantCulture, $"rate of {pair.Key} {pair.Value}"));

    private static bool Holds(string name, string layer) =>
        layer.StartsWith(name, StringComparison.Ordinal) && (layer.Length == name.Length || layer[name.Length] == '.');

    private static IEnumerable<string> WithBlocks(string layer)
    {
        for (int point = layer.IndexOf('.', StringComparison.Ordinal); point >= 0; point = layer.IndexOf('.', point + 1))
        {
            yield return layer[..point];
        }

        yield return layer;
    }
}
