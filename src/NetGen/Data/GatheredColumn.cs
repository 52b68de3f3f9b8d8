using System;

namespace NetGen;

/// <summary>A column of its own memory that takes chosen rows of a source.</summary>
internal sealed class GatheredColumn
{
    private readonly Column _source;
    private readonly Memory<float> _floats;
    private readonly int[] _ints = [];

    internal GatheredColumn(Column source, int capacity)
    {
        _source = source;
        if (source.Kind == ElementKind.Float)
        {
            _floats = AlignedMemory.Floats(checked(capacity * source.Size));
            Column = new Column(_floats, source.Size);
        }
        else
        {
            _ints = new int[checked(capacity * source.Size)];
            Column = new Column(_ints, source.Size);
        }
    }

    /// <summary>The gathered rows; those past the last <see cref="Gather"/> hold older ones.</summary>
    internal Column Column { get; }

    internal void Gather(ReadOnlySpan<int> rows)
    {
        if (_source.Kind == ElementKind.Float)
        {
            RowGather.Copy(_source.Floats, _source.Size, rows, _floats.Span);
        }
        else
        {
            RowGather.Copy(_source.Ints, _source.Size, rows, _ints);
        }
    }
}
