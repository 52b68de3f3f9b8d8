using System;
using System.Linq;

namespace NetGen;

/// <summary>Keeps a moving average of the parameters over the steps, which often predicts better than the last of them: validations measure it, and the model gets it when training ends.</summary>
/// <remarks>See <see cref="WeightAverage"/>. <see cref="EarlyStopping"/>, which then keeps the best average, stands after this in <see cref="Trainer.Callbacks"/>.</remarks>
public sealed class WeightAveraging : TrainingCallback
{
    private WeightAverage? _average;
    private INetwork? _network;

    /// <summary>Creates the callback.</summary>
    /// <param name="decay">How much of the average is kept in a step, at least 0 and below 1.</param>
    public WeightAveraging(double decay = 0.999) => Decay = decay;

    /// <summary>How much of the average is kept in a step.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    public override string? StateName => "average";

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Trainer.Callbacks.TakeWhile(callback => callback != this).Any(callback => callback is EarlyStopping))
        {
            throw new InvalidOperationException($"{nameof(EarlyStopping)} stands before {nameof(WeightAveraging)} among the trainer's callbacks, so its best parameters would be overwritten; add it after.");
        }

        if (!run.IsResumed || _network != run.Network)
        {
            Start(run);
        }
    }

    /// <inheritdoc/>
    public override void StepCompleted(TrainingRun run) => _average!.Update();

    /// <inheritdoc/>
    public override void ValidationStarting(TrainingRun run) => _average!.Swap();

    /// <inheritdoc/>
    public override void ValidationEnded(TrainingRun run)
    {
        if (_average!.IsSwapped)
        {
            _average.Swap();
        }
    }

    /// <inheritdoc/>
    public override void FitEnded(TrainingRun run, TrainingResult? result)
    {
        ArgumentNullException.ThrowIfNull(run);
        // After a loss that was no number the model has its last good parameters; the average may have taken bad ones in.
        if (result is { StopReason: not StopReason.LossNotFinite } && _average is not null)
        {
            _average.CopyTo(run.Network);
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_average is not null)
        {
            _average.SaveState(state.File, Part(state));
        }
    }

    /// <inheritdoc/>
    public override void LoadState(TrainingRun run, CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(state);
        Start(run);
        _average!.LoadState(state.File, state.FileName, Part(state));
    }

    private static string Part(CallbackState state) => $"{state.Part}.mean";

    private void Start(TrainingRun run)
    {
        _network = run.Network;
        _average = new WeightAverage(run.Network, Decay);
    }
}
