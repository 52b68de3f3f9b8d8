using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>One point that a search tries: what the objective is given.</summary>
public sealed class Trial : SearchPoint
{
    private readonly List<(string, double)> _measures = [];
    private readonly List<string> _notes = [];

    internal Trial(ImmutableArray<SearchParameter> parameters, ImmutableArray<double> numbers, int number, long seed, int threads)
        : base(parameters, numbers)
    {
        Number = number;
        Seed = seed;
        Threads = threads;
    }

    /// <summary>The trial's number, from 1.</summary>
    public int Number { get; }

    /// <summary>A seed for everything random in the trial, another one for each: 0 to 2^32 - 1.</summary>
    public long Seed { get; }

    /// <summary>How many threads the trial should use, so that those that run at once share the processors: for <see cref="Trainer.Threads"/>. At least 1.</summary>
    public int Threads { get; }

    internal ImmutableArray<(string Name, double Value)> Measures => [.. _measures];

    internal ImmutableArray<string> Notes => [.. _notes];

    /// <summary>Keeps a measure besides the score for tables and files.</summary>
    /// <param name="name">Its name, used once in a trial.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The name was used before.</exception>
    public void Record(string name, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_measures.Exists(measure => measure.Item1 == name))
        {
            throw new ArgumentException($"The trial has a measure {name} already.", nameof(name));
        }

        _measures.Add((name, value));
    }

    /// <summary>Keeps a note for tables and files.</summary>
    /// <param name="text">The note.</param>
    public void Note(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _notes.Add(text);
    }
}
