using System;
using System.Globalization;
using System.IO;

namespace NetGen;

/// <summary>Ends training when a measure has not improved for a while, and goes back to the parameters at which it was best.</summary>
/// <remarks>L. Prechelt: Early Stopping - But When? In: Neural Networks: Tricks of the Trade, 1998.</remarks>
public sealed class EarlyStopping : WatchingCallback
{
    private readonly int _patience;
    private readonly double _minimumChange;
    private ParameterBuffer? _best;
    private double _bestValue = double.NaN;
    private long _waited;
    private int _bestEpoch;

    /// <summary>Creates the callback.</summary>
    /// <param name="patience">How many measurements in a row may fail to improve before training ends, at least 1. Measurements are validations, or epochs where the training loss is
    /// watched.</param>
    /// <param name="minimumChange">By how much a value must be better than the best one to count as an improvement, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public EarlyStopping(int patience = 10, double minimumChange = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        if (!(minimumChange >= 0 && double.IsFinite(minimumChange)))
        {
            throw new ArgumentOutOfRangeException(nameof(minimumChange), minimumChange, "The smallest change that counts must be at least 0 and finite.");
        }

        _patience = patience;
        _minimumChange = minimumChange;
    }

    /// <summary>Whether the model gets its best parameters back when training ends, whatever ends it but an exception; true unless set otherwise.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>The best value so far; NaN before the first.</summary>
    public double BestValue => _bestValue;

    /// <summary>The number of the epoch with the best value; 0 before the first.</summary>
    public int BestEpoch => _bestEpoch;

    /// <inheritdoc/>
    public override string? StateName => "early stopping";

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        base.FitStarted(run);
        if (!run.IsResumed)
        {
            (_bestValue, _bestEpoch, _waited) = (double.NaN, 0, 0);
        }

        if (RestoreBest && _best?.Layout != run.Network.Parameters.Layout)
        {
            _best = new ParameterBuffer(run.Network.Parameters.Layout);
        }
    }

    /// <inheritdoc/>
    public override void FitEnded(TrainingRun run, TrainingResult? result)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (result is not null && RestoreBest && _bestEpoch > 0)
        {
            run.Network.Parameters.CopyFrom(_best!);
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("numbers", _bestValue, _bestEpoch, _waited);
        if (_best is not null)
        {
            state.Add("best", _best);
        }
    }

    /// <inheritdoc/>
    public override void LoadState(TrainingRun run, CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(state);
        double[] numbers = state.Numbers("numbers", 3);
        if (state.Contains("best"))
        {
            _best = state.Values("best");
        }
        else if (RestoreBest && numbers[1] > 0)
        {
            throw new InvalidDataException($"{state.FileName} was written with {nameof(RestoreBest)} = false of {nameof(EarlyStopping)}, so it has no best parameters; set {nameof(RestoreBest)} = false to go on.");
        }

        (_bestValue, _bestEpoch, _waited) = (numbers[0], (int)numbers[1], (long)numbers[2]);
    }

    /// <inheritdoc/>
    protected override void Measured(TrainingRun run, double value)
    {
        ArgumentNullException.ThrowIfNull(run);

        // A NaN never improves on anything, but anything on it.
        if (!double.IsNaN(value) && (double.IsNaN(_bestValue) || Watched.IsBetter(value, _bestValue, _minimumChange)))
        {
            (_bestValue, _bestEpoch, _waited) = (value, run.Epoch, 0);
            _best?.CopyFrom(run.Network.Parameters);
        }
        else if (++_waited >= _patience)
        {
            string restored = RestoreBest && _bestEpoch > 0 ? " The model has the parameters of that time." : "";
            run.Stop(string.Create(
                CultureInfo.InvariantCulture,
                $"The {Watched.Name} has not improved for {_waited} measurements in a row; its best was {_bestValue:G6}, in epoch {_bestEpoch}.{restored}"));
        }
    }
}
