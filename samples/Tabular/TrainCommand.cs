using System;
using System.IO;
using System.Threading;
using NetGen.Reports;
using NetGen.Terminal;

namespace NetGen.Samples.Tabular;

/// <summary>Trains a model with the settings of a search, or the default ones, and writes model and report.</summary>
internal static class TrainCommand
{
    public static int Run(string file, string target, long seed, string output, CancellationToken cancellationToken)
    {
        Table table = Table.Read(file, target);
        Directory.CreateDirectory(output);
        string found = Path.Combine(output, table.Name + ".settings.json");
        Settings settings = File.Exists(found) ? Settings.Load(found) : Settings.Default;
        Console.WriteLine($"{table.Name}: {table.Train.Count} rows to learn from, {table.Validation.Count} to validate, {table.Test.Count} to test; {settings}"
            + (File.Exists(found) ? "" : " (run search first to find better ones)"));

        ITrainableNetwork model = Training.Network(table.Kind, settings, table.Train, seed);
        Trainer trainer = Training.Trainer(model, settings, seed, new LiveProgress());
        trainer.Metrics = [Metric.F1()];
        TrainingResult result = Training.Fit(trainer, table.Train, table.Validation, cancellationToken);
        Evaluation test = trainer.Evaluate(table.Test);

        string path = Path.Combine(output, table.Name + ".safetensors");
        model.Save(path, table.Description);
        string report = Path.Combine(output, table.Name + ".html");
        new TrainingReport(model, result) { Title = $"Training on {table.Name}", Test = test, Labels = table.Description.Labels, Sample = table.Train }.Save(report);

        Console.WriteLine($"Accuracy on the test part: {test.Accuracy:P1}, loss {test.Loss:0.000}");
        Console.WriteLine(test.Confusion!.ToString(table.Description.Labels));
        Console.WriteLine($"The model is in {path}, the report in {report}.");
        return result.StopReason is StopReason.Cancelled or StopReason.LossNotFinite ? 1 : 0;
    }
}
