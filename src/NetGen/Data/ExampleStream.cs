using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace NetGen;

/// <summary>
/// Examples that need not fit into memory: read anew in each epoch, shuffled in a buffer, and made into batches ahead on another thread.
/// </summary>
/// <remarks>
/// <para>The order of an epoch depends on the seed, the epoch's number, the size of the buffer and what the reader gives, not on the batch size, threads or what was read before. To begin within an
/// epoch, what is skipped is read over.</para>
/// <para>An error of the reader arrives where its batch would have, on the thread that asked for it: an <see cref="InvalidDataException"/>, <see cref="IOException"/> or
/// <see cref="InvalidOperationException"/> that says in which example of which epoch, with the reader's own error within.</para>
/// <para>The same batches are shown again and again; use one before asking for the next. One enumeration at a time, on one thread.</para>
/// </remarks>
public sealed class ExampleStream : BatchSource, IDisposable
{
    private readonly StreamPlan _plan;
    private readonly ExampleStreamOptions _options;
    private readonly BatchBuffer[] _buffers;
    private readonly RowStore _shuffle;
    private Prefetcher? _prefetcher;

    /// <summary>A stream of what readers give.</summary>
    /// <param name="layout">What the examples hold.</param>
    /// <param name="open">Opens a reader for an epoch, given its number from 0. It is called, and the reader used and closed, on another thread unless nothing is read ahead; only one at a time
    /// is open. For results that can be repeated it gives the same examples for the same epoch.</param>
    /// <param name="batchSize">The number of examples of a batch, at least 1; the last of an epoch takes what is left.</param>
    /// <param name="options">How to read; null takes the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ExampleStream(ExampleLayout layout, Func<int, ExampleReader> open, int batchSize, ExampleStreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _options = options ?? new ExampleStreamOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.ShuffleBuffer, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Prefetch, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.ExamplesPerEpoch ?? 1, 1, nameof(options));
        if (_options.DropLast && _options.ExamplesPerEpoch < batchSize)
        {
            throw new ArgumentException($"An epoch has {_options.ExamplesPerEpoch} examples, less than a batch, and DropLast would leave nothing.", nameof(options));
        }

        Layout = layout;
        BatchSize = batchSize;
        _plan = new StreamPlan(open, batchSize, _options);
        _shuffle = new RowStore(layout, Math.Min(_options.ShuffleBuffer, EpochReader.FirstRows));
        _buffers = new BatchBuffer[_options.Prefetch + 1];
        for (int i = 0; i < _buffers.Length; i++)
        {
            _buffers[i] = new BatchBuffer(layout, batchSize);
        }
    }

    /// <summary>What the examples hold.</summary>
    public ExampleLayout Layout { get; }

    /// <inheritdoc/>
    public override int BatchSize { get; }

    /// <inheritdoc/>
    public override long? BatchesPerEpoch => _options.ExamplesPerEpoch is { } examples ? (_options.DropLast ? examples : examples + BatchSize - 1) / BatchSize : null;

    /// <inheritdoc/>
    public override long? ExamplesPerEpoch => _options.DropLast ? BatchesPerEpoch * BatchSize : _options.ExamplesPerEpoch;

    /// <summary>A stream of any sequences: <c>ExampleStream.From(layout, epoch => Rows(), (item, row) => item.Values.CopyTo(row.FloatInput(0)), 256)</c>.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="layout">What the examples hold.</param>
    /// <param name="items">The items of an epoch, each an example, given the epoch's number from 0. They are enumerated on another thread unless nothing is read ahead.</param>
    /// <param name="write">Writes an item into its example.</param>
    /// <param name="batchSize">The number of examples of a batch, at least 1; the last of an epoch takes what is left.</param>
    /// <param name="options">How to read; null takes the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ExampleStream From<T>(
        ExampleLayout layout, Func<int, IEnumerable<T>> items, RowWriter<T> write, int batchSize, ExampleStreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        return new ExampleStream(layout, epoch => ExampleReader.From(layout, items(epoch), write), batchSize, options);
    }

    /// <summary>A stream of two IDX files, as <see cref="Examples.FromIdx"/> reads them.</summary>
    /// <param name="inputsPath">The path of the inputs, such as images: the first axis counts examples.</param>
    /// <param name="labelsPath">The path of the class indices, one axis of integers.</param>
    /// <param name="batchSize">The number of examples of a batch, at least 1; the last of an epoch takes what is left.</param>
    /// <param name="scale">What the inputs are multiplied by: 1/255 makes bytes 0 to 1; 1 leaves them as they are.</param>
    /// <param name="options">How to read; null takes the defaults.</param>
    /// <exception cref="InvalidDataException">A file is no IDX file, or they do not belong together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ExampleStream FromIdx(string inputsPath, string labelsPath, int batchSize, float scale = 1 / 255f, ExampleStreamOptions? options = null)
    {
        using IdxReader first = IdxReader.Open(inputsPath, labelsPath, scale);
        ExampleStreamOptions known = (options ?? new ExampleStreamOptions()) with { ExamplesPerEpoch = first.Count };
        return new ExampleStream(first.Layout, _ => IdxReader.Open(inputsPath, labelsPath, scale), batchSize, known);
    }

    /// <inheritdoc/>
    public override void Begin(int epoch, long skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        Close();
        _prefetcher = new Prefetcher(new EpochReader(_plan, _shuffle, epoch), _buffers, skip, isThreaded: _options.Prefetch > 0);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No epoch was begun, or the reader failed.</exception>
    /// <exception cref="InvalidDataException">The reader says that its data is invalid, or an epoch has no examples or another number than was announced.</exception>
    /// <exception cref="IOException">The reader could not read.</exception>
    public override bool TryNext([NotNullWhen(true)] out Minibatch? batch)
    {
        if (_prefetcher is null)
        {
            throw new InvalidOperationException("No epoch was begun; call Begin(epoch) first.");
        }

        batch = _prefetcher.Next();
        return batch is not null;
    }

    /// <summary>Ends an epoch, whether or not all of it was read: the thread ends, as soon as the reader returns, and the reader is closed. May be called more than once.</summary>
    public override void Close()
    {
        _prefetcher?.Dispose();
        _prefetcher = null;
    }

    /// <summary>Does what <see cref="Close"/> does.</summary>
    public void Dispose() => Close();
}
