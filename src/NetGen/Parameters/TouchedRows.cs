using System;

namespace NetGen;

/// <summary>The rows of a table [rows, width] whose gradient may be other than 0: each once, in memory that is allocated once.</summary>
internal sealed class TouchedRows(ParameterEntry table)
{
    private readonly int[] _rows = new int[table.Shape[0]];
    private readonly bool[] _isTouched = new bool[table.Shape[0]];
    private int _count;
    private bool _isSorted = true;

    internal ParameterEntry Table => table;

    /// <summary>The touched rows, ascending.</summary>
    internal ReadOnlySpan<int> Rows
    {
        get
        {
            Span<int> rows = _rows.AsSpan(0, _count);
            if (!_isSorted)
            {
                rows.Sort();
                _isSorted = true;
            }

            return rows;
        }
    }

    /// <exception cref="IndexOutOfRangeException">The table has no such row.</exception>
    internal void Touch(int row)
    {
        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            _isSorted &= _count == 0 || _rows[_count - 1] < row;
            _rows[_count++] = row;
        }
    }

    internal void TouchAll()
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            Touch(row);
        }
    }

    internal void Forget()
    {
        foreach (int row in _rows.AsSpan(0, _count))
        {
            _isTouched[row] = false;
        }

        _count = 0;
        _isSorted = true;
    }
}
