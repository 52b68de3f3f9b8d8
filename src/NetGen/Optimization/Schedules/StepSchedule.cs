using System;

namespace NetGen;

/// <summary>Falls in equal steps of time: η γ^⌊t / s⌋.</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <param name="stepSize">s, at least 1: how long a rate lasts.</param>
/// <param name="gamma">γ, finite and at least 0: what it is multiplied by then.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class StepSchedule(double learningRate, long stepSize, double gamma = 0.1) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly long _stepSize = OptionCheck.AtLeast(1, stepSize, nameof(stepSize));
    private readonly double _gamma = OptionCheck.NotNegative(gamma, nameof(gamma));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return _rate * Anneal.Power(_gamma, t / _stepSize);
    }
}
