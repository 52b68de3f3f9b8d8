namespace NetGen;

/// <summary>One step of training.</summary>
/// <param name="Epoch">The epoch's number, as in <see cref="EpochRecord.Epoch"/>.</param>
/// <param name="Step">The batch's number within the epoch, from 1.</param>
/// <param name="Loss">The batch's loss before the step.</param>
/// <param name="EpochLoss">The epoch's loss so far, as <see cref="EpochRecord.Loss"/> defines it.</param>
public readonly record struct TrainingStep(int Epoch, int Step, double Loss, double EpochLoss);
