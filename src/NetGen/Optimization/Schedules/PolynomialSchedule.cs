using System;

namespace NetGen;

/// <summary>Falls to an end that it keeps: (η − η_end) (1 − min(t, T) / T)^p + η_end.</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <param name="totalSteps">T, at least 1: when the end is reached.</param>
/// <param name="endRate">η_end: finite, at least 0.</param>
/// <param name="power">p: finite, above 0; 1 is a straight line.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class PolynomialSchedule(double learningRate, long totalSteps, double endRate = 0, double power = 1) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly long _totalSteps = OptionCheck.AtLeast(1, totalSteps, nameof(totalSteps));
    private readonly double _endRate = OptionCheck.NotNegative(endRate, nameof(endRate));
    private readonly double _power = OptionCheck.Positive(power, nameof(power));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        double left = 1 - (double)Math.Min(t, _totalSteps) / _totalSteps;
        return (_rate - _endRate) * Anneal.Power(left, _power) + _endRate;
    }
}
