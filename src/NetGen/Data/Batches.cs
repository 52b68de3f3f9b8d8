using System;

namespace NetGen;

/// <summary>
/// Examples in order, in batches that reference them: <c>foreach (Minibatch batch in examples.Batches(256))</c>. Allocates nothing after construction.
/// </summary>
/// <remarks>The same <see cref="Minibatch"/> object is shown each time with other rows: use it before asking for the next. One enumeration at a time, on one thread.</remarks>
public sealed class Batches
{
    private readonly Minibatch _batch;
    private int _enumeration;

    internal Batches(Examples examples, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        Examples = examples;
        BatchSize = batchSize;
        _batch = examples.AsBatch();
    }

    /// <summary>The examples.</summary>
    public Examples Examples { get; }

    /// <summary>The number of examples of each batch but the last.</summary>
    public int BatchSize { get; }

    /// <summary>The number of batches.</summary>
    public int Count => ((Examples.Count - 1) / BatchSize) + 1;

    /// <summary>Starts with the first batch. An enumeration begun earlier ends.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the batches.</summary>
    public struct Enumerator
    {
        private readonly Batches _batches;
        private readonly int _enumeration;
        private int _next;

        internal Enumerator(Batches batches)
        {
            _batches = batches;
            _enumeration = ++batches._enumeration;
        }

        /// <summary>The batch; valid until the next call of <see cref="MoveNext"/>.</summary>
        public readonly Minibatch Current => _batches._batch;

        /// <summary>Goes to the next batch.</summary>
        /// <returns>False after the last.</returns>
        /// <exception cref="InvalidOperationException">Another enumeration of the same object has begun.</exception>
        public bool MoveNext()
        {
            EnumerationCheck.Require(_enumeration == _batches._enumeration);
            int count = Math.Min(_batches.BatchSize, _batches.Examples.Count - _next);
            if (count <= 0)
            {
                return false;
            }

            _batches._batch.Show(_next, count);
            _next += count;
            return true;
        }
    }
}
