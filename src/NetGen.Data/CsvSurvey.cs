using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NetGen.Data;

/// <summary>Goes through a table and finds out what its columns hold.</summary>
internal sealed class CsvSurvey
{
    private readonly CsvTable _table;
    private readonly CsvOptions _options;
    private readonly List<CsvColumn> _inputs = [];
    private readonly List<CsvColumn> _targets = [];

    internal CsvSurvey(CsvTable table, CsvOptions options)
    {
        _table = table;
        _options = options;
        int[] targets = FindTargets();
        RequireKnown();
        _targets.AddRange(targets.Select(place => new CsvColumn(table, place, options, IsCategory(options.TargetKind), isTarget: true)));
        foreach (int place in FindInputs(targets))
        {
            string name = table.Names[place];
            bool? isCategory = options.Categories.Contains(name, StringComparer.Ordinal) ? true : options.TextAsCategories ? null : false;
            _inputs.Add(new CsvColumn(table, place, options, isCategory, isTarget: false));
        }

        RequireSense();
    }

    /// <summary>Reads all rows.</summary>
    /// <exception cref="InvalidDataException">A cell is missing or is not what its column holds.</exception>
    internal DataDescription Run()
    {
        while (_table.TryReadRow())
        {
            _inputs.ForEach(column => column.Read());
            _targets.ForEach(column => column.Read());
        }

        return new DataDescription([.. _inputs.Select(column => column.Describe())], [.. _targets.Select(column => column.Describe())]);
    }

    private static bool IsCategory(CsvTargetKind kind) => kind == CsvTargetKind.Classes;

    private int[] FindTargets()
    {
        int given = (_options.Target is null ? 0 : 1) + (_options.TargetIndex is null ? 0 : 1) + (_options.Targets.Count == 0 ? 0 : 1);
        if (_options.TargetKind == CsvTargetKind.None)
        {
            return given == 0 ? [] : throw new ArgumentException("The options name a target, but TargetKind says that there is none.", "options");
        }

        if (given != 1)
        {
            throw new ArgumentException("The options must name the target by one of Target, TargetIndex and Targets; where there is none, TargetKind is None.", "options");
        }

        if (_options.TargetIndex is { } index)
        {
            int place = index.GetOffset(_table.Names.Length);
            return (uint)place < (uint)_table.Names.Length
                ? [place]
                : throw new InvalidDataException($"{_table.Path} has no column {index} for the target; it has {_table.Names.Length} columns.");
        }

        return Places(_options.Target is { } name ? [name] : _options.Targets);
    }

    private IEnumerable<int> FindInputs(int[] targets)
    {
        if (_options.Columns.Count > 0)
        {
            return Places(_options.Columns).Except(Places(_options.Exclude));
        }

        int weight = _options.Weight is { } name ? _table.Find(name) : -1;
        return Enumerable.Range(0, _table.Names.Length).Except(targets).Except([weight]).Except(Places(_options.Exclude));
    }

    private int[] Places(IEnumerable<string> names) => [.. names.Select(_table.Find)];

    private void RequireKnown()
    {
        string?[] named = [_options.Target, _options.Weight, .. _options.Targets, .. _options.Columns, .. _options.Exclude, .. _options.Categories];
        string[] missing = [.. named.Where(name => name is not null && _table.Find(name) < 0).Distinct().Cast<string>()];
        if (missing.Length > 0)
        {
            throw _table.Lacks(missing);
        }
    }

    private void RequireSense()
    {
        if (_inputs.Count == 0)
        {
            throw new InvalidDataException($"{_table.Path} has no column for the inputs besides those of targets, weights and Exclude.");
        }

        CsvColumn? twice = _inputs.Find(input => _targets.Exists(target => target.Name == input.Name) || input.Name == _options.Weight);
        if (twice is not null)
        {
            throw new ArgumentException($"The column \"{twice.Name}\" cannot be an input and a target or weight as well.", "options");
        }

        string? unused = _options.Categories.FirstOrDefault(name => !_inputs.Exists(input => input.Name == name));
        if (unused is not null)
        {
            throw new ArgumentException($"The column \"{unused}\" holds categories, but is no input.", "options");
        }

        if (_options.Labels.Count > 0 && (_options.TargetKind != CsvTargetKind.Classes || _targets.Count != 1))
        {
            throw new ArgumentException("Labels are those of one target of classes; the options have another.", "options");
        }

        if (_table.Format.HasHeader && _inputs.Find(input => _table.IsUnnamed(input.Place)) is { } unnamed)
        {
            throw new InvalidDataException(
                $"{_table.Path}: the column {unnamed.Place + 1} has no name; such a column is often the number of the row. Name it, or leave it out with Exclude, as \"{unnamed.Name}\".");
        }
    }
}
