namespace NetGen;

/// <summary>What a call of <see cref="Trainer.Fit"/> is about to do.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="FirstEpoch">The number of the first epoch, as in <see cref="EpochRecord.Epoch"/>.</param>
/// <param name="Epochs">The number of epochs.</param>
/// <param name="BatchesPerEpoch">The number of batches of an epoch.</param>
/// <param name="Examples">The number of training examples.</param>
public sealed record TrainingPlan(string Network, int FirstEpoch, int Epochs, int BatchesPerEpoch, int Examples);
