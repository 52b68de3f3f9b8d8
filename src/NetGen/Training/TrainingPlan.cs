namespace NetGen;

/// <summary>What a call of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> is about to do.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="FirstEpoch">The number of the first epoch, as in <see cref="EpochRecord.Epoch"/>.</param>
/// <param name="Limit">How long to train. When training was resumed within a call's limit, the whole of it.</param>
/// <param name="BatchesPerEpoch">The number of batches of an epoch; null if it is not known beforehand.</param>
/// <param name="Examples">The number of training examples; null if it is not known beforehand.</param>
public sealed record TrainingPlan(string Network, int FirstEpoch, TrainingLimit Limit, long? BatchesPerEpoch, long? Examples);
