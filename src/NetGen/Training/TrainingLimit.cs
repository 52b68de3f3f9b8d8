using System;

namespace NetGen;

/// <summary>How long to train: until the first of these limits. At least one is set.</summary>
public sealed record TrainingLimit
{
    /// <summary>The number of epochs, at least 1; null: no limit.</summary>
    public int? Epochs { get; init; }

    /// <summary>The number of steps, at least 1; null: no limit. Training may end within an epoch.</summary>
    public long? Steps { get; init; }

    /// <summary>The time, above 0; null: no limit. The step that runs when it is over is the last one. Where training ends then depends on the machine's speed.</summary>
    public TimeSpan? Time { get; init; }

    internal void Check()
    {
        if (Epochs is null && Steps is null && Time is null)
        {
            throw new ArgumentException("The limit of training is empty, so it would never end; set Epochs, Steps or Time.", "limit");
        }

        if (Epochs < 1 || Steps < 1 || Time <= TimeSpan.Zero)
        {
            throw new ArgumentException(FormattableString.Invariant($"The limit of training is {this}, but each part that is set must be above 0."), "limit");
        }
    }
}
