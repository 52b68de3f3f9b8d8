using System;
using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>What a trial came to.</summary>
public sealed class TrialResult : SearchPoint
{
    internal TrialResult(ImmutableArray<SearchParameter> parameters, ImmutableArray<double> numbers)
        : base(parameters, numbers)
    {
    }

    /// <summary>The trial's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The trial's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The score; NaN if the trial failed.</summary>
    public required double Score { get; init; }

    /// <summary>The time it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Why the trial failed: what the objective threw, or that its score is no finite number; null if it did not fail.</summary>
    public string? Failure { get; init; }

    /// <summary>The measures recorded besides the score, in order.</summary>
    public ImmutableArray<(string Name, double Value)> Measures { get; init; } = [];

    /// <summary>The notes, in order.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The trial in a line, such as <c>trial 12: 0.9312 with width 32, rate 0.01</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"trial {Number}: {(Failure is null ? Score.ToString("G6", CultureInfo.InvariantCulture) : $"failed ({Failure})")} with {base.ToString()}");
}
