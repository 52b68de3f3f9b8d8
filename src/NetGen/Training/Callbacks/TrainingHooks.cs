using System;

namespace NetGen;

/// <summary>A callback made of functions, for what needs no class of its own: <c>new TrainingHooks { OnEpochCompleted = (run, record) =&gt; ... }</c>.</summary>
public sealed class TrainingHooks : TrainingCallback
{
    /// <summary>Called by <see cref="TrainingCallback.FitStarted"/>.</summary>
    public Action<TrainingRun>? OnFitStarted { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.StepCompleted"/>.</summary>
    public Action<TrainingRun>? OnStepCompleted { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.Validated"/>.</summary>
    public Action<TrainingRun, Evaluation>? OnValidated { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.EpochCompleted"/>.</summary>
    public Action<TrainingRun, EpochRecord>? OnEpochCompleted { get; init; }

    /// <summary>Called by <see cref="TrainingCallback.FitEnded"/>.</summary>
    public Action<TrainingRun, TrainingResult?>? OnFitEnded { get; init; }

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run) => OnFitStarted?.Invoke(run);

    /// <inheritdoc/>
    public override void StepCompleted(TrainingRun run) => OnStepCompleted?.Invoke(run);

    /// <inheritdoc/>
    public override void Validated(TrainingRun run, Evaluation validation) => OnValidated?.Invoke(run, validation);

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record) => OnEpochCompleted?.Invoke(run, record);

    /// <inheritdoc/>
    public override void FitEnded(TrainingRun run, TrainingResult? result) => OnFitEnded?.Invoke(run, result);
}
