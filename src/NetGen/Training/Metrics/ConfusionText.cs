using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>A confusion matrix as a table, the same in every culture.</summary>
internal static class ConfusionText
{
    // Wider tables do not fit a console.
    private const int MostColumns = 20;

    internal static string Of(ConfusionMatrix matrix, IReadOnlyList<string>? labels)
    {
        string[] names = [.. Enumerable.Range(0, matrix.Classes).Select(i => labels?[i] ?? Number(i))];
        var text = new StringBuilder();
        (matrix.Classes <= MostColumns ? Whole(matrix, names) : ByClass(matrix, names)).AppendTo(text);
        return text.Append(CultureInfo.InvariantCulture, $"accuracy {Share(matrix.Accuracy)}, macro F1 {Share(matrix.F1(ClassAverage.Macro))}, {Number(matrix.Total)} decisions\n").ToString();
    }

    private static TextTable Whole(ConfusionMatrix matrix, string[] names)
    {
        int[] classes = [.. Enumerable.Range(0, matrix.Classes)];
        bool hasUndecided = classes.Any(i => matrix.Undecided(i) > 0);
        string[] undecided = hasUndecided ? [">undecided"] : [];
        var table = new TextTable(["actual \\ predicted", .. names.Select(name => ">" + name), .. undecided, ">recall"]);
        foreach (int i in classes)
        {
            string[] none = hasUndecided ? [Number(matrix.Undecided(i))] : [];
            table.Add([names[i], .. classes.Select(k => Number(matrix[i, k])), .. none, Share(matrix.Recall(i))]);
        }

        table.Add(["precision", .. classes.Select(k => Share(matrix.Precision(k))), .. undecided.Select(_ => ""), ""]);
        return table;
    }

    private static TextTable ByClass(ConfusionMatrix matrix, string[] names)
    {
        var table = new TextTable("class", ">examples", ">recall", ">precision", ">F1", "most often taken for");
        for (int i = 0; i < matrix.Classes; i++)
        {
            int other = Enumerable.Range(0, matrix.Classes).Where(k => k != i).MaxBy(k => matrix[i, k]);
            string confused = matrix[i, other] > 0 ? $"{names[other]} ({Number(matrix[i, other])})" : "";
            table.Add(names[i], Number(matrix.Actual(i)), Share(matrix.Recall(i)), Share(matrix.Precision(i)), Share(matrix.F1(i)), confused);
        }

        return table;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
