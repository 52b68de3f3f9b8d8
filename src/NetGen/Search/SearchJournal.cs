using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetGen;

/// <summary>A file with a line for each trial that is done, after a first line that says of what search. A line that cannot be written is kept and tried again with the next, so that a full
/// disk costs nothing but the journal.</summary>
internal sealed class SearchJournal : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly List<byte[]> _pending = [];
    private readonly List<TrialResult> _results = [];
    private readonly List<string> _warnings = [];

    // The end of the last line that was written whole.
    private long _end;
    private string _fault = "";

    private SearchJournal(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>The trials that were in the file.</summary>
    internal IReadOnlyList<TrialResult> Results => _results;

    internal IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens a journal, or begins one.</summary>
    /// <exception cref="InvalidDataException">The file is of another search, or no journal.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    internal static SearchJournal Open(string path, SearchIdentity identity)
    {
        // Without a buffer: what failed to be written must not be written later. Shared for reading only, so that no second search writes it.
        var journal = new SearchJournal(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        try
        {
            journal.Read(identity);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a trial.</summary>
    internal void Add(TrialResult result)
    {
        _pending.Add(SearchJournalLine.OfTrial(result));
        TryWrite();
    }

    /// <summary>Writes what could not be written before, or warns of it.</summary>
    internal void Close()
    {
        TryWrite();
        if (_pending.Count > 0)
        {
            _warnings.Add($"{_path} lacks the last {_pending.Count} trials, because it could not be written: {_fault}");
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Read(SearchIdentity identity)
    {
        var content = new byte[_stream.Length];
        _stream.ReadExactly(content);
        byte[] header = SearchJournalLine.OfHeader(identity);
        int start = 0;
        for (int number = 1, end; (end = Array.IndexOf(content, (byte)'\n', start)) >= 0; start = end + 1, number++)
        {
            ReadLine(content.AsMemory(start, end - start), number, identity);
        }

        _end = start;
        ReadOnlySpan<byte> torn = content.AsSpan(start);
        if (start == 0 && !header.AsSpan().StartsWith(torn))
        {
            throw new InvalidDataException($"{_path} is no journal of a search.");
        }

        if (!torn.IsEmpty)
        {
            _warnings.Add($"The last line of {_path} was cut short, as by a crash; its trial is run again.");
        }

        if (start == 0)
        {
            _pending.Add(header);
            Write();
        }
    }

    private void ReadLine(ReadOnlyMemory<byte> line, int number, SearchIdentity identity)
    {
        try
        {
            if (number == 1)
            {
                RequireSame(SearchJournalLine.ReadHeader(line), identity);
                return;
            }

            TrialResult result = SearchJournalLine.ReadTrial(line, identity.Parameters);
            if (_results.Any(other => other.Number == result.Number))
            {
                throw new FormatException($"trial {result.Number} stands there twice");
            }

            _results.Add(result);
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            string what = number == 1 ? "is no journal of a search" : $"cannot be read at line {number}";
            throw new InvalidDataException($"{_path} {what}: {error.Message}", error);
        }
    }

    private void RequireSame(IReadOnlyDictionary<string, string> header, SearchIdentity identity)
    {
        string[] differences =
        [
            .. identity.Parts.Where(part => header.GetValueOrDefault(part.Name) != part.Text)
                .Select(part => $"the {part.Name} there is \"{header.GetValueOrDefault(part.Name)}\", here \"{part.Text}\""),
        ];
        if (differences.Length > 0)
        {
            throw new InvalidDataException($"{_path} is the journal of another search: {string.Join("; ", differences)}. Name another file, or delete this one.");
        }
    }

    private void TryWrite()
    {
        try
        {
            Write();
        }
        catch (IOException error)
        {
            _fault = error.Message;
        }
    }

    private void Write()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        // Part of a line may stand there from a crash or a try that failed.
        _stream.SetLength(_end);
        _stream.Position = _end;
        byte[] lines = [.. _pending.SelectMany(line => line)];
        _stream.Write(lines);
        _stream.Flush(flushToDisk: true);
        _end += lines.Length;
        _pending.Clear();
    }
}
