using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Writes what an item of a sequence holds into an example.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="item">The item.</param>
/// <param name="row">Where to write it.</param>
public delegate void RowWriter<in T>(T item, ExampleRow row);

/// <summary>Reads examples one after the other: from a file, a database, a generator of data.</summary>
public abstract class ExampleReader : IDisposable
{
    /// <summary>Creates a reader.</summary>
    /// <param name="layout">What its examples hold.</param>
    protected ExampleReader(ExampleLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
    }

    /// <summary>What the examples hold.</summary>
    public ExampleLayout Layout { get; }

    /// <summary>A reader of a sequence.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="layout">What the examples hold.</param>
    /// <param name="items">The items, each an example.</param>
    /// <param name="write">Writes an item into its example.</param>
    public static ExampleReader From<T>(ExampleLayout layout, IEnumerable<T> items, RowWriter<T> write)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        return new SequenceReader<T>(layout, items, write);
    }

    /// <summary>Reads the next example.</summary>
    /// <param name="row">Where to write it; valid during the call.</param>
    /// <returns>False if there is none; what was written then does not count.</returns>
    public abstract bool TryRead(ExampleRow row);

    /// <summary>Closes what the reader reads from.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the reader reads from.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
