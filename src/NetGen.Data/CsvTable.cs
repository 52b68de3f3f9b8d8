using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace NetGen.Data;

/// <summary>The rows of a CSV file as texts, one at a time; refuses what is no table.</summary>
internal sealed class CsvTable : IDisposable
{
    // A quote that is never closed would make the rest of the file one cell.
    private const int LongestCell = 1 << 20;

    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private readonly HashSet<string> _missing;
    private readonly HashSet<int> _unnamed = [];
    private string[] _cells = [];
    private bool _isRead;

    internal CsvTable(string path, CsvFormat format)
    {
        if (format.Separator is '"' or '\n' or '\r')
        {
            throw new ArgumentException("A quote or a line break cannot separate cells.", nameof(format));
        }

        Path = path;
        Format = format;
        _missing = new HashSet<string>(format.MissingTexts, StringComparer.OrdinalIgnoreCase);
        _reader = new StreamReader(path, format.Encoding ?? new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Separator.ToString(),
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = LongestCell,
            BadDataFound = _ => throw BadQuotes(),
        };
        _parser = new CsvParser(_reader, configuration, leaveOpen: true);
        try
        {
            Names = ReadNames();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal string Path { get; }

    internal CsvFormat Format { get; }

    /// <summary>The names of the columns.</summary>
    internal ImmutableArray<string> Names { get; private set; }

    /// <summary>The line that the row begins in, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>The number of rows read, without the header.</summary>
    internal long Row { get; private set; }

    /// <summary>A cell of the row.</summary>
    internal string this[int column] => _cells[column];

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="InvalidDataException">The row is no CSV or has another number of cells than the first one, or there is no row at all.</exception>
    internal bool TryReadRow()
    {
        if (_isRead)
        {
            _isRead = false;
        }
        else if (!TryParse())
        {
            return Row > 0 ? false : throw new InvalidDataException($"{Path} has a header, but no rows.");
        }

        if (_cells.Length != Names.Length)
        {
            throw new InvalidDataException($"{Path}, line {Line}: the row has {Counted(_cells.Length)}, but {(Format.HasHeader ? "the header" : "the first row")} has {Names.Length}.");
        }

        Row++;
        return true;
    }

    /// <summary>Whether a cell stands for a missing number.</summary>
    internal bool IsMissingNumber(int column) => _missing.Contains(_cells[column]);

    /// <summary>Whether the header has no name for a column.</summary>
    internal bool IsUnnamed(int column) => _unnamed.Contains(column);

    /// <summary>What is wrong with a cell of the row, as an error.</summary>
    internal InvalidDataException Bad(int column, string problem) => new($"{Path}, line {Line}, column \"{Names[column]}\": {problem}");

    /// <summary>The place of a column; -1 if there is none of that name.</summary>
    internal int Find(string name) => Names.IndexOf(name);

    /// <summary>Columns that are not there, as an error.</summary>
    internal InvalidDataException Lacks(IReadOnlyList<string> names)
    {
        string wanted = string.Join(", ", names.Select(name => $"\"{name}\""));
        string known = string.Join(", ", Names.Take(20).Select(name => $"\"{Texts.Shortened(name)}\"")) + (Names.Length > 20 ? ", ..." : "");
        string hint = Names.Length == 1 ? $" It is read as a single column; is '{Format.Separator}' its separator?" : "";
        return new InvalidDataException($"{Path} has no column {wanted}; it has {known}.{hint}");
    }

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private ImmutableArray<string> ReadNames()
    {
        if (!TryParse())
        {
            throw new InvalidDataException($"{Path} is empty.");
        }

        if (!Format.HasHeader)
        {
            _isRead = true;
            return [.. Enumerable.Range(1, _cells.Length).Select(Unnamed)];
        }

        string[] names = [.. _cells];
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                names[i] = Unnamed(i + 1);
                _unnamed.Add(i);
            }
        }

        for (int i = 0; i < names.Length; i++)
        {
            int first = Array.IndexOf(names, names[i]);
            if (first != i)
            {
                throw new InvalidDataException($"{Path}, line {Line}: the columns {first + 1} and {i + 1} both have the name \"{Texts.Shortened(names[i])}\".");
            }
        }

        return [.. names];
    }

    private static string Unnamed(int number) => string.Create(CultureInfo.InvariantCulture, $"column{number}");

    // A line of white space is blank too, though the parser takes it for a row of one cell.
    private bool TryParse()
    {
        do
        {
            if (!TryParseLine())
            {
                return false;
            }
        }
        while (_cells is [""]);

        return true;
    }

    private bool TryParseLine()
    {
        try
        {
            if (!_parser.Read())
            {
                return false;
            }

            // The parser counts the row's last line. The break after it belongs to the row only where a quote is open.
            ReadOnlySpan<char> text = _parser.RawRecord;
            bool isOpen = text.Count('"') % 2 != 0;
            Line = _parser.RawRow - LineBreaks(isOpen ? text : text.TrimEnd("\r\n"));
            if (isOpen)
            {
                throw BadQuotes();
            }

            if (_cells.Length != _parser.Count)
            {
                _cells = new string[_parser.Count];
            }

            for (int i = 0; i < _cells.Length; i++)
            {
                _cells[i] = _parser[i];
            }

            return true;
        }
        catch (DecoderFallbackException error)
        {
            string encoding = Format.Encoding?.WebName ?? "UTF-8";
            throw new InvalidDataException($"{Path}, near line {Line + 1}: the bytes are no {encoding}; if the file is coded in another way, say so with Encoding.", error);
        }
        catch (MaxFieldSizeException error)
        {
            throw new InvalidDataException($"{Path}, line {_parser.RawRow}: a cell has more than {LongestCell} characters; is a quote left open?", error);
        }
    }

    private InvalidDataException BadQuotes() =>
        new($"{Path}, line {Line}: a quote is never closed, or stands within a cell; a cell with quotes is written in quotes, and those within it are doubled.");

    private static int LineBreaks(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");

    private static string Counted(int count) => count == 1 ? "1 cell" : $"{count} cells";
}
