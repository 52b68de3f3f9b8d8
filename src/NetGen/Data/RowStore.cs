using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>Memory for examples that can be written row by row.</summary>
internal sealed class RowStore
{
    private readonly bool _hasWeights;
    private Memory<float> _weights;

    internal RowStore(ExampleLayout layout, int capacity)
    {
        Inputs = [.. layout.Inputs.Select(field => new StoredField(field))];
        Targets = [.. layout.Targets.Select(field => new StoredField(field))];
        _hasWeights = layout.HasWeights;
        Grow(capacity);
    }

    internal ImmutableArray<StoredField> Inputs { get; }

    internal ImmutableArray<StoredField> Targets { get; }

    internal int Capacity { get; private set; }

    internal ReadOnlyMemory<float> Weights(int rows) => _hasWeights ? _weights[..rows] : default;

    internal void SetWeight(int row, float weight)
    {
        if (!_hasWeights)
        {
            throw new InvalidOperationException("The layout of the examples has no weights, but one was written.");
        }

        _weights.Span[row] = weight;
    }

    internal void Grow(int capacity)
    {
        foreach (StoredField field in Inputs)
        {
            field.Grow(capacity);
        }

        foreach (StoredField field in Targets)
        {
            field.Grow(capacity);
        }

        if (_hasWeights)
        {
            Memory<float> grown = AlignedMemory.Floats(capacity);
            _weights.CopyTo(grown);
            _weights = grown;
        }

        Capacity = capacity;
    }

    /// <summary>A row to be written, with values 0 and weight 1.</summary>
    internal ExampleRow Fresh(int row)
    {
        foreach (StoredField field in Inputs)
        {
            field.Clear(row);
        }

        foreach (StoredField field in Targets)
        {
            field.Clear(row);
        }

        if (_hasWeights)
        {
            _weights.Span[row] = 1;
        }

        return new ExampleRow(this, row);
    }

    internal void Copy(int row, RowStore target, int targetRow)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            Inputs[i].Copy(row, target.Inputs[i], targetRow);
        }

        for (int i = 0; i < Targets.Length; i++)
        {
            Targets[i].Copy(row, target.Targets[i], targetRow);
        }

        if (_hasWeights)
        {
            target._weights.Span[targetRow] = _weights.Span[row];
        }
    }

    /// <summary>A batch over the memory of all rows.</summary>
    internal Minibatch ToBatch() => new(Columns(Inputs, Capacity), Columns(Targets, Capacity), Capacity, Weights(Capacity));

    internal static ImmutableArray<Column> Columns(ImmutableArray<StoredField> fields, int rows) => [.. fields.Select(field => field.Column(rows))];
}
