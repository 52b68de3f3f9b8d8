using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>One field of many examples: rows of floats or of ints, one after the other. References the caller's memory.</summary>
public sealed class Column
{
    private readonly ReadOnlyMemory<float> _floats;
    private readonly ReadOnlyMemory<int> _ints;

    /// <summary>A column of floats.</summary>
    /// <param name="values">The rows, one after the other; a whole number of them.</param>
    /// <param name="size">The number of values of one row; at least 1.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of <paramref name="size"/>, or that is less than 1.</exception>
    public Column(ReadOnlyMemory<float> values, int size)
        : this(ElementKind.Float, values.Length, size) => _floats = values;

    /// <summary>A column of ints.</summary>
    /// <param name="values">The rows, one after the other; a whole number of them.</param>
    /// <param name="size">The number of values of one row; at least 1. Class indices have 1.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple of <paramref name="size"/>, or that is less than 1.</exception>
    public Column(ReadOnlyMemory<int> values, int size = 1)
        : this(ElementKind.Int, values.Length, size) => _ints = values;

    private Column(ElementKind kind, int length, int size)
    {
        if (size < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), $"A row of a column has {size} values, but needs at least 1.");
        }

        Kind = kind;
        Size = size;
        Rows = WholeRows(length, size, "values");
    }

    /// <summary>What the elements are.</summary>
    public ElementKind Kind { get; }

    /// <summary>The number of values of one row.</summary>
    public int Size { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>All rows of a column of floats.</summary>
    /// <exception cref="InvalidOperationException">The column holds ints.</exception>
    public ReadOnlySpan<float> Floats
    {
        get
        {
            Require(ElementKind.Float);
            return _floats.Span;
        }
    }

    /// <summary>All rows of a column of ints.</summary>
    /// <exception cref="InvalidOperationException">The column holds floats.</exception>
    public ReadOnlySpan<int> Ints
    {
        get
        {
            Require(ElementKind.Int);
            return _ints.Span;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Require(ElementKind kind)
    {
        if (Kind != kind)
        {
            ThrowKind(kind);
        }
    }

    private void ThrowKind(ElementKind kind) =>
        throw new InvalidOperationException($"The column holds {(Kind == ElementKind.Float ? "floats" : "ints")}, but was read as {(kind == ElementKind.Float ? "floats" : "ints")}.");

    private static int WholeRows(int length, int size, string argument)
    {
        (int rows, int rest) = Math.DivRem(length, size);
        return rest == 0
            ? rows
            : throw new ArgumentException($"{argument} has {length} values, but must be a whole number of rows of {size}.", argument);
    }
}
