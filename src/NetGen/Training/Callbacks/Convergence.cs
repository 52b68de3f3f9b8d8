using System;
using System.Globalization;

namespace NetGen;

/// <summary>Ends training when a measure changes too little from one measurement to the next: |m - m'| at most tolerance times max(1, |m'|).</summary>
public sealed class Convergence : WatchingCallback
{
    private readonly double _tolerance;
    private readonly int _times;
    private double _previous = double.NaN;
    private int _count;

    /// <summary>Creates the callback.</summary>
    /// <param name="tolerance">The largest change that is too little, at least 0 and finite.</param>
    /// <param name="times">How many times in a row it must be too little, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Convergence(double tolerance = 1e-4, int times = 1)
    {
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be at least 0 and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _tolerance = tolerance;
        _times = times;
    }

    /// <inheritdoc/>
    public override string? StateName => "convergence";

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        base.FitStarted(run);
        if (!run.IsResumed)
        {
            (_previous, _count) = (double.NaN, 0);
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("numbers", _previous, _count);
    }

    /// <inheritdoc/>
    public override void LoadState(TrainingRun run, CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        double[] numbers = state.Numbers("numbers", 2);
        (_previous, _count) = (numbers[0], (int)numbers[1]);
    }

    /// <inheritdoc/>
    protected override void Measured(TrainingRun run, double value)
    {
        ArgumentNullException.ThrowIfNull(run);

        // The first measurement, NaN and infinity are not close to anything.
        double change = Math.Abs(value - _previous);
        _count = double.IsFinite(change) && change <= _tolerance * Math.Max(1, Math.Abs(_previous)) ? _count + 1 : 0;
        _previous = value;
        if (_count >= _times)
        {
            run.Stop(string.Create(CultureInfo.InvariantCulture, $"Converged: the {Watched.Name} changed by {change:G3} to {value:G6}."));
        }
    }
}
