using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>What a search came to.</summary>
public sealed class SearchResult
{
    internal SearchResult(Goal goal, ImmutableArray<SearchParameter> parameters, string method, ImmutableArray<TrialResult> trials)
    {
        Goal = goal;
        Parameters = parameters;
        Method = method;
        Trials = trials;
        Ranked = [.. trials.Where(trial => trial.Failure is null).OrderBy(trial => goal == Goal.Maximize ? -trial.Score : trial.Score).ThenBy(trial => trial.Number)];
    }

    /// <summary>Which of two scores is the better one.</summary>
    public Goal Goal { get; }

    /// <summary>The parameters, in the order of the space.</summary>
    public IReadOnlyList<SearchParameter> Parameters { get; }

    /// <summary>The method with its settings, in words.</summary>
    public string Method { get; }

    /// <summary>The trials in the order of their numbers, with those of the journal.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The trials that did not fail, the best first, of equal ones the earlier.</summary>
    public IReadOnlyList<TrialResult> Ranked { get; }

    /// <summary>The best trial.</summary>
    /// <exception cref="InvalidOperationException">No trial came to a score, because the search was cancelled before.</exception>
    public TrialResult Best => Ranked.Count > 0 ? Ranked[0] : throw new InvalidOperationException("No trial has come to a score before the search was cancelled.");

    /// <summary>Whether the search was cancelled before all trials were done.</summary>
    public bool Cancelled { get; init; }

    /// <summary>What went wrong without ending the search, such as a journal that could not be written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The time the call took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>A table of the trials, the best first and failed ones last.</summary>
    public override string ToString()
    {
        string[] measures = [.. Trials.SelectMany(trial => trial.Measures).Select(measure => measure.Name).Distinct()];
        var table = new TextTable([">trial", ">score", .. Parameters.Select(Heading), .. measures.Select(name => ">" + name), ">seconds", "notes"]);
        foreach (TrialResult trial in Ranked.Concat(Trials.Where(trial => trial.Failure is not null)))
        {
            table.Add(
            [
                trial.Number.ToString(CultureInfo.InvariantCulture),
                trial.Failure is null ? Short(trial.Score) : "failed",
                .. Parameters.Select(parameter => parameter.IsDiscrete ? trial.TextOf(parameter) : Short(trial.NumberOf(parameter))),
                .. measures.Select(name => Measure(trial, name)),
                trial.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                OneLine(string.Join("; ", trial.Failure is null ? trial.Notes : trial.Notes.Insert(0, trial.Failure))),
            ]);
        }

        var text = new StringBuilder();
        table.AppendTo(text);
        foreach (string warning in Warnings)
        {
            text.Append("Warning: ").Append(warning).Append('\n');
        }

        return text.ToString();
    }

    private static string Heading(SearchParameter parameter) => parameter.Kind == SearchParameterKind.Choice ? parameter.Name : ">" + parameter.Name;

    private static string Measure(TrialResult trial, string name)
    {
        int index = trial.Measures.Select(measure => measure.Name).ToList().IndexOf(name);
        return index < 0 ? "" : Short(trial.Measures[index].Value);
    }

    private static string Short(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
