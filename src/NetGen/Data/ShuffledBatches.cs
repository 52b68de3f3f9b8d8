using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace NetGen;

/// <summary>
/// Examples in batches, in a new random order for each epoch: <c>foreach (Minibatch batch in batches.Epoch(epoch))</c>. Every example comes once in an epoch; the
/// last batch takes what is left. Allocates nothing after construction.
/// </summary>
/// <remarks>
/// <para>The order of an epoch depends on the seed and the epoch's number alone, not on what was enumerated before, so training can resume at any epoch.</para>
/// <para>Rows are copied into one buffer, so that each batch is contiguous, and the same <see cref="Minibatch"/> object is shown each time: use it before asking for the
/// next. One enumeration at a time, on one thread.</para>
/// </remarks>
public sealed class ShuffledBatches : BatchSource
{
    private readonly GatheredColumn[] _columns;
    private readonly Memory<float> _weights;
    private readonly Minibatch _batch;
    private readonly int[] _order;
    private Enumerator _epoch;
    private int _enumeration;

    internal ShuffledBatches(Examples examples, int batchSize, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        Examples = examples;
        BatchSize = batchSize;
        Seed = seed;
        int rows = Math.Min(batchSize, examples.Count);
        GatheredColumn[] inputs = [.. examples.Inputs.Select(column => new GatheredColumn(column, rows))];
        GatheredColumn[] targets = [.. examples.Targets.Select(column => new GatheredColumn(column, rows))];
        _columns = [.. inputs, .. targets];
        _weights = AlignedMemory.Floats(examples.Weights.IsEmpty ? 0 : rows);
        _batch = new Minibatch([.. inputs.Select(input => input.Column)], [.. targets.Select(target => target.Column)], rows, _weights);
        _order = new int[examples.Count];
    }

    /// <summary>The examples.</summary>
    public override Examples Examples { get; }

    /// <summary>The number of examples of each batch but the last.</summary>
    public override int BatchSize { get; }

    /// <summary>Fixes the order of each epoch.</summary>
    public long Seed { get; }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count => ((Examples.Count - 1) / BatchSize) + 1;

    /// <inheritdoc/>
    public override long? BatchesPerEpoch => Count;

    /// <inheritdoc/>
    public override long? ExamplesPerEpoch => Examples.Count;

    /// <inheritdoc/>
    public override void Begin(int epoch, long skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        _epoch = new Enumerator(this, epoch, (int)Math.Min(Examples.Count, skip * BatchSize));
    }

    /// <inheritdoc/>
    public override bool TryNext([NotNullWhen(true)] out Minibatch? batch)
    {
        bool isOne = _epoch.MoveNext();
        batch = isOne ? _epoch.Current : null;
        return isOne;
    }

    /// <summary>The batches of one epoch.</summary>
    /// <param name="epoch">The epoch's number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    public EpochBatches Epoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return new EpochBatches(this, epoch);
    }

    private void Fill(ReadOnlySpan<int> rows)
    {
        foreach (GatheredColumn column in _columns)
        {
            column.Gather(rows);
        }

        if (!_weights.IsEmpty)
        {
            RowGather.Copy(Examples.Weights, 1, rows, _weights.Span);
        }

        _batch.Show(0, rows.Length);
    }

    /// <summary>The batches of one epoch, for foreach.</summary>
    public readonly struct EpochBatches
    {
        private readonly ShuffledBatches _batches;
        private readonly int _epoch;

        internal EpochBatches(ShuffledBatches batches, int epoch)
        {
            _batches = batches;
            _epoch = epoch;
        }

        /// <summary>Shuffles, and starts with the first batch. An enumeration begun earlier ends.</summary>
        public Enumerator GetEnumerator() => new(_batches, _epoch, first: 0);
    }

    /// <summary>Goes through the batches of one epoch.</summary>
    public struct Enumerator
    {
        private readonly ShuffledBatches _batches;
        private readonly int _enumeration;
        private int _next;

        internal Enumerator(ShuffledBatches batches, int epoch, int first)
        {
            _next = first;
            _batches = batches;
            _enumeration = ++batches._enumeration;
            Permutation.Shuffle(batches._order, new RandomStream(batches.Seed, RandomPurpose.Shuffling, step: (uint)epoch));
        }

        /// <summary>The batch; valid until the next call of <see cref="MoveNext"/>.</summary>
        public readonly Minibatch Current => _batches._batch;

        /// <summary>Goes to the next batch.</summary>
        /// <returns>False after the last.</returns>
        /// <exception cref="InvalidOperationException">Another enumeration of the same object has begun.</exception>
        public bool MoveNext()
        {
            EnumerationCheck.Require(_enumeration == _batches._enumeration);
            int count = Math.Min(_batches.BatchSize, _batches._order.Length - _next);
            if (count <= 0)
            {
                return false;
            }

            _batches.Fill(_batches._order.AsSpan(_next, count));
            _next += count;
            return true;
        }
    }
}
