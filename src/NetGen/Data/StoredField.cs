using System;

namespace NetGen;

/// <summary>The rows of one field of a <see cref="RowStore"/>.</summary>
internal sealed class StoredField(FieldInfo field)
{
    private readonly int _size = field.Size;
    private readonly bool _isFloat = field.Kind == ElementKind.Float;
    private Memory<float> _floats;
    private int[] _ints = [];

    internal Span<float> Floats(int row) => _isFloat
        ? _floats.Span.Slice(row * _size, _size)
        : throw new InvalidOperationException($"{field.Name} holds ints, but was written as floats.");

    internal Span<int> Ints(int row) => !_isFloat
        ? _ints.AsSpan(row * _size, _size)
        : throw new InvalidOperationException($"{field.Name} holds floats, but was written as ints.");

    internal void Grow(int rows)
    {
        if ((long)rows * _size > Array.MaxLength)
        {
            throw new InvalidOperationException($"{rows} rows of {_size} values of {field.Name} are more than an array can hold; read them as a stream, with a smaller buffer.");
        }

        if (_isFloat)
        {
            Memory<float> grown = AlignedMemory.Floats(rows * _size);
            _floats.CopyTo(grown);
            _floats = grown;
        }
        else
        {
            Array.Resize(ref _ints, rows * _size);
        }
    }

    internal void Clear(int row)
    {
        if (_isFloat)
        {
            Floats(row).Clear();
        }
        else
        {
            Ints(row).Clear();
        }
    }

    internal void Copy(int row, StoredField target, int targetRow)
    {
        if (_isFloat)
        {
            Floats(row).CopyTo(target.Floats(targetRow));
        }
        else
        {
            Ints(row).CopyTo(target.Ints(targetRow));
        }
    }

    /// <summary>The first rows as a column over the same memory.</summary>
    internal Column Column(int rows) => _isFloat ? new Column(_floats[..(rows * _size)], _size) : new Column(_ints.AsMemory(0, rows * _size), _size);
}
