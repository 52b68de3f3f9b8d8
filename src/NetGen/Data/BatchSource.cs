using System;
using System.Diagnostics.CodeAnalysis;

namespace NetGen;

/// <summary>Batches to learn from, epoch by epoch: of examples in memory, or of a stream that is larger than memory.</summary>
/// <remarks>What an epoch holds depends on its number alone, never on what was read before, so that training can be resumed at any batch to the same bits. One enumeration at a time, on one
/// thread.</remarks>
public abstract class BatchSource
{
    /// <summary>The most examples of a batch, at least 1.</summary>
    public abstract int BatchSize { get; }

    /// <summary>The number of batches of an epoch; null if it is not known before an epoch has been read.</summary>
    public abstract long? BatchesPerEpoch { get; }

    /// <summary>The number of examples of an epoch; null if it is not known before an epoch has been read.</summary>
    public abstract long? ExamplesPerEpoch { get; }

    /// <summary>The examples in memory that the batches are made of; null if they are not in memory.</summary>
    public virtual Examples? Examples => null;

    /// <summary>Starts an epoch. An enumeration begun earlier ends.</summary>
    /// <param name="epoch">The epoch's number, from 0.</param>
    /// <param name="skip">The number of batches to leave out at its beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public abstract void Begin(int epoch, long skip = 0);

    /// <summary>Goes to the epoch's next batch. Allocates nothing after the first batches.</summary>
    /// <param name="batch">The batch, with 1 to <see cref="BatchSize"/> examples; valid until the next call.</param>
    /// <returns>False after the last one.</returns>
    public abstract bool TryNext([NotNullWhen(true)] out Minibatch? batch);

    /// <summary>Ends an epoch, whether or not all of it was read: files are closed and threads end. May be called more than once.</summary>
    public virtual void Close()
    {
    }
}
