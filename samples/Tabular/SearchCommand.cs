using System;
using System.IO;
using System.Linq;
using System.Threading;
using NetGen.Reports;

namespace NetGen.Samples.Tabular;

/// <summary>Looks for the best width, dropout and rate by cross-validation on what is not the test part.</summary>
internal static class SearchCommand
{
    private const int Folds = 5;

    public static int Run(string file, string target, int trials, long seed, string output, CancellationToken cancellationToken)
    {
        Table table = Table.Read(file, target);
        Directory.CreateDirectory(output);
        var space = new SearchSpace();
        SearchParameter<int> hidden = space.Choice("hidden", [.. table.Kind.Widths]);
        SearchParameter<double> dropout = space.Uniform("dropout", 0, 0.5);
        SearchParameter<double> rate = space.LogUniform("rate", 1e-4, 1e-1);
        var search = new Search(space)
        {
            Trials = trials,
            Seed = seed,
            Journal = Path.Combine(output, table.Name + ".search.jsonl"),
            TrialCompleted = trial => Console.WriteLine(trial),
        };

        var folds = table.Known.Folds(Folds, seed, stratified: true).ToArray();
        SearchResult result = search.Run(
            (trial, stop) =>
            {
                var settings = new Settings(trial[hidden], trial[dropout], trial[rate]);
                double accuracy = 0;
                double loss = 0;
                foreach ((Examples train, Examples validation) in folds)
                {
                    ITrainableNetwork model = Training.Network(table.Kind, settings, train, trial.Seed);
                    Trainer trainer = Training.Trainer(model, settings, trial.Seed, progress: null);
                    trainer.Threads = trial.Threads;
                    Training.Fit(trainer, train, validation, stop);
                    stop.ThrowIfCancellationRequested();
                    Evaluation evaluation = trainer.Evaluate(validation);
                    accuracy += evaluation.Accuracy!.Value / Folds;
                    loss += evaluation.Loss / Folds;
                }

                trial.Record("accuracy", accuracy);
                return loss;
            },
            cancellationToken);

        Console.WriteLine();
        Console.WriteLine(result);
        if (result.Ranked.Count == 0)
        {
            Console.WriteLine("Cancelled before a trial was done; run it again to go on.");
            return 1;
        }

        var best = new Settings(result.Best[hidden], result.Best[dropout], result.Best[rate]);
        best.Save(Path.Combine(output, table.Name + ".settings.json"));
        string report = Path.Combine(output, table.Name + ".search.html");
        new SearchReport(result) { Title = $"Search on {table.Name}" }.Save(report);
        Console.WriteLine($"Best: {result.Best}. The chart is in {report}; train takes these settings.");
        return result.Cancelled ? 1 : 0;
    }
}
