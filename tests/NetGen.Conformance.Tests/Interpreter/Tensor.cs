using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>The numbers of a value of the graph: those of all rows one after the other, or once if the rows share them.</summary>
internal sealed class Tensor(ImmutableArray<int> axes, int rows)
{
    private readonly Rounded[] _elements = new Rounded[rows * axes.Aggregate(1, (size, length) => size * length)];

    /// <summary>The axes of one row.</summary>
    public ImmutableArray<int> Axes { get; } = axes;

    /// <summary>The number of rows, 1 if they share the value.</summary>
    public int Rows { get; } = rows;

    /// <summary>The number of elements of all rows.</summary>
    public int Count => _elements.Length;

    /// <summary>The number of elements of one row.</summary>
    public int Size => Count / Rows;

    /// <summary>The length of the last axis.</summary>
    public int Last => Axes.IsEmpty ? 1 : Axes[^1];

    public ReadOnlySpan<Rounded> Elements => _elements;

    public ref Rounded this[int index] => ref _elements[index];

    /// <summary>The elements of one row.</summary>
    public Span<Rounded> Row(int row) => _elements.AsSpan(row * Size, Size);
}
