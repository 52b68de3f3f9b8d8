using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Samples.Mnist1D;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>The text of <c>--help</c>.</summary>
    public const string HelpText = """
        Trains a logistic regression, a 40-100-100-10 network and the published residual network on MNIST-1D.

        Usage: dotnet run -c Release --project samples/Mnist1D -- [options]

          --data FILE      read x_train, y_train, x_test and y_test from a safetensors file;
                           without it, the data are made by the published procedure
          --epochs N       passes over the training data (150)
          --seed N         seed of the initial weights and of the shuffling (1)
          --seeds N        train with each of the seeds 1 to N and print mean, min and max
          --output FOLDER  where the trained models are saved (artifacts/mnist1d)
          --quiet          no progress, only the results
          --help           print this text

        Ctrl+C stops the training; the model trained so far is tested and saved.
        """;

    /// <summary>The file to read, or null to make the data.</summary>
    public string? DataFile { get; private init; }

    /// <summary>Passes over the training data.</summary>
    public int Epochs { get; private init; } = 150;

    /// <summary>One training of each network per seed.</summary>
    public IReadOnlyList<int> Seeds { get; private init; } = [1];

    /// <summary>Where the models are saved.</summary>
    public string OutputFolder { get; private init; } = "artifacts/mnist1d";

    /// <summary>Whether the training runs without progress.</summary>
    public bool Quiet { get; private init; }

    /// <summary>Whether only the help was asked for.</summary>
    public bool Help { get; private init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="OptionException">An option is unknown, lacks its value or has one that cannot be.</exception>
    public static Options Parse(IEnumerable<string> arguments)
    {
        var options = new Options();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out string? name))
        {
            options = name switch
            {
                "--data" => options with { DataFile = Text(name, rest) },
                "--epochs" => options with { Epochs = Number(name, rest, 1, int.MaxValue) },
                "--seed" => options with { Seeds = [Number(name, rest, 0, int.MaxValue)] },
                "--seeds" => options with { Seeds = [.. Enumerable.Range(1, Number(name, rest, 1, 1000))] },
                "--output" => options with { OutputFolder = Text(name, rest) },
                "--quiet" => options with { Quiet = true },
                "--help" or "-h" or "-?" => options with { Help = true },
                _ => throw new OptionException($"There is no option '{name}'."),
            };
        }

        return options;
    }

    private static string Text(string name, Queue<string> rest) =>
        rest.TryDequeue(out string? value) && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new OptionException($"The option {name} needs a value.");

    private static int Number(string name, Queue<string> rest, int least, int most)
    {
        string text = Text(name, rest);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new OptionException($"The option {name} takes a whole number from {least} to {most}, not '{text}'.");
    }
}
