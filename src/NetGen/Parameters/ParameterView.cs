using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>A parameter, or its gradient, by its logical shape. Elements are read and written through references: <c>model.Dense1.Weight[0, 3] = 0.5f</c>.</summary>
/// <remarks>A view reads the buffer's present storage at each access, so it stays valid when a model file is loaded. Writing while another thread predicts or
/// trains is safe for memory, but which values the other thread sees is not defined.</remarks>
public readonly struct ParameterView
{
    private readonly ParameterBuffer _buffer;
    private readonly ParameterEntry _entry;

    internal ParameterView(ParameterBuffer buffer, ParameterEntry entry)
    {
        _buffer = buffer;
        _entry = entry;
    }

    /// <summary>The parameter's name, such as <c>dense1.weight</c>.</summary>
    public string Name => _entry.Name;

    /// <summary>The logical shape.</summary>
    public ImmutableArray<int> Shape => _entry.Shape;

    /// <summary>The number of elements.</summary>
    public int Count => _entry.Count;

    /// <summary>The one number of a parameter of shape [].</summary>
    /// <exception cref="ArgumentException">The parameter has axes.</exception>
    public ref float Value
    {
        get
        {
            RequireRank(0);
            return ref Element(0);
        }
    }

    /// <summary>An element of a vector.</summary>
    /// <param name="index">The index, 0 to the length less 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of that range.</exception>
    /// <exception cref="ArgumentException">The parameter is no vector.</exception>
    public ref float this[int index]
    {
        get
        {
            RequireRank(1);
            RequireIndex(index, 0);
            return ref Element(index);
        }
    }

    /// <summary>An element of a matrix.</summary>
    /// <param name="row">The first index, the unit of a dense weight.</param>
    /// <param name="column">The second index, the input of a dense weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    /// <exception cref="ArgumentException">The parameter is no matrix.</exception>
    public ref float this[int row, int column]
    {
        get
        {
            RequireRank(2);
            RequireIndex(row, 0);
            RequireIndex(column, 1);
            return ref Element(row * Shape[1] + column);
        }
    }

    /// <summary>An element of a parameter with any number of axes.</summary>
    /// <param name="indices">One index for each axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    /// <exception cref="ArgumentException">The number of indices is not the number of axes.</exception>
    public ref float this[params int[] indices]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(indices);
            RequireRank(indices.Length);
            int logical = 0;
            for (int axis = 0; axis < indices.Length; axis++)
            {
                RequireIndex(indices[axis], axis);
                logical = logical * Shape[axis] + indices[axis];
            }

            return ref Element(logical);
        }
    }

    /// <summary>Copies all elements out, in row-major order.</summary>
    /// <param name="destination">Receives <see cref="Count"/> elements; longer is allowed.</param>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Count)
        {
            throw new ArgumentException($"destination has {destination.Length} values, but {Name} {Shapes.Text(Shape)} has {Count}.", nameof(destination));
        }

        _entry.Gather(_buffer.Block.Span, destination);
    }

    /// <summary>Sets all elements, given in row-major order.</summary>
    /// <param name="values">Exactly <see cref="Count"/> elements.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        if (values.Length != Count)
        {
            throw new ArgumentException($"values has {values.Length} values, but {Name} {Shapes.Text(Shape)} has {Count}.", nameof(values));
        }

        _buffer.OnWrite(_entry, 0, Count);
        _entry.Scatter(values, _buffer.Block.Span);
    }

    /// <summary>All elements in a new array, in row-major order.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    private ref float Element(int logicalIndex)
    {
        _buffer.OnWrite(_entry, logicalIndex, 1);
        return ref _buffer.Block.Span[_entry.StorageIndex(logicalIndex)];
    }

    private void RequireRank(int rank)
    {
        if (Shape.Length != rank)
        {
            throw new ArgumentException($"{Name} {Shapes.Text(Shape)} has {Shape.Length} axes, but {rank} indices were given.");
        }
    }

    private void RequireIndex(int index, int axis)
    {
        if ((uint)index >= (uint)Shape[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is outside axis {axis} of {Name} {Shapes.Text(Shape)}, 0 to {Shape[axis] - 1}.");
        }
    }
}
