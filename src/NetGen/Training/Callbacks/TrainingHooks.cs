using System;

namespace NetGen;

/// <summary>A callback made of functions, for what needs no class of its own: <c>new TrainingHooks { EpochEnd = (run, record) =&gt; ... }</c>.</summary>
public sealed class TrainingHooks : TrainingCallback
{
    /// <summary>Called by <see cref="TrainingCallback.FitStarted"/>.</summary>
    public Action<TrainingRun>? FitStart { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.StepCompleted"/>.</summary>
    public Action<TrainingRun>? StepEnd { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.Validated"/>.</summary>
    public Action<TrainingRun, Evaluation>? ValidationEnd { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.EpochCompleted"/>.</summary>
    public Action<TrainingRun, EpochRecord>? EpochEnd { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.FitEnded"/>.</summary>
    public Action<TrainingRun, TrainingResult?>? FitEnd { get; init; }

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run) => FitStart?.Invoke(run);

    /// <inheritdoc/>
    public override void StepCompleted(TrainingRun run) => StepEnd?.Invoke(run);

    /// <inheritdoc/>
    public override void Validated(TrainingRun run, Evaluation validation) => ValidationEnd?.Invoke(run, validation);

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record) => EpochEnd?.Invoke(run, record);

    /// <inheritdoc/>
    public override void FitEnded(TrainingRun run, TrainingResult? result) => FitEnd?.Invoke(run, result);
}
