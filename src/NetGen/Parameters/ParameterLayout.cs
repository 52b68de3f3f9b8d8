using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Linq;

namespace NetGen;

/// <summary>The table of a network's parameters. Values, gradients and optimizer state all have this layout.</summary>
public sealed class ParameterLayout
{
    private readonly Dictionary<string, ParameterEntry> _byName;

    /// <summary>Makes the table.</summary>
    /// <param name="entries">The parameters, in the order of the layers.</param>
    /// <param name="length">The floats of storage.</param>
    /// <exception cref="ArgumentException">Two entries have one name or overlap without being shared, or one lies outside the storage.</exception>
    public ParameterLayout(ImmutableArray<ParameterEntry> entries, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Entries = entries.IsDefault ? [] : entries;
        Length = length;
        _byName = new Dictionary<string, ParameterEntry>(StringComparer.Ordinal);
        foreach (ParameterEntry entry in Entries)
        {
            if (!_byName.TryAdd(entry.Name, entry))
            {
                throw new ArgumentException($"Two parameters are named {entry.Name}.", nameof(entries));
            }
        }

        RequireStorage();
        ParameterCount = Owners.Where(entry => entry.Trainable).Sum(entry => (long)entry.Count);
        TrainableRanges = Join(Owners.Where(entry => entry.Trainable).OrderBy(entry => entry.Offset));
        Layers = new ParameterLayers(this);
    }

    /// <summary>The parameters, in the order of the layers.</summary>
    public ImmutableArray<ParameterEntry> Entries { get; }

    /// <summary>The floats of storage, padding included.</summary>
    public int Length { get; }

    /// <summary>The number of trainable parameters, each shared one counted once.</summary>
    public long ParameterCount { get; }

    /// <summary>The parts of storage that optimizers change, in ascending order, neighbours joined. Padding inside them has gradient 0.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ImmutableArray<StorageRange> TrainableRanges { get; }

    /// <summary>Entries with storage of their own.</summary>
    internal IEnumerable<ParameterEntry> Owners => Entries.Where(entry => entry.SharedWith is null);

    /// <summary>Entries with storage of their own that a model file holds.</summary>
    internal IEnumerable<ParameterEntry> Stored => Owners.Where(entry => entry.Role != ParameterRole.Setting);

    /// <summary>The entries that are settings of one object, with storage of their own.</summary>
    internal IEnumerable<ParameterEntry> Settings => Owners.Where(entry => entry.Role == ParameterRole.Setting);

    /// <summary>Which entries form layers, and what a step does with each.</summary>
    internal ParameterLayers Layers { get; }

    /// <summary>The parameter with a given name.</summary>
    /// <param name="name">The name, such as <c>dense1.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists the names.</exception>
    public ParameterEntry this[string name] => _byName.TryGetValue(name, out ParameterEntry? entry)
        ? entry
        : throw new KeyNotFoundException($"There is no parameter \"{name}\"; there are {string.Join(", ", Entries.Select(known => known.Name))}.");

    private void RequireStorage()
    {
        int end = 0;
        foreach (ParameterEntry entry in Owners.OrderBy(entry => entry.Offset))
        {
            if (entry.Offset < end || entry.Offset > Length - entry.StorageLength)
            {
                throw new ArgumentException(
                    $"{entry.Name} takes floats {entry.Offset} to {(long)entry.Offset + entry.StorageLength}, but {end} to {Length} are free.");
            }

            end = entry.Offset + entry.StorageLength;
        }

        foreach (ParameterEntry entry in Entries.Where(entry => entry.SharedWith is not null))
        {
            if (!_byName.TryGetValue(entry.SharedWith!, out ParameterEntry? owner) || owner.SharedWith is not null
                || owner.Offset != entry.Offset || !owner.Shape.SequenceEqual(entry.Shape) || owner.Order != entry.Order)
            {
                throw new ArgumentException($"{entry.Name} shares the storage of {entry.SharedWith}, but that is no parameter of the same place, shape and order.");
            }
        }
    }

    private static ImmutableArray<StorageRange> Join(IEnumerable<ParameterEntry> ascending)
    {
        var ranges = new List<StorageRange>();
        foreach (ParameterEntry entry in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Offset + ranges[^1].Length == entry.Offset)
            {
                ranges[^1] = ranges[^1] with { Length = ranges[^1].Length + entry.StorageLength };
            }
            else
            {
                ranges.Add(new StorageRange(entry.Offset, entry.StorageLength));
            }
        }

        return [.. ranges];
    }
}
