using System;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;

namespace NetGen.Runtime.V1;

/// <summary>The parameters of blocks of layers that are the same but for their number, so that generated code lists those of one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Repeated
{
    /// <summary>The parameters of all blocks: those of the first one, then those of the next, and so on.</summary>
    /// <param name="block">The name of the blocks without a number, such as <c>step</c> of step1, step2, ...; it may be inside another block, <c>outer2.step</c>.</param>
    /// <param name="first">The number of the first block.</param>
    /// <param name="count">How many blocks there are, at least 1.</param>
    /// <param name="stride">The floats of storage from one block to the next, a multiple of 16.</param>
    /// <param name="entries">The parameters of the first block. One that shares the storage of another of the same block does so in each; one that shares storage outside has that
    /// in each.</param>
    /// <exception cref="ArgumentException">The name of an entry does not begin with that of the first block.</exception>
    public static ImmutableArray<ParameterEntry> Entries(string block, int first, int count, int stride, ImmutableArray<ParameterEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(block);
        string prefix = Prefix(first);
        var all = ImmutableArray.CreateBuilder<ParameterEntry>(count * entries.Length);
        for (int k = 0; k < count; k++)
        {
            foreach (ParameterEntry entry in entries)
            {
                all.Add(Moved(entry, prefix, Prefix(first + k), k * stride));
            }
        }

        return all.MoveToImmutable();

        string Prefix(int number) => string.Create(CultureInfo.InvariantCulture, $"{block}{number}.");
    }

    private static ParameterEntry Moved(ParameterEntry entry, string from, string to, int distance)
    {
        if (!entry.Name.StartsWith(from, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{entry.Name} is no parameter of the block {from[..^1]}.", nameof(entry));
        }

        bool sharesOutside = entry.SharedWith is not null && !entry.SharedWith.StartsWith(from, StringComparison.Ordinal);
        return new ParameterEntry(
            to + entry.Name[from.Length..],
            entry.Shape,
            sharesOutside ? entry.Offset : entry.Offset + distance,
            entry.Role,
            entry.Order,
            entry.Initializer,
            entry.Trainable,
            entry.SharedWith is null || sharesOutside ? entry.SharedWith : to + entry.SharedWith[from.Length..])
        {
            Momentum = entry.Momentum,
            HasSparseRows = entry.HasSparseRows,
        };
    }
}
