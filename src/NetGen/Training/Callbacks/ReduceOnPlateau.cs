using System;
using System.Linq;

namespace NetGen;

/// <summary>Reduces the learning rate, of the optimizer or of a schedule, when a measure has stopped to get better, and on request goes back to earlier parameters.</summary>
/// <remarks>"Divide by 2 and go back": <c>new ReduceOnPlateau(new PlateauRule { Factor = 0.5, Patience = 0, Threshold = 0, Reference = PlateauReference.Previous }) { GoBack = true }</c> halves the rate
/// after each epoch in which the loss grew, and restores the parameters from before that epoch. With <see cref="WeightAveraging"/>, after
/// which it stands then in <see cref="Trainer.Callbacks"/>, it judges the average, and goes back with the parameters that are trained.</remarks>
public sealed class ReduceOnPlateau : WatchingCallback
{
    private readonly PlateauRule _rule;
    private readonly double[] _fresh;
    private ParameterBuffer? _kept;
    private Then _then;

    /// <summary>Creates the callback.</summary>
    /// <param name="rule">When to reduce, and by how much; null: the rule's defaults. Its goal must be that of what is watched, and it serves this callback alone.</param>
    public ReduceOnPlateau(PlateauRule? rule = null)
    {
        _rule = rule ?? new PlateauRule();
        _fresh = [.. _rule.State];
    }

    /// <summary>Whether a reduction restores the parameters that the rule compares with: those of the best measurement, or of the one before. The optimizer's state stays.</summary>
    public bool GoBack { get; init; }

    /// <inheritdoc/>
    public override string? StateName => "plateau";

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        base.FitStarted(run);
        if (Watched.Goal != _rule.Goal)
        {
            throw new InvalidOperationException($"{nameof(ReduceOnPlateau)} watches the {Watched.Name}, whose goal is {Watched.Goal}, but its rule has Goal = {_rule.Goal}; set the rule's Goal to {Watched.Goal}.");
        }

        if (GoBack && Watched.IsOfValidation && run.Trainer.Callbacks.SkipWhile(callback => callback != this).Any(callback => callback is WeightAveraging))
        {
            throw new InvalidOperationException($"{nameof(ReduceOnPlateau)} stands before {nameof(WeightAveraging)} among the trainer's callbacks, so it would go back to averages; add it after.");
        }

        if (!run.IsResumed)
        {
            _rule.Restore(_fresh);
            run.RateFactor = 1;
        }

        run.MinimumRate = _rule.MinimumRate;
        _then = Then.Nothing;
        if (GoBack && (!run.IsResumed || _kept?.Layout != run.Network.Parameters.Layout))
        {
            _kept = new ParameterBuffer(run.Network.Parameters.Layout);
            _kept.CopyFrom(run.Network.Parameters);
        }
    }

    /// <inheritdoc/>
    public override void ValidationEnded(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Act(run);
    }

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(run);
        base.EpochCompleted(run, record);
        Act(run);
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("rule", [.. _rule.State]);
        if (_kept is not null)
        {
            state.Add("kept", _kept);
        }
    }

    /// <inheritdoc/>
    public override void LoadState(TrainingRun run, CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(state);
        double[] rule = state.Numbers("rule", _rule.State.Length);
        if (state.Contains("kept"))
        {
            _kept = state.Values("kept");
        }

        _rule.Restore(rule);
    }

    /// <inheritdoc/>
    protected override void Measured(TrainingRun run, double value)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_rule.Report(value))
        {
            run.RateFactor = _rule.Reduction;
            _then = Then.GoBack;
        }
        else if (_rule.WasBetter || (_rule.Reference == PlateauReference.Previous && !double.IsNaN(value)))
        {
            _then = Then.Keep;
        }
    }

    /// <summary>Keeps or restores parameters. After a validation this waits for its end: all callbacks hear of it with the parameters that were measured, and these may be averages.</summary>
    private void Act(TrainingRun run)
    {
        if (GoBack && _then == Then.GoBack)
        {
            run.Network.Parameters.CopyFrom(_kept!);
            _rule.GoBack();
        }
        else if (GoBack && _then == Then.Keep)
        {
            _kept!.CopyFrom(run.Network.Parameters);
        }

        _then = Then.Nothing;
    }

    private enum Then
    {
        Nothing,
        Keep,
        GoBack,
    }
}
