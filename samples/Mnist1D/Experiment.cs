using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

namespace NetGen.Samples.Mnist1D;

/// <summary>One network of the comparison: how it is made, trained, tested and saved.</summary>
/// <param name="Name">The network's name in the results.</param>
/// <param name="FileName">The start of the name of its model files.</param>
/// <param name="Published">The published test accuracy.</param>
/// <param name="Create">Makes the network with the initial weights of a seed.</param>
internal sealed record Experiment(string Name, string FileName, string Published, Func<long, ITrainableNetwork> Create)
{
    /// <summary>The networks, in the order of their training.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new("logistic regression", "logistic-regression", "32 %", seed => new LogisticRegression(seed)),
        new("40-100-100-10 relu", "mlp", "-", seed => new Mlp(seed)),
        new("40-100-residual-10", "residual", "64-68 % *", seed => new Residual(seed)),
    ];

    /// <summary>Trains on all training examples; the test examples are looked at once, when training has ended.</summary>
    public Outcome Run(Examples train, Examples test, Options options, long seed, CancellationToken cancellation)
    {
        ITrainableNetwork model = Create(seed);
        var trainer = new Trainer(model, new Adam(learningRate: 0.01)) { BatchSize = 100, Seed = seed };
        if (options.Quiet)
        {
            trainer.Progress = null;
        }
        else
        {
            Console.WriteLine($"{Name}, seed {seed}");
        }

        TrainingResult result = trainer.Fit(train, options.Epochs, cancellationToken: cancellation);
        string file = Path.Combine(options.OutputFolder, $"{FileName}-seed{seed}.safetensors");
        return new Outcome(this, seed, result, model.Info.Layout.ParameterCount)
        {
            ExamplesPerSecond = result.History.Count == 0
                ? double.NaN
                : (double)train.Count * result.History.Count / result.History[^1].Elapsed.TotalSeconds,
            TrainAccuracy = trainer.Evaluate(train).Accuracy ?? double.NaN,
            TestAccuracy = trainer.Evaluate(test).Accuracy ?? double.NaN,
            File = file,
            LoadedPredictsSameBits = SaveAndLoad(model, file, test),
        };
    }

    /// <summary>Saves the model, loads the file into a fresh object and compares both objects' predictions bit by bit.</summary>
    private bool SaveAndLoad(ITrainableNetwork model, string file, Examples test)
    {
        model.Save(file);
        ITrainableNetwork loaded = Create(0);
        loaded.Load(file);

        float[] expected = Scores(model, test);
        float[] actual = Scores(loaded, test);
        return MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(actual));
    }

    private static float[] Scores(ITrainableNetwork model, Examples examples)
    {
        var scores = new float[examples.Count * Mnist1DData.Classes];
        model.PredictBatch(examples.AsBatch(), scores);
        return scores;
    }
}
