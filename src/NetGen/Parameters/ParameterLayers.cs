using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>The entries of a layout by layer, the unit that is frozen as a whole, and what a step of an optimizer changes of each.</summary>
internal sealed class ParameterLayers
{
    private readonly int[] _ofEntry;
    private readonly string[] _names;

    internal ParameterLayers(ParameterLayout layout)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        _ofEntry = new int[layout.Entries.Length];
        for (int i = 0; i < _ofEntry.Length; i++)
        {
            ParameterEntry entry = layout.Entries[i];
            string layer = (entry.SharedWith is null ? entry : layout[entry.SharedWith]).Layer;
            numbers.TryAdd(layer, numbers.Count);
            _ofEntry[i] = numbers[layer];
        }

        _names = [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        DeclaredFrozen = new bool[_names.Length];
        foreach (IGrouping<string, ParameterEntry> layer in layout.Owners.Where(entry => entry.CanBeTrained).GroupBy(entry => entry.Layer))
        {
            DeclaredFrozen[numbers[layer.Key]] = layer.All(entry => !entry.Trainable);
        }

        Trainable = [.. layout.Owners.Where(entry => entry.Trainable).OrderBy(entry => entry.Offset).Select(Part)];
        HasSparseRows = Trainable.Any(part => part.Entry.HasSparseRows);
        Statistics = [.. layout.Owners.Where(entry => entry.Momentum > 0).Select(Part)];

        LayerPart Part(ParameterEntry entry) => new(entry, numbers[entry.Layer]);
    }

    /// <summary>For each layer whether all that could be trained of it is not trainable, by declaration.</summary>
    internal bool[] DeclaredFrozen { get; }

    /// <summary>The trainable entries with storage of their own, by ascending offset.</summary>
    internal ImmutableArray<LayerPart> Trainable { get; }

    /// <summary>Whether one of them is a table with sparse rows.</summary>
    internal bool HasSparseRows { get; }

    /// <summary>The running statistics.</summary>
    internal ImmutableArray<LayerPart> Statistics { get; }

    /// <summary>The number of an entry's layer. One that shares another layer's storage belongs to that layer.</summary>
    internal int Of(int entry) => _ofEntry[entry];

    /// <summary>Refuses to train a layer that is frozen by declaration.</summary>
    /// <param name="frozen">The present flag of each layer.</param>
    /// <exception cref="InvalidOperationException">The flag of such a layer is false.</exception>
    internal void RequireDeclared(ReadOnlySpan<bool> frozen)
    {
        for (int layer = 0; layer < frozen.Length; layer++)
        {
            if (DeclaredFrozen[layer] && !frozen[layer])
            {
                throw new InvalidOperationException(
                    $"{_names[layer]} was declared Frozen = true, so its gradient is not computed; remove that and set Frozen on the model instead.");
            }
        }
    }
}

/// <summary>An entry and the number of its layer.</summary>
internal readonly record struct LayerPart(ParameterEntry Entry, int Layer);
