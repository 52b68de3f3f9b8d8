namespace NetGen;

/// <summary>Hears of training as it goes on, on the thread that trains, and may act on it: a progress display, early stopping, or what you need yourself. Override what you want to hear.</summary>
/// <remarks>What a callback throws ends the training; the model is then as the last completed step left it. An object serves one trainer.</remarks>
public abstract class TrainingCallback
{
    /// <summary>The name under which a checkpoint keeps the callback's state, different for each callback of a trainer; null for a callback without state.</summary>
    public virtual string? StateName => null;

    /// <summary>Training begins, or goes on from a checkpoint whose state has been loaded.</summary>
    /// <param name="run">The training.</param>
    public virtual void FitStarted(TrainingRun run)
    {
    }

    /// <summary>A step has been applied. Called very often: it should cost little and allocate nothing.</summary>
    /// <param name="run">The training.</param>
    public virtual void StepCompleted(TrainingRun run)
    {
    }

    /// <summary>The validation examples are about to be measured: the moment to give the network the parameters that shall be.</summary>
    /// <param name="run">The training.</param>
    public virtual void ValidationStarting(TrainingRun run)
    {
    }

    /// <summary>The validation examples have been measured: <see cref="TrainingRun.Validation"/>.</summary>
    /// <param name="run">The training.</param>
    /// <param name="validation">Loss and metrics.</param>
    public virtual void Validated(TrainingRun run, Evaluation validation)
    {
    }

    /// <summary>All callbacks have heard of a validation, or it was cancelled or failed: the moment to give the network back what <see cref="ValidationStarting"/> took.</summary>
    /// <param name="run">The training.</param>
    public virtual void ValidationEnded(TrainingRun run)
    {
    }

    /// <summary>An epoch, with its validation if there was one, is done.</summary>
    /// <param name="run">The training.</param>
    /// <param name="record">What the epoch came to.</param>
    public virtual void EpochCompleted(TrainingRun run, EpochRecord record)
    {
    }

    /// <summary>All callbacks have heard of a step, or of an epoch (<see cref="TrainingRun.IsEpochOver"/>): the moment to save what they remember.</summary>
    /// <param name="run">The training.</param>
    public virtual void Settled(TrainingRun run)
    {
    }

    /// <summary>Something went wrong that does not end the training.</summary>
    /// <param name="run">The training.</param>
    /// <param name="message">What, and what to do.</param>
    public virtual void Warned(TrainingRun run, string message)
    {
    }

    /// <summary>Training ended. The model may still be changed, as by going back to its best parameters; all callbacks hear of it in their order.</summary>
    /// <param name="run">The training.</param>
    /// <param name="result">What Fit returns, or null if an exception ended it.</param>
    public virtual void FitEnded(TrainingRun run, TrainingResult? result)
    {
    }

    /// <summary>Puts what the callback remembers into a checkpoint.</summary>
    /// <param name="state">Receives it.</param>
    public virtual void SaveState(CallbackState state)
    {
    }

    /// <summary>Takes what the callback remembered out of a checkpoint, before <see cref="FitStarted"/>.</summary>
    /// <param name="run">The training that goes on.</param>
    /// <param name="state">What <see cref="SaveState"/> put there.</param>
    public virtual void LoadState(TrainingRun run, CallbackState state)
    {
    }
}
