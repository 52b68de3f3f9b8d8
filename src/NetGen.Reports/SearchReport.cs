using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A report of a search: the score over the trials, against each parameter, and a table of the trials, as one HTML file.</summary>
/// <example><code>
/// new SearchReport(result).Save("search.html");
/// </code></example>
public sealed class SearchReport : Report
{
    /// <summary>Creates a report.</summary>
    /// <param name="result">What the search returned.</param>
    public SearchReport(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Result = result;
    }

    /// <summary>What the search returned.</summary>
    public SearchResult Result { get; }

    /// <summary>What the score is, for the axes.</summary>
    public string ScoreName { get; init; } = "score";

    private protected override string DefaultTitle => $"Search over {string.Join(", ", Result.Parameters.Select(parameter => parameter.Name))}";

    private protected override void Write(Markup page)
    {
        string date = Date is DateTimeOffset at ? at.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " · " : "";
        page.Element("p", $"{date}{Result.Method}, {(Result.Goal == Goal.Maximize ? "the highest" : "the lowest")} {ScoreName} wins", ("class", "quiet"));
        page.Facts(Facts());
        if (Result.Cancelled)
        {
            page.Notice("The search was cancelled before all trials were done.");
        }

        foreach (string warning in Result.Warnings)
        {
            page.Notice("Warning: " + warning);
        }

        page.Section("Course of the search", section =>
        {
            section.Open("div", ("class", "charts"));
            section.Figure(Course());
            section.Close("div");
        });
        page.Section("Parameters", section =>
        {
            section.Open("div", ("class", "charts"));
            foreach (SearchParameter parameter in Result.Parameters)
            {
                section.Figure(Against(parameter));
            }

            section.Close("div");
            section.Open("ul", ("class", "quiet"));
            foreach (SearchParameter parameter in Result.Parameters)
            {
                section.Element("li", parameter.ToString());
            }

            section.Close("ul");
        });
        page.Section("Trials", section => TrialsTable.Write(section, Result, ScoreName));
    }

    private IEnumerable<(string, string, string?)> Facts()
    {
        int failed = Result.Trials.Count - Result.Ranked.Count;
        yield return ("trials", NumberText.Count(Result.Trials.Count), failed > 0 ? $"{NumberText.Count(failed)} failed" : null);
        yield return ("time", NumberText.Duration(Result.Elapsed), null);
        if (Result.Ranked.Count > 0)
        {
            yield return ("best " + ScoreName, NumberText.Short(Result.Best.Score), "trial " + NumberText.Count(Result.Best.Number));
            foreach (SearchParameter parameter in Result.Parameters)
            {
                yield return (parameter.Name, TrialsTable.Text(Result.Best, parameter), "of the best trial");
            }
        }
    }

    private Chart Course()
    {
        TrialResult[] done = [.. Result.Trials.Where(trial => trial.Failure is null)];
        var best = new List<(double, double)>();
        foreach (TrialResult trial in done)
        {
            double before = best.Count > 0 ? best[^1].Item2 : trial.Score;
            best.Add((trial.Number, Result.Goal == Goal.Maximize ? Math.Max(before, trial.Score) : Math.Min(before, trial.Score)));
        }

        return new Chart
        {
            Title = $"{char.ToUpperInvariant(ScoreName[0])}{ScoreName[1..]} over the trials",
            XLabel = "trial",
            YLabel = ScoreName,
            Series =
            [
                new Series("best so far", 2, best) { IsStepped = true },
                new Series("trial", 1, [.. done.Select(trial => ((double)trial.Number, trial.Score))]) { IsScatter = true, Notes = [.. done.Select(trial => trial.ToString())], Mark = Mark(trial => trial.Number) },
            ],
        };
    }

    private Chart Against(SearchParameter parameter)
    {
        TrialResult[] done = [.. Result.Trials.Where(trial => trial.Failure is null)];
        return new Chart
        {
            Title = $"{char.ToUpperInvariant(ScoreName[0])}{ScoreName[1..]} against {parameter.Name}",
            XLabel = parameter.Name,
            YLabel = ScoreName,
            IsXLogarithmic = parameter.IsLogarithmic,
            XNames = parameter.Kind == SearchParameterKind.Choice ? parameter.Labels : [],
            Series =
            [
                new Series("trial", 1, [.. done.Select(trial => (trial.NumberOf(parameter), trial.Score))])
                {
                    IsScatter = true,
                    Notes = [.. done.Select(trial => trial.ToString())],
                    Mark = Mark(trial => trial.NumberOf(parameter)),
                },
            ],
        };
    }

    private (double, double, string)? Mark(Func<TrialResult, double> x) =>
        Result.Ranked.Count > 0 ? (x(Result.Best), Result.Best.Score, $"best {NumberText.Short(Result.Best.Score)} in trial {NumberText.Count(Result.Best.Number)}") : null;
}
