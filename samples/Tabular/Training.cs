using System.Threading;

namespace NetGen.Samples.Tabular;

/// <summary>One training, of a search or of the model that is kept.</summary>
internal static class Training
{
    private const int BatchSize = 32;
    private const int MostEpochs = 300;
    private const int Patience = 20;

    /// <summary>Makes a network that is fitted to the training part's scale, and has not learnt yet.</summary>
    public static ITrainableNetwork Network(NetworkKind kind, Settings settings, Examples train, long seed)
    {
        ITrainableNetwork model = kind.Create(settings.Hidden, seed);
        model.Parameters["dropout1.rate"].Value = (float)settings.Dropout;
        model.Adapt(train);
        return model;
    }

    /// <summary>A trainer for it that stops early.</summary>
    public static Trainer Trainer(ITrainableNetwork model, Settings settings, long seed, TrainingCallback? progress) => new(model, new Adam(settings.Rate) { ClipNorm = 5 })
    {
        BatchSize = BatchSize,
        Seed = seed,
        Progress = progress,
        Callbacks = { new EarlyStopping(Patience) },
    };

    /// <summary>Trains until it has learnt enough.</summary>
    public static TrainingResult Fit(Trainer trainer, Examples train, Examples validation, CancellationToken stop) => trainer.Fit(train, MostEpochs, validation, stop);
}
