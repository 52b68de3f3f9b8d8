using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NetGen.Data;

/// <summary>Turns the rows of a table into examples, as a description says.</summary>
internal sealed class CsvEncoder
{
    private readonly CsvTable _table;
    private readonly DataDescription _description;
    private readonly int[] _inputs;
    private readonly int[] _targets;
    private readonly int _weight;
    private readonly bool _areTargetsNumbers;

    internal CsvEncoder(CsvTable table, DataDescription description, bool withTargets)
    {
        _table = table;
        _description = description;
        bool byPlace = !withTargets && !table.Format.HasHeader && table.Names.Length == description.Inputs.Length;
        var missing = new List<string>();
        _inputs = [.. description.Inputs.Select((column, i) => byPlace ? i : Place(column.Name))];
        _targets = withTargets ? [.. description.Targets.Select(column => Place(column.Name))] : [];
        _weight = withTargets && table.Format.Weight is { } weight ? Place(weight) : -1;
        _areTargetsNumbers = description.Targets.All(column => !column.IsCategorical);
        if (missing.Count > 0)
        {
            throw table.Lacks(missing);
        }

        Layout = MakeLayout();

        int Place(string name)
        {
            int place = table.Find(name);
            if (place < 0)
            {
                missing.Add(name);
            }

            return place;
        }
    }

    /// <summary>One input of all columns; one target of floats if all are numbers, else one for each column.</summary>
    internal ExampleLayout Layout { get; }

    /// <summary>Writes the table's row.</summary>
    /// <exception cref="InvalidDataException">A cell is missing or is not what its column holds.</exception>
    internal void Encode(ExampleRow row)
    {
        Span<float> values = row.FloatInput(0);
        int start = 0;
        for (int i = 0; i < _inputs.Length; i++)
        {
            ColumnDescription column = _description.Inputs[i];
            EncodeInput(column, _inputs[i], values.Slice(start, column.Size));
            start += column.Size;
        }

        for (int i = 0; i < _targets.Length; i++)
        {
            ColumnDescription column = _description.Targets[i];
            if (column.IsCategorical)
            {
                row.IntTarget(i)[0] = Category(column, _targets[i], "label");
            }
            else
            {
                float number = Cells.Number(_table, _targets[i]);
                (_areTargetsNumbers ? row.FloatTarget(0).Slice(i, 1) : row.FloatTarget(i))[0] = number;
            }
        }

        if (_weight >= 0)
        {
            float weight = Cells.Number(_table, _weight);
            row.SetWeight(weight >= 0 ? weight : throw _table.Bad(_weight, $"the cell is \"{Texts.Shortened(_table[_weight])}\", but a weight is not negative."));
        }
    }

    private void EncodeInput(ColumnDescription column, int place, Span<float> values)
    {
        if (column.IsCategorical)
        {
            values[Category(column, place, "category")] = 1;
        }
        else if (column.MissingNumber is { } number && _table.IsMissingNumber(place))
        {
            values[0] = number;
        }
        else
        {
            values[0] = Cells.Number(_table, place);
        }
    }

    private int Category(ColumnDescription column, int place, string noun)
    {
        string text = _table[place];
        if (text.Length == 0 && column.IndexOf(text) < 0)
        {
            return column.MissingCategory is { } category ? column.IndexOf(category) : throw Cells.MissingCategory(_table, place, noun);
        }

        int index = column.IndexOf(text);
        return index >= 0
            ? index
            : throw _table.Bad(place, $"the cell is \"{Texts.Shortened(text)}\", a {noun} that the description does not have; it has {Known(column)}.");
    }

    private static string Known(ColumnDescription column) =>
        string.Join(", ", column.Categories.Take(10).Select(category => $"\"{Texts.Shortened(category)}\"")) + (column.Categories.Length > 10 ? ", ..." : "");

    private ExampleLayout MakeLayout()
    {
        var input = new FieldInfo("x", [_description.InputSize], ElementKind.Float);
        ImmutableArray<FieldInfo> targets = _targets switch
        {
            [] => [],
            _ when _areTargetsNumbers => [new FieldInfo("t", [_targets.Length], ElementKind.Float)],
            _ => [.. _description.Targets.Select(column => new FieldInfo(column.Name, [], column.IsCategorical ? ElementKind.Int : ElementKind.Float))],
        };
        return new ExampleLayout([input], targets, _weight >= 0);
    }
}
