using System;

namespace NetGen;

/// <summary>Sets the optimizer's learning rate before each step: of the schedule, or the optimizer's own, times what callbacks ask for.</summary>
internal sealed class RateControl(Optimizer optimizer, Schedule? schedule)
{
    // What the optimizer's rate is without the factor; it may be set from outside at any time.
    private double _own = optimizer.LearningRate;
    private double _set = optimizer.LearningRate;

    /// <summary>Sets the rate of the next step.</summary>
    internal void Set(TrainingState state)
    {
        if (optimizer.LearningRate != _set)
        {
            _own = optimizer.LearningRate;
        }

        double planned = schedule?.RateAt(state.Step, state.Epoch - 1) ?? _own;
        double rate = Math.Max(planned * state.RateFactor, Math.Min(planned, state.MinimumRate));
        if (rate != optimizer.LearningRate)
        {
            optimizer.LearningRate = rate;
        }

        _set = rate;
        state.OwnRate = _own;
    }

    /// <summary>Gives the optimizer its own rate back.</summary>
    internal void Release(TrainingState state)
    {
        state.OwnRate = null;
        if (optimizer.LearningRate == _set)
        {
            optimizer.LearningRate = _own;
        }
    }
}
