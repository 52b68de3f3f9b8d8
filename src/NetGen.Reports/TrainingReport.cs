using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A report of a training: the course of loss, metrics and learning rate, the confusion matrix, what the network looks like inside, and its graph, as one HTML file.</summary>
/// <example><code>
/// TrainingResult result = trainer.Fit(train, epochs: 50, validation);
/// new TrainingReport(model, result) { Test = trainer.Evaluate(test), Labels = ["no", "yes"], Sample = train }.Save("report.html");
/// </code></example>
public sealed class TrainingReport : Report
{
    private readonly IReadOnlyList<string> _labels = [];

    /// <summary>Creates a report.</summary>
    /// <param name="network">The network that was trained.</param>
    /// <param name="result">What the training returned.</param>
    public TrainingReport(INetwork network, TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(result);
        Network = network;
        Result = result;
    }

    /// <summary>The network that was trained.</summary>
    public INetwork Network { get; }

    /// <summary>What the training returned.</summary>
    public TrainingResult Result { get; }

    /// <summary>How the network does on examples that training did not see; its confusion matrix is drawn, else that of the last validation.</summary>
    public Evaluation? Test { get; init; }

    /// <summary>The names of the classes, in their order; empty for numbers.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Labels
    {
        get => _labels;
        init => _labels = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Examples, with targets, to look at the network's units and gradients with; a few hundred are taken of them. Null: the report has the parameters only.</summary>
    public Examples? Sample { get; init; }

    private protected override string DefaultTitle => $"Training of {Network.Info.Name}";

    private protected override void Write(Markup page)
    {
        NetworkSurvey? survey = Sample is null ? null : NetworkSurvey.Of(Network, Sample);
        OverviewSection.Write(page, this);
        CourseSection.Write(page, Result);
        Evaluation? judged = Test ?? (Courses.Validations(Result) is [.., var last] ? last.Evaluation : null);
        if (judged?.Confusion is { } confusion)
        {
            ConfusionSection.Write(page, confusion, Names(confusion.Classes), ofTest: Test is not null);
        }

        InsideSection.Write(page, Network, survey);
        GraphSection.Write(page, Network.Info);
        EpochsSection.Write(page, Result);
    }

    private string[] Names(int classes) => Labels.Count == 0 || Labels.Count == classes
        ? [.. Enumerable.Range(0, classes).Select(i => Labels.Count == 0 ? NumberText.Count(i) : Labels[i])]
        : throw new InvalidDataException($"There are {Labels.Count} labels, but {classes} classes.");
}
