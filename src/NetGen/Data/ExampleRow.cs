using System;

namespace NetGen;

/// <summary>The place of one example that is being read. Its values are 0 and its weight is 1 until they are written.</summary>
public readonly ref struct ExampleRow
{
    private readonly RowStore _store;
    private readonly int _row;

    internal ExampleRow(RowStore store, int row)
    {
        _store = store;
        _row = row;
    }

    /// <summary>The values of an input of floats.</summary>
    /// <param name="index">Which input, from 0.</param>
    /// <exception cref="InvalidOperationException">The input holds ints.</exception>
    public Span<float> FloatInput(int index) => _store.Inputs[index].Floats(_row);

    /// <summary>The values of an input of ints.</summary>
    /// <param name="index">Which input, from 0.</param>
    /// <exception cref="InvalidOperationException">The input holds floats.</exception>
    public Span<int> IntInput(int index) => _store.Inputs[index].Ints(_row);

    /// <summary>The values of a target of floats.</summary>
    /// <param name="index">Which target, from 0.</param>
    /// <exception cref="InvalidOperationException">The target holds ints.</exception>
    public Span<float> FloatTarget(int index) => _store.Targets[index].Floats(_row);

    /// <summary>The values of a target of ints.</summary>
    /// <param name="index">Which target, from 0.</param>
    /// <exception cref="InvalidOperationException">The target holds floats.</exception>
    public Span<int> IntTarget(int index) => _store.Targets[index].Ints(_row);

    /// <summary>Sets the example's weight.</summary>
    /// <param name="weight">The weight, finite and not negative.</param>
    /// <exception cref="InvalidOperationException">The layout has no weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is impossible.</exception>
    public void SetWeight(float weight)
    {
        if (!(weight >= 0 && float.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight must be finite and not negative.");
        }

        _store.SetWeight(_row, weight);
    }
}
