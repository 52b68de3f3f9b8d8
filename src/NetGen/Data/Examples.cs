using System;
using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>
/// Examples in memory: the inputs and targets of each, and optionally a weight. The data is copied when the object is made and never changes.
/// </summary>
public sealed partial class Examples
{
    private readonly ReadOnlyMemory<float> _weights;

    /// <summary>Copies columns: the general form, for any number of inputs and targets.</summary>
    /// <param name="inputs">The inputs, in the network's order; at least one. All columns have one row per example.</param>
    /// <param name="targets">The targets, in the network's order; none where there is nothing to learn.</param>
    /// <param name="weights">A weight per example, finite and not negative, some above 0; empty means that all are 1.</param>
    /// <exception cref="ArgumentException">There is no input or no example, the columns differ in rows, or a weight is impossible.</exception>
    public Examples(ImmutableArray<Column> inputs, ImmutableArray<Column> targets, ReadOnlySpan<float> weights = default)
        : this(Copy(inputs, nameof(inputs)), Copy(targets, nameof(targets)), AlignedMemory.CopyOf(weights), weightsName: nameof(weights))
    {
    }

    /// <summary>Takes ownership of columns that nobody else can write.</summary>
    private Examples(ImmutableArray<Column> inputs, ImmutableArray<Column> targets, ReadOnlyMemory<float> weights, string weightsName)
    {
        if (inputs.Length == 0)
        {
            throw new ArgumentException("Examples need at least one input.", nameof(inputs));
        }

        Count = inputs[0].Rows;
        if (Count == 0)
        {
            throw new ArgumentException("There are no examples: the inputs have 0 rows.", nameof(inputs));
        }

        RequireRows(inputs, "input", nameof(inputs));
        RequireRows(targets, "target", nameof(targets));
        RequireWeights(weights.Span, weightsName);
        Inputs = inputs;
        Targets = targets;
        _weights = weights;
    }

    /// <summary>The number of examples, at least 1.</summary>
    public int Count { get; }

    /// <summary>The inputs, with one row per example.</summary>
    public ImmutableArray<Column> Inputs { get; }

    /// <summary>The targets, with one row per example.</summary>
    public ImmutableArray<Column> Targets { get; }

    /// <summary>The weight of each example; empty when all are 1.</summary>
    public ReadOnlySpan<float> Weights => _weights.Span;

    /// <summary>All examples as one batch, without copying.</summary>
    public Minibatch AsBatch() => new(Inputs, Targets, Count, _weights);

    /// <summary>The examples in order, in batches that reference them without copying.</summary>
    /// <param name="batchSize">The number of examples of a batch, at least 1; the last takes what is left.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public Batches Batches(int batchSize) => new(this, batchSize);

    /// <summary>The examples in batches, in a new order for each epoch: the short form of <see cref="InBatches"/>.</summary>
    /// <param name="batchSize">The number of examples of a batch, at least 1; the last takes what is left.</param>
    /// <param name="seed">Fixes the order of each epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1.</exception>
    public ExampleBatches ShuffledBatches(int batchSize, long seed) => InBatches(batchSize, seed);

    /// <summary>The examples in batches, epoch by epoch.</summary>
    /// <param name="batchSize">The number of examples of a batch, at least 1; one that is larger than the number of examples takes all of them.</param>
    /// <param name="seed">Fixes the order of each epoch: the same on every machine.</param>
    /// <param name="sampling">In which order an epoch takes the examples.</param>
    /// <param name="dropLast">Whether the last batch of an epoch is left out where it is smaller than <paramref name="batchSize"/>; else it takes what is left.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is below 1, or there is no such sampling.</exception>
    /// <exception cref="ArgumentException"><paramref name="dropLast"/> would leave no batch.</exception>
    public ExampleBatches InBatches(int batchSize, long seed = 0, Sampling sampling = Sampling.Shuffled, bool dropLast = false) =>
        new(this, batchSize, seed, sampling, dropLast);

    private static ImmutableArray<Column> Copy(ImmutableArray<Column> columns, string argument)
    {
        if (columns.IsDefaultOrEmpty)
        {
            return [];
        }

        ImmutableArray<Column>.Builder copies = ImmutableArray.CreateBuilder<Column>(columns.Length);
        foreach (Column column in columns)
        {
            ArgumentNullException.ThrowIfNull(column, argument);
            copies.Add(column.Kind == ElementKind.Float
                ? new Column(AlignedMemory.CopyOf(column.Floats), column.Size)
                : new Column(column.Ints.ToArray(), column.Size));
        }

        return copies.MoveToImmutable();
    }

    private void RequireRows(ImmutableArray<Column> columns, string role, string argument)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Rows != Count)
            {
                throw new ArgumentException($"{role} {i} has {columns[i].Rows} rows, but input 0 has {Count}; every example needs one row of each.", argument);
            }
        }
    }

    private void RequireWeights(ReadOnlySpan<float> weights, string argument)
    {
        if (weights.IsEmpty)
        {
            return;
        }

        if (weights.Length != Count)
        {
            throw new ArgumentException($"{argument} has {weights.Length} values, but there are {Count} examples.", argument);
        }

        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The weight of example {row} is {weights[row]}, but must be finite and not negative."), argument);
            }
        }

        if (!weights.ContainsAnyExcept(0f))
        {
            throw new ArgumentException("All weights are 0; at least one example must count.", argument);
        }
    }
}
