using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetGen;
using NetGen.Samples.Mnist1D;

const int Success = 0, Failure = 1, WrongOptions = 2, Interrupted = 130;

Options options;
try
{
    options = Options.Parse(args);
}
catch (OptionException error)
{
    Console.Error.WriteLine($"{error.Message} All options: --help");
    return WrongOptions;
}

if (options.Help)
{
    Console.WriteLine(Options.HelpText);
    return Success;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    // The first Ctrl+C ends the training, the second one the program.
    key.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

try
{
    (Examples train, Examples test) = options.DataFile is { } file ? DataFile.Read(file) : Mnist1DData.Generate(seed: 42);
    Console.WriteLine($"MNIST-1D, {options.DataFile ?? "made here"}: {train.Count:N0} training and {test.Count:N0} test signals");
    Directory.CreateDirectory(options.OutputFolder);

    List<Outcome> outcomes = [];
    foreach ((Experiment experiment, int seed) in Experiment.All.SelectMany(_ => options.Seeds, (experiment, seed) => (experiment, seed)))
    {
        if (!stop.IsCancellationRequested)
        {
            outcomes.Add(experiment.Run(train, test, options, seed, stop.Token));
        }
    }

    Console.WriteLine();
    new Report(Console.Out, options).Print(outcomes);
    bool failed = outcomes.Exists(outcome => !outcome.LoadedPredictsSameBits || outcome.Training.StopReason == StopReason.LossNotFinite);
    return failed ? Failure : stop.IsCancellationRequested ? Interrupted : Success;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine(error.Message);
    return Failure;
}
