using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NetGen.Data;

/// <summary>What a survey has found out about a column.</summary>
internal sealed class CsvColumn
{
    private readonly CsvTable _table;
    private readonly CsvOptions _options;
    private readonly bool _isTarget;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string>? _given;
    private bool? _isCategory;
    private bool _isOneMissing;

    /// <param name="table">The table.</param>
    /// <param name="place">The column's place in it.</param>
    /// <param name="options">What the columns mean.</param>
    /// <param name="isCategory">Whether it holds categories; null leaves that to its first cell.</param>
    /// <param name="isTarget">Whether it is a target.</param>
    internal CsvColumn(CsvTable table, int place, CsvOptions options, bool? isCategory, bool isTarget)
    {
        _table = table;
        Place = place;
        _options = options;
        _isCategory = isCategory;
        _isTarget = isTarget;
        _given = isTarget && options.Labels.Count > 0 ? new HashSet<string>(options.Labels, StringComparer.Ordinal) : null;
    }

    internal int Place { get; }

    internal string Name => _table.Names[Place];

    private string Noun => _isTarget ? "label" : "category";

    /// <summary>Looks at the cell of the table's row.</summary>
    internal void Read()
    {
        string text = _table[Place];
        if (_isCategory is null && !_table.IsMissingNumber(Place))
        {
            _isCategory = !Texts.TryNumber(text, out float _);
        }

        if (_isCategory != true)
        {
            ReadNumber();
        }
        else if (text.Length == 0)
        {
            _isOneMissing = !_isTarget && _options.MissingCategory is not null ? true : throw Cells.MissingCategory(_table, Place, Noun);
        }
        else
        {
            ReadCategory(text);
        }
    }

    internal ColumnDescription Describe()
    {
        if (_isCategory != true)
        {
            return new ColumnDescription(Name, _isTarget ? null : _options.MissingNumber);
        }

        if (_given is not null)
        {
            return new ColumnDescription(Name, [.. _options.Labels]);
        }

        string? missing = _isOneMissing ? _options.MissingCategory : null;
        if (missing is not null)
        {
            _found.Add(missing);
        }

        return new ColumnDescription(Name, CategoryOrder.Sort(_found, _table.Path, Name), missing);
    }

    private void ReadNumber()
    {
        if (_isTarget || _options.MissingNumber is null || !_table.IsMissingNumber(Place))
        {
            Cells.Number(_table, Place);
        }
    }

    private void ReadCategory(string text)
    {
        if (_given is not null)
        {
            if (!_given.Contains(text))
            {
                throw _table.Bad(Place, $"the cell is \"{Texts.Shortened(text)}\", which is none of the labels given.");
            }

            return;
        }

        if (!_found.Add(text))
        {
            return;
        }

        if (_isTarget && Texts.TryNumber(text, out double number) && number != Math.Floor(number))
        {
            throw _table.Bad(Place, $"the cell is \"{Texts.Shortened(text)}\", but a class has a label or an integer; for regression TargetKind is Numbers.");
        }

        if (_found.Count > _options.MaximumCategories)
        {
            throw _table.Bad(Place, $"there are more than {_options.MaximumCategories} different cells; is each a {Noun}? If so, raise MaximumCategories.");
        }
    }
}
