using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>The trials of a search, the best first.</summary>
internal static class TrialsTable
{
    internal static void Write(Markup section, SearchResult result, string scoreName)
    {
        string[] measures = [.. result.Trials.SelectMany(trial => trial.Measures).Select(measure => measure.Name).Distinct()];
        bool hasNotes = result.Trials.Any(trial => trial.Failure is not null || !trial.Notes.IsEmpty);
        string[] notes = hasNotes ? ["notes"] : [];
        section.Table(
            [">trial", ">" + scoreName, .. result.Parameters.Select(Heading), .. measures.Select(name => ">" + name), ">time", .. notes],
            result.Ranked.Select((trial, rank) => Row(trial, result.Parameters, measures, hasNotes, rank == 0 ? "best" : null))
                .Concat(result.Trials.Where(trial => trial.Failure is not null).Select(trial => Row(trial, result.Parameters, measures, hasNotes, "failed"))));
    }

    internal static string Text(TrialResult trial, SearchParameter parameter) => parameter.IsDiscrete ? trial.TextOf(parameter) : NumberText.Short(trial.NumberOf(parameter));

    private static string Heading(SearchParameter parameter) => parameter.Kind == SearchParameterKind.Choice ? parameter.Name : ">" + parameter.Name;

    private static (IReadOnlyList<object> Cells, string? Style) Row(TrialResult trial, IReadOnlyList<SearchParameter> parameters, string[] measures, bool hasNotes, string? style) => (
        [
            NumberText.Count(trial.Number), trial.Failure is null ? NumberText.Short(trial.Score) : "failed", .. parameters.Select(parameter => Text(trial, parameter)),
            .. measures.Select(name => trial.Measures.Where(measure => measure.Name == name).Select(measure => NumberText.Short(measure.Value)).FirstOrDefault("")),
            NumberText.Duration(trial.Elapsed), .. hasNotes ? new[] { string.Join("; ", trial.Failure is null ? trial.Notes : trial.Notes.Insert(0, trial.Failure)) } : [],
        ], style);
}
