using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>What one call of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> did.</summary>
/// <param name="History">One record for each epoch that was completed, in order; with those before a checkpoint that training was resumed from.</param>
/// <param name="StopReason">Why training ended.</param>
/// <param name="Steps">The number of steps that this call applied to the parameters.</param>
/// <param name="Elapsed">Time the call took.</param>
public sealed record TrainingResult(IReadOnlyList<EpochRecord> History, StopReason StopReason, long Steps, TimeSpan Elapsed)
{
    /// <summary>Where the loss ceased to be finite; null unless <see cref="StopReason"/> is <see cref="StopReason.LossNotFinite"/>.</summary>
    public LossFault? Fault { get; init; }

    /// <summary>Every validation, in order.</summary>
    public IReadOnlyList<ValidationRecord> Validations { get; init; } = [];

    /// <summary>In words why training ended and in what state the model is, when a callback ended it; null otherwise.</summary>
    public string? StopMessage { get; init; }

    /// <summary>What went wrong without ending the training, such as a checkpoint that could not be written.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
