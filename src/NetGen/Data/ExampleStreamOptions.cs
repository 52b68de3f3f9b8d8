namespace NetGen;

/// <summary>How an <see cref="ExampleStream"/> reads.</summary>
public sealed record ExampleStreamOptions
{
    /// <summary>Fixes the order of each epoch: the same on every machine.</summary>
    public long Seed { get; init; }

    /// <summary>The number of examples that are kept in memory for shuffling, at least 1: each that comes next is drawn at random from so many. 1 keeps the order of the reader; the more, the
    /// better the shuffle. A buffer larger than an epoch shuffles it wholly.</summary>
    public int ShuffleBuffer { get; init; } = 10_000;

    /// <summary>The number of batches that are made ahead, on another thread; 0 reads on the thread that trains. It changes no bit.</summary>
    public int Prefetch { get; init; } = 4;

    /// <summary>Whether the last batch of an epoch is left out where it is smaller than the others.</summary>
    public bool DropLast { get; init; }

    /// <summary>The number of examples of an epoch, where it is known; an epoch with another number is then refused.</summary>
    public long? ExamplesPerEpoch { get; init; }
}
