namespace NetGen.Samples.Mnist1D;

/// <summary>What one training of one network came to.</summary>
internal sealed record Outcome(Experiment Experiment, long Seed, TrainingResult Training, long Parameters)
{
    /// <summary>Training examples per second over all completed epochs; NaN without one.</summary>
    public required double ExamplesPerSecond { get; init; }

    /// <summary>The share of training examples that are classified correctly.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The share of test examples that are classified correctly.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>The file that holds the trained model.</summary>
    public required string File { get; init; }

    /// <summary>Whether the model loaded from that file gives the same bits on every test example.</summary>
    public required bool LoadedPredictsSameBits { get; init; }
}
