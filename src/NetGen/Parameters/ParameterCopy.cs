using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Copies parameters between networks.</summary>
public static class ParameterCopy
{
    /// <summary>Takes over another network's parameters, of this class or of one whose parameters have the same names and shapes.
    /// Predictions that run meanwhile use either the old or the new ones; a failed copy changes nothing.</summary>
    /// <param name="network">The network that changes.</param>
    /// <param name="other">The network that it takes them from; its buffers, such as running statistics, come too, its settings, such as dropout rates, do not.</param>
    /// <exception cref="ArgumentException">The parameters do not agree; the message lists everything that does not.</exception>
    public static void CopyParametersFrom(this INetwork network, INetwork other)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(other);
        ParameterLayout layout = network.Parameters.Layout;
        ParameterLayout otherLayout = other.Parameters.Layout;
        AlignedBuffer source = other.Parameters.Block;
        var block = new AlignedBuffer(layout.Length);
        if (ReferenceEquals(layout, otherLayout))
        {
            Copy(layout.Stored, source, block);
        }
        else
        {
            RequireFit(network, other);
            foreach (ParameterEntry entry in layout.Stored)
            {
                var values = new float[entry.Count];
                otherLayout[entry.Name].Gather(source.Span, values);
                entry.Scatter(values, block.Span);
            }
        }

        Copy(layout.Settings, network.Parameters.Block, block);
        network.Parameters.Replace(block);
    }

    /// <summary>Copies entries between blocks of one layout.</summary>
    internal static void Copy(IEnumerable<ParameterEntry> entries, AlignedBuffer source, AlignedBuffer destination)
    {
        foreach (ParameterEntry entry in entries)
        {
            source.Span.Slice(entry.Offset, entry.StorageLength).CopyTo(destination.Span[entry.Offset..]);
        }
    }

    private static void RequireFit(INetwork network, INetwork other)
    {
        Dictionary<string, ImmutableArray<int>> expected = OwnedShapes(network);
        Dictionary<string, ImmutableArray<int>> actual = OwnedShapes(other);
        string name = network.Info.Name;
        string otherName = other.Info.Name;
        var mismatches = new List<string>();
        foreach ((string parameter, ImmutableArray<int> shape) in expected)
        {
            if (!actual.TryGetValue(parameter, out ImmutableArray<int> found))
            {
                mismatches.Add($"{parameter}: {name} has {Shapes.Text(shape)}, but {otherName} does not have it");
            }
            else if (!found.SequenceEqual(shape))
            {
                mismatches.Add($"{parameter}: {name} has {Shapes.Text(shape)}, but {otherName} has {Shapes.Text(found)}");
            }
        }

        mismatches.AddRange(actual.Where(pair => !expected.ContainsKey(pair.Key)).Select(pair =>
            $"{pair.Key}: {otherName} has {Shapes.Text(pair.Value)}, but {name} does not have it"));
        if (mismatches.Count > 0)
        {
            throw new ArgumentException(
                $"The parameters of {otherName} do not fit {name}; nothing was copied.\n  {string.Join("\n  ", mismatches)}", nameof(other));
        }
    }

    private static Dictionary<string, ImmutableArray<int>> OwnedShapes(INetwork network) =>
        network.Parameters.Layout.Stored.ToDictionary(entry => entry.Name, entry => entry.Shape, StringComparer.Ordinal);
}
