using System;
using System.Collections;
using System.Collections.Generic;

namespace NetGen;

/// <summary>The folds of a cross-validation; a pair is copied when it is asked for.</summary>
internal sealed class FoldList : IReadOnlyList<(Examples Train, Examples Validation)>
{
    private readonly Examples _examples;
    private readonly int[] _foldOfRow;

    /// <param name="examples">The examples.</param>
    /// <param name="order">All rows; they are dealt to the folds in turn.</param>
    /// <param name="count">The number of folds.</param>
    internal FoldList(Examples examples, int[] order, int count)
    {
        _examples = examples;
        Count = count;
        _foldOfRow = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            _foldOfRow[order[i]] = i % count;
        }
    }

    public int Count { get; }

    public (Examples Train, Examples Validation) this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(index), $"There is no fold {index}; there are 0 to {Count - 1}.");
            }

            var train = new List<int>(_foldOfRow.Length);
            var validation = new List<int>((_foldOfRow.Length / Count) + 1);
            for (int row = 0; row < _foldOfRow.Length; row++)
            {
                (_foldOfRow[row] == index ? validation : train).Add(row);
            }

            return (_examples.Select([.. train]), _examples.Select([.. validation]));
        }
    }

    public IEnumerator<(Examples Train, Examples Validation)> GetEnumerator()
    {
        for (int fold = 0; fold < Count; fold++)
        {
            yield return this[fold];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
