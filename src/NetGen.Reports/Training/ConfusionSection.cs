using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>Which classes were taken for which.</summary>
internal static class ConfusionSection
{
    /// <summary>With more classes a matrix cannot be read; the most frequent mistakes are then listed alone.</summary>
    private const int MostDrawn = 100;

    private const int MostListed = 12;

    internal static void Write(Markup page, ConfusionMatrix matrix, string[] labels, bool ofTest) => page.Section($"Confusion of classes, {(ofTest ? "test" : "last validation")}", section =>
    {
        section.Open("div", ("class", "charts"));
        if (matrix.Classes <= MostDrawn)
        {
            section.Figure("Confusion matrix", "a row for each actual class; colours are shares of the row", HeatMap.Draw(matrix, labels));
        }

        section.Open("div").Element("h3", "Most frequent mistakes");
        (long Count, int Actual, int Predicted)[] mistakes = [.. Mistakes(matrix).OrderByDescending(mistake => mistake.Count).Take(MostListed)];
        if (mistakes.Length == 0)
        {
            section.Element("p", "None: every class was recognised.", ("class", "quiet"));
        }
        else
        {
            section.Table(
                ["actual", "taken for", ">times", ">share of class"],
                mistakes.Select(mistake => ((IReadOnlyList<object>)
                    [
                        labels[mistake.Actual], labels[mistake.Predicted], NumberText.Count(mistake.Count),
                        NumberText.Percent((double)mistake.Count / (Enumerable.Range(0, matrix.Classes).Sum(predicted => matrix[mistake.Actual, predicted]) + matrix.Undecided(mistake.Actual))),
                    ], (string?)null)));
        }

        section.Close("div").Close("div");
    });

    private static IEnumerable<(long Count, int Actual, int Predicted)> Mistakes(ConfusionMatrix matrix) =>
        from actual in Enumerable.Range(0, matrix.Classes)
        from predicted in Enumerable.Range(0, matrix.Classes)
        where actual != predicted && matrix[actual, predicted] > 0
        select (matrix[actual, predicted], actual, predicted);
}
