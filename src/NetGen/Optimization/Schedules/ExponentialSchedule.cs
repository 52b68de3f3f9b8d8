using System;

namespace NetGen;

/// <summary>Falls by the same factor each time: η γ^t.</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <param name="gamma">γ, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class ExponentialSchedule(double learningRate, double gamma) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly double _gamma = OptionCheck.Share(gamma, nameof(gamma));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return _rate * Anneal.Power(_gamma, t);
    }
}
