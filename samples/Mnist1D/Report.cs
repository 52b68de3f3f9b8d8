using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen.Samples.Mnist1D;

/// <summary>Prints what the trainings came to.</summary>
internal sealed class Report(TextWriter output, Options options)
{
    private const string Row = "{0,-22}{1,6}{2,12}{3,14}{4,12}{5,10}{6,10}{7,12}";

    /// <summary>Prints the table, for several seeds their mean, and the model files.</summary>
    public void Print(IReadOnlyList<Outcome> outcomes)
    {
        output.WriteLine(Row, "network", "seed", "parameters", "epochs", "examples/s", "train", "test", "published");
        foreach (Outcome outcome in outcomes)
        {
            PrintRow(outcome);
        }

        output.WriteLine("* The paper gives 68 %; the authors' notebooks print 64 to 65 %.");
        output.WriteLine();
        PrintMeans(outcomes);
        PrintFiles(outcomes);
    }

    private void PrintRow(Outcome outcome)
    {
        int epochs = outcome.Training.History.Count;
        string? stopped = WhyStopped(outcome.Training);
        output.WriteLine(
            Row,
            outcome.Experiment.Name,
            outcome.Seed,
            $"{outcome.Parameters:N0}",
            stopped is null ? $"{epochs}" : $"{epochs} of {options.Epochs}",
            double.IsNaN(outcome.ExamplesPerSecond) ? "-" : $"{outcome.ExamplesPerSecond:N0}",
            Percent(outcome.TrainAccuracy),
            Percent(outcome.TestAccuracy),
            outcome.Experiment.Published);
        if (stopped is not null)
        {
            output.WriteLine($"  stopped {stopped}");
        }
    }

    private void PrintMeans(IReadOnlyList<Outcome> outcomes)
    {
        if (options.Seeds.Count == 1)
        {
            return;
        }

        output.WriteLine("Test accuracy over the seeds, each at the end of its training");
        foreach (IGrouping<Experiment, Outcome> group in outcomes.GroupBy(outcome => outcome.Experiment))
        {
            double[] test = [.. group.Select(outcome => outcome.TestAccuracy)];
            output.WriteLine($"{group.Key.Name,-22}mean {Percent(test.Average())}, min {Percent(test.Min())}, max {Percent(test.Max())}, seeds {test.Length}");
        }

        output.WriteLine();
    }

    private void PrintFiles(IReadOnlyList<Outcome> outcomes)
    {
        output.WriteLine("Saved. A fresh object that loads the file predicts, on the whole test set:");
        foreach (Outcome outcome in outcomes)
        {
            output.WriteLine($"  {(outcome.LoadedPredictsSameBits ? "the same bits" : "OTHER BITS"),-14} {outcome.File}");
        }
    }

    private static string? WhyStopped(TrainingResult training) => training.StopReason switch
    {
        StopReason.EpochsCompleted => null,
        StopReason.Cancelled => "by Ctrl+C",
        _ => $"early. {training.Fault}",
    };

    private static string Percent(double share) => $"{100 * share:F1} %";
}
