using System;

namespace NetGen;

/// <summary>A callback that follows one measure of training, and acts on its values.</summary>
public abstract class WatchingCallback : TrainingCallback
{
    private Watch? _watched;

    /// <summary>What is watched; null: the loss of the validation examples if there are such, or of training.</summary>
    public Watch? Watch { get; init; }

    /// <summary>What is watched in this training.</summary>
    /// <exception cref="InvalidOperationException">No training has begun.</exception>
    protected Watch Watched => _watched ?? throw new InvalidOperationException($"{GetType().Name} knows what it watches when a training has begun; read {nameof(Watched)} in or after {nameof(FitStarted)}.");

    /// <summary>Finds what is watched. A class that overrides this calls it first.</summary>
    /// <param name="run">The training.</param>
    /// <exception cref="InvalidOperationException">What is to be watched is not measured in this training.</exception>
    public override void FitStarted(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _watched = Watch ?? Watch.Default(run);
        _watched.Require(run, GetType().Name);
    }

    /// <inheritdoc/>
    public override void Validated(TrainingRun run, Evaluation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        Take(run, Watched.Of(validation));
    }

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Take(run, Watched.Of(record));
    }

    /// <summary>Called with each value of the measure: after a validation, or after an epoch where the training loss is watched.</summary>
    /// <param name="run">The training.</param>
    /// <param name="value">The value; NaN or an infinity if it came to that.</param>
    protected abstract void Measured(TrainingRun run, double value);

    private void Take(TrainingRun run, double? measured)
    {
        if (measured is double value)
        {
            Measured(run, value);
        }
    }
}
