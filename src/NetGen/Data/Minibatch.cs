using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Some examples: columns of inputs and targets with the same number of rows, and optionally a weight per example. References memory, owns none.</summary>
public sealed class Minibatch
{
    private readonly ReadOnlyMemory<float> _weights;
    private int _first;

    /// <summary>A batch over columns.</summary>
    /// <param name="inputs">The inputs, in the network's order; at least one.</param>
    /// <param name="targets">The targets, in the network's order; none where only predictions are wanted.</param>
    /// <param name="count">The number of examples: the rows of every column.</param>
    /// <param name="weights">A weight per example; empty means that all are 1.</param>
    /// <exception cref="ArgumentException">There is no input, or a column or the weights have another number of rows.</exception>
    public Minibatch(ImmutableArray<Column> inputs, ImmutableArray<Column> targets, int count, ReadOnlyMemory<float> weights = default)
    {
        Inputs = inputs.IsDefault ? [] : inputs;
        Targets = targets.IsDefault ? [] : targets;
        if (Inputs.Length == 0)
        {
            throw new ArgumentException("A batch needs at least one input.", nameof(inputs));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireRows(Inputs, count, "input", nameof(inputs));
        RequireRows(Targets, count, "target", nameof(targets));
        if (!weights.IsEmpty && weights.Length != count)
        {
            throw new ArgumentException($"weights has {weights.Length} values, but the batch has {count} examples.", nameof(weights));
        }

        Count = count;
        _weights = weights;
    }

    /// <summary>The number of examples.</summary>
    public int Count { get; private set; }

    /// <summary>The number of inputs.</summary>
    public int InputCount => Inputs.Length;

    /// <summary>The number of targets.</summary>
    public int TargetCount => Targets.Length;

    /// <summary>Whether the examples have weights.</summary>
    public bool HasWeights => !_weights.IsEmpty;

    /// <summary>The weight of each example; empty when all are 1.</summary>
    public ReadOnlySpan<float> Weights => HasWeights ? _weights.Span.Slice(_first, Count) : default;

    // Whole columns, of which the batch may show a window.
    internal ImmutableArray<Column> Inputs { get; }

    internal ImmutableArray<Column> Targets { get; }

    /// <summary>A batch for prediction.</summary>
    /// <param name="input">The rows, one after the other.</param>
    /// <param name="inputSize">The number of values of one example.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of <paramref name="inputSize"/>.</exception>
    public static Minibatch From(ReadOnlyMemory<float> input, int inputSize)
    {
        var column = new Column(input, inputSize);
        return new Minibatch([column], [], column.Rows);
    }

    /// <summary>A batch with one class index per example.</summary>
    /// <param name="input">The rows of the input, one after the other.</param>
    /// <param name="inputSize">The number of values of one example.</param>
    /// <param name="targets">One class index per example.</param>
    /// <param name="weights">A weight per example; empty means that all are 1.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public static Minibatch From(ReadOnlyMemory<float> input, int inputSize, ReadOnlyMemory<int> targets, ReadOnlyMemory<float> weights = default)
    {
        var column = new Column(input, inputSize);
        return new Minibatch([column], [new Column(targets)], column.Rows, weights);
    }

    /// <summary>A batch with float targets.</summary>
    /// <param name="input">The rows of the input, one after the other.</param>
    /// <param name="inputSize">The number of input values of one example.</param>
    /// <param name="targets">The rows of the targets, one after the other.</param>
    /// <param name="targetSize">The number of target values of one example.</param>
    /// <param name="weights">A weight per example; empty means that all are 1.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public static Minibatch From(
        ReadOnlyMemory<float> input, int inputSize, ReadOnlyMemory<float> targets, int targetSize, ReadOnlyMemory<float> weights = default)
    {
        var column = new Column(input, inputSize);
        return new Minibatch([column], [new Column(targets, targetSize)], column.Rows, weights);
    }

    /// <summary>The rows of an input of floats, exactly <see cref="Count"/> times its size.</summary>
    /// <param name="index">Which input, 0 to <see cref="InputCount"/> less 1.</param>
    /// <exception cref="InvalidOperationException">The input holds ints.</exception>
    public ReadOnlySpan<float> FloatInput(int index) => FloatRows(Field(Inputs, index, "inputs"));

    /// <summary>The rows of an input of ints, exactly <see cref="Count"/> times its size.</summary>
    /// <param name="index">Which input, 0 to <see cref="InputCount"/> less 1.</param>
    /// <exception cref="InvalidOperationException">The input holds floats.</exception>
    public ReadOnlySpan<int> IntInput(int index) => IntRows(Field(Inputs, index, "inputs"));

    /// <summary>The rows of a target of floats, exactly <see cref="Count"/> times its size.</summary>
    /// <param name="index">Which target, 0 to <see cref="TargetCount"/> less 1.</param>
    /// <exception cref="InvalidOperationException">The target holds ints.</exception>
    public ReadOnlySpan<float> FloatTarget(int index) => FloatRows(Field(Targets, index, "targets"));

    /// <summary>The rows of a target of ints, exactly <see cref="Count"/> times its size.</summary>
    /// <param name="index">Which target, 0 to <see cref="TargetCount"/> less 1.</param>
    /// <exception cref="InvalidOperationException">The target holds floats.</exception>
    public ReadOnlySpan<int> IntTarget(int index) => IntRows(Field(Targets, index, "targets"));

    /// <summary>Moves the window that the batch shows of its columns, so that one object serves a whole epoch without allocation.</summary>
    /// <param name="first">The first row shown.</param>
    /// <param name="count">The number of rows shown; the rows of the columns at most.</param>
    internal void Show(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Inputs[0].Rows - first);
        _first = first;
        Count = count;
    }

    private ReadOnlySpan<float> FloatRows(Column column) => column.Floats.Slice(_first * column.Size, Count * column.Size);

    private ReadOnlySpan<int> IntRows(Column column) => column.Ints.Slice(_first * column.Size, Count * column.Size);

    private static Column Field(ImmutableArray<Column> columns, int index, string role) => (uint)index < (uint)columns.Length
        ? columns[index]
        : throw new ArgumentOutOfRangeException(nameof(index), $"Field {index} was asked for, but the batch has {columns.Length} {role}.");

    private static void RequireRows(ImmutableArray<Column> columns, int count, string role, string argument)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(columns[i], argument);
            if (columns[i].Rows != count)
            {
                throw new ArgumentException($"{role} {i} has {columns[i].Rows} rows, but the batch has {count} examples.", argument);
            }
        }
    }
}
