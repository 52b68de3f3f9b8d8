using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>What the network looks like inside: parameters, gradients, what its layers give, and which units are stuck.</summary>
internal static class InsideSection
{
    /// <summary>Of more histograms of a kind some at equal distances are drawn: a reader does not look at hundreds.</summary>
    private const int MostHistograms = 60;

    internal static void Write(Markup page, INetwork network, NetworkSurvey? survey)
    {
        IReadOnlyList<ParameterStatistics> parameters = survey is null ? Parameters(network) : survey.Parameters;
        if (survey is not null && survey.Layers.Length > 0)
        {
            page.Section("Layers at work", section => Layers(section, survey));
        }

        if (parameters.Count > 0)
        {
            page.Section(survey?.Loss is null ? "Parameters" : "Parameters and gradients", section => Histograms(section, parameters));
        }
    }

    private static ParameterStatistics[] Parameters(INetwork network) =>
    [
        .. network.Parameters.Layout.Entries.Where(entry => entry.SharedWith is null && entry.Role != ParameterRole.Setting)
            .Select(entry => new ParameterStatistics(entry.Name, entry.Shape, entry.Role, Histogram.Of(network.Parameters[entry.Name].ToArray()), null)),
    ];

    private static void Layers(Markup section, NetworkSurvey survey)
    {
        section.Element(
            "p",
            $"Values of {NumberText.Count(survey.Rows)} examples. Saturated: within 1 % of a bound of the activation, where few gradients pass. Dead: off for every one of these examples, so that the unit does not learn.",
            ("class", "quiet"));
        section.Table(
            ["layer", "operation", ">units", ">mean", ">deviation", ">least", ">largest", "saturated", "dead units", ">not finite"],
            survey.Layers.Select(layer => ((IReadOnlyList<object>)
                [
                    layer.Name, layer.Operation.Length == 0 ? "input" : layer.Operation, NumberText.Count(layer.Units), NumberText.Short(layer.Values.Mean), NumberText.Short(layer.Values.StandardDeviation),
                    NumberText.Short(layer.Values.Min), NumberText.Short(layer.Values.Max), layer.SaturatedShare is double saturated ? Parts.Meter(saturated) : "",
                    layer.DeadShare is double dead ? Parts.Meter(dead) : "", layer.Values.NonFinite == 0 ? "" : NumberText.Count(layer.Values.NonFinite),
                ], (string?)null)));
        section.Element("h3", "Values of the layers", ("style", "margin-top:18px"));
        section.Open("div", ("class", "small"));
        foreach (LayerStatistics layer in Some(survey.Layers))
        {
            section.Figure(layer.Name, Note(layer), HistogramChart.Draw(layer.Values, "Values of " + layer.Name, 3));
        }

        section.Close("div");
        More(section, survey.Layers.Length);
    }

    private static void Histograms(Markup section, IReadOnlyList<ParameterStatistics> parameters)
    {
        section.Open("div", ("class", "small"));
        foreach (ParameterStatistics parameter in Some(parameters))
        {
            string shape = $"[{string.Join(", ", parameter.Shape)}]";
            section.Figure($"{parameter.Name} {shape}", "values: " + Note(parameter.Values), HistogramChart.Draw(parameter.Values, "Values of " + parameter.Name, 1));
            if (parameter.Gradient is { } gradient)
            {
                section.Figure($"{parameter.Name} {shape}", "gradient: " + Note(gradient), HistogramChart.Draw(gradient, "Gradient of " + parameter.Name, 2));
            }
        }

        section.Close("div");
        More(section, parameters.Count);
    }

    private static string Note(LayerStatistics layer)
    {
        string saturated = layer.SaturatedShare is double share ? $", {NumberText.Percent(share)} saturated" : "";
        string dead = layer.DeadUnits is int units ? $", {NumberText.Count(units)} of {NumberText.Count(layer.Units)} units dead" : "";
        return $"{(layer.Operation.Length == 0 ? "input" : layer.Operation)}{saturated}{dead}";
    }

    private static string Note(Histogram histogram)
    {
        string zeros = histogram.Zeros > 0 ? $", {NumberText.Percent(histogram.ZeroShare)} are 0" : "";
        string bad = histogram.NonFinite > 0 ? $", {NumberText.Count(histogram.NonFinite)} not finite" : "";
        return $"mean {NumberText.Short(histogram.Mean)}, deviation {NumberText.Short(histogram.StandardDeviation)}{zeros}{bad}";
    }

    private static IEnumerable<T> Some<T>(IReadOnlyList<T> all) => all.Count <= MostHistograms
        ? all
        : Enumerable.Range(0, MostHistograms).Select(i => all[(int)((long)i * (all.Count - 1) / (MostHistograms - 1))]);

    private static void More(Markup section, int count)
    {
        if (count > MostHistograms)
        {
            section.Element("p", $"{MostHistograms} of {NumberText.Count(count)} are drawn.", ("class", "quiet"));
        }
    }
}
