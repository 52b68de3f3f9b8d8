using System;
using System.ComponentModel;
using System.Linq;

namespace NetGen;

/// <summary>The derivatives of a loss with respect to every parameter of a network.</summary>
/// <remarks>Of a table of which a batch uses few rows, such as an embedding's, the other rows are 0, and which ones those are is remembered: so neither a gradient nor a step of
/// <see cref="Sgd"/> goes over the whole table. What is written through views counts too.</remarks>
public sealed partial class Gradients : ParameterBuffer
{
    private readonly TouchedRows[] _tables;
    private readonly StorageRange[] _ranges;

    /// <summary>Allocates derivatives of 0.</summary>
    /// <param name="network">The network whose parameters they belong to.</param>
    public Gradients(INetwork network)
        : base((network ?? throw new ArgumentNullException(nameof(network))).Info.Layout)
    {
        _tables = [.. Layout.Owners.Where(entry => entry.HasSparseRows).Select(entry => new TouchedRows(entry))];
        _ranges = [.. RangesBetween(_tables, Layout.Length)];
    }

    /// <summary>Sets the rows that were touched to 0, and forgets that they were; so all of the table is 0. For generated code.</summary>
    /// <param name="entry">The index in <see cref="ParameterLayout.Entries"/> of a table with sparse rows.</param>
    /// <exception cref="ArgumentException">The entry is no such table.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void ClearRows(int entry)
    {
        TouchedRows table = Find(entry);
        int width = table.Table.Shape[1];
        Span<float> storage = Block.Span.Slice(table.Table.Offset, table.Table.Count);
        foreach (int row in table.Rows)
        {
            storage.Slice(row * width, width).Clear();
        }

        table.Forget();
    }

    /// <summary>Says that rows of a table are about to be written, or have been. For generated code.</summary>
    /// <param name="entry">The index in <see cref="ParameterLayout.Entries"/> of a table with sparse rows.</param>
    /// <param name="rows">The rows, in any order and as often as they come.</param>
    /// <exception cref="ArgumentException">The entry is no such table.</exception>
    /// <exception cref="IndexOutOfRangeException">The table has no such row.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void TouchRows(int entry, ReadOnlySpan<int> rows)
    {
        TouchedRows table = Find(entry);
        foreach (int row in rows)
        {
            table.Touch(row);
        }
    }

    /// <summary>The rows of a table that were touched, each once, ascending; all others are 0. Valid until the next change.</summary>
    /// <param name="entry">The index in <see cref="ParameterLayout.Entries"/> of a table with sparse rows.</param>
    /// <exception cref="ArgumentException">The entry is no such table.</exception>
    public ReadOnlySpan<int> Rows(int entry) => Find(entry).Rows;

    /// <summary>The touched rows of a table that is known to have sparse ones.</summary>
    internal ReadOnlySpan<int> RowsOf(ParameterEntry entry) => Find(entry)!.Rows;

    internal override void OnWrite(ParameterEntry entry, int first, int count)
    {
        if (Find(entry) is { } table)
        {
            int width = table.Table.Shape[1];
            for (int row = first / width; row <= (first + count - 1) / width; row++)
            {
                table.Touch(row);
            }
        }
    }

    internal override void OnClear()
    {
        foreach (TouchedRows table in _tables)
        {
            table.Forget();
        }
    }

    internal override void OnReplace()
    {
        foreach (TouchedRows table in _tables)
        {
            table.TouchAll();
        }
    }

    // Entries that share storage share its rows.
    private TouchedRows? Find(ParameterEntry entry)
    {
        foreach (TouchedRows table in _tables)
        {
            if (table.Table.Offset == entry.Offset)
            {
                return table;
            }
        }

        return null;
    }

    private TouchedRows Find(int entry)
    {
        RequireEntry(entry);
        return Find(Layout.Entries[entry]) ?? throw new ArgumentException($"{Layout.Entries[entry].Name} is no table with sparse rows.", nameof(entry));
    }
}
