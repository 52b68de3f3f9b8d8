using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>What one call of <see cref="Trainer.Fit"/> did.</summary>
/// <param name="History">One record for each epoch that was completed, in order.</param>
/// <param name="StopReason">Why training ended.</param>
/// <param name="Steps">The number of steps that were applied to the parameters.</param>
/// <param name="Elapsed">Time the call took.</param>
public sealed record TrainingResult(IReadOnlyList<EpochRecord> History, StopReason StopReason, long Steps, TimeSpan Elapsed)
{
    /// <summary>Where the loss ceased to be finite; null unless <see cref="StopReason"/> is <see cref="StopReason.LossNotFinite"/>.</summary>
    public LossFault? Fault { get; init; }
}
