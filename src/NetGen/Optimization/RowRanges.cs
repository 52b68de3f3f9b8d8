using System;

namespace NetGen;

/// <summary>The parts of a table's storage that hold touched rows, in ascending order and each once.</summary>
/// <remarks>Rows need not begin at a multiple of 16 floats: what lies around one up to the next such multiple is padding or belongs to other rows, whose gradient is 0 unless they are
/// touched too.</remarks>
internal ref struct RowRanges(ParameterEntry table, ReadOnlySpan<int> rows)
{
    private readonly ReadOnlySpan<int> _rows = rows;
    private readonly int _width = table.Shape[1];
    private readonly int _offset = table.Offset;
    private int _next;
    private int _done;

    /// <summary>The next part; false after the last.</summary>
    internal bool Next(out StorageRange range)
    {
        while (_next < _rows.Length)
        {
            int row = _rows[_next++];
            int start = Math.Max(_done, Shapes.RoundDown16(row * _width));
            int end = Shapes.RoundUp16((row + 1) * _width);
            if (start < end)
            {
                _done = end;
                range = new StorageRange(_offset + start, end - start);
                return true;
            }
        }

        range = default;
        return false;
    }
}
