using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace NetGen;

/// <summary>
/// Examples in memory, in batches, epoch by epoch: <c>foreach (Minibatch batch in batches.Epoch(epoch))</c>. How an epoch takes them says <see cref="Sampling"/>.
/// Allocates nothing after construction.
/// </summary>
/// <remarks>
/// <para>The order of an epoch depends on the seed and the epoch's number alone, not on what was enumerated before, so training can resume at any batch.</para>
/// <para>Rows are copied into one buffer, so that each batch is contiguous, and the same <see cref="Minibatch"/> object is shown each time: use it before asking for the
/// next. One enumeration at a time, on one thread.</para>
/// </remarks>
public sealed class ExampleBatches : BatchSource
{
    private readonly GatheredColumn[] _columns;
    private readonly Memory<float> _weights;
    private readonly Minibatch _batch;
    private readonly int[] _order;
    private readonly int _taken;
    private Enumerator _epoch;
    private int _enumeration;

    internal ExampleBatches(Examples examples, int batchSize, long seed, Sampling sampling, bool dropLast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (!Enum.IsDefined(sampling))
        {
            throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "There is no such sampling.");
        }

        if (dropLast && batchSize > examples.Count)
        {
            throw new ArgumentException(
                $"The only batch has {examples.Count} of {batchSize} examples, and dropLast would leave nothing; use smaller batches or keep the last one.", nameof(dropLast));
        }

        Examples = examples;
        BatchSize = batchSize;
        Seed = seed;
        Sampling = sampling;
        DropLast = dropLast;
        int rows = Math.Min(batchSize, examples.Count);
        GatheredColumn[] inputs = [.. examples.Inputs.Select(column => new GatheredColumn(column, rows))];
        GatheredColumn[] targets = [.. examples.Targets.Select(column => new GatheredColumn(column, rows))];
        _columns = [.. inputs, .. targets];
        _weights = AlignedMemory.Floats(examples.Weights.IsEmpty ? 0 : rows);
        _batch = new Minibatch([.. inputs.Select(input => input.Column)], [.. targets.Select(target => target.Column)], rows, _weights);
        _order = new int[examples.Count];
        _taken = dropLast ? examples.Count - (examples.Count % batchSize) : examples.Count;
    }

    /// <summary>The examples.</summary>
    public override Examples Examples { get; }

    /// <summary>The number of examples of each batch but the last.</summary>
    public override int BatchSize { get; }

    /// <summary>Fixes the order of each epoch.</summary>
    public long Seed { get; }

    /// <summary>In which order an epoch takes the examples.</summary>
    public Sampling Sampling { get; }

    /// <summary>Whether a last batch that is smaller than the others is left out. Its examples differ from epoch to epoch, unless the sampling is sequential.</summary>
    public bool DropLast { get; }

    /// <summary>The number of batches of an epoch, at least 1.</summary>
    public int Count => ((_taken - 1) / BatchSize) + 1;

    /// <inheritdoc/>
    public override long? BatchesPerEpoch => Count;

    /// <inheritdoc/>
    public override long? ExamplesPerEpoch => _taken;

    /// <inheritdoc/>
    public override void Begin(int epoch, long skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        int first = skip >= Count ? _taken : (int)skip * BatchSize;
        _epoch = new Enumerator(this, epoch, first);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No epoch was begun, or another enumeration of the same object has begun since.</exception>
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

    private void Arrange(int epoch)
    {
        switch (Sampling)
        {
            case Sampling.WithReplacement:
                Permutation.Draw(_order, new RandomStream(Seed, RandomPurpose.Shuffling, stream: 1, step: (uint)epoch));
                break;
            case Sampling.Sequential:
                Permutation.Ascend(_order);
                break;
            default:
                Permutation.Shuffle(_order, new RandomStream(Seed, RandomPurpose.Shuffling, step: (uint)epoch));
                break;
        }
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
        private readonly ExampleBatches _batches;
        private readonly int _epoch;

        internal EpochBatches(ExampleBatches batches, int epoch)
        {
            _batches = batches;
            _epoch = epoch;
        }

        /// <summary>Puts the examples in the epoch's order, and starts with the first batch. An enumeration begun earlier ends.</summary>
        public Enumerator GetEnumerator() => new(_batches, _epoch, first: 0);
    }

    /// <summary>Goes through the batches of one epoch.</summary>
    public struct Enumerator
    {
        private readonly ExampleBatches? _batches;
        private readonly int _enumeration;
        private int _next;

        internal Enumerator(ExampleBatches batches, int epoch, int first)
        {
            _next = first;
            _batches = batches;
            _enumeration = ++batches._enumeration;
            batches.Arrange(epoch);
        }

        /// <summary>The batch; valid until the next call of <see cref="MoveNext"/>.</summary>
        public readonly Minibatch Current => _batches!._batch;

        /// <summary>Goes to the next batch.</summary>
        /// <returns>False after the last.</returns>
        /// <exception cref="InvalidOperationException">Another enumeration of the same object has begun.</exception>
        public bool MoveNext()
        {
            if (_batches is null)
            {
                throw new InvalidOperationException("No epoch was begun; call Begin(epoch) first.");
            }

            EnumerationCheck.Require(_enumeration == _batches._enumeration);
            int count = Math.Min(_batches.BatchSize, _batches._taken - _next);
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
