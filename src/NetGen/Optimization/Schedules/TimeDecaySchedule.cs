using System;

namespace NetGen;

/// <summary>Falls as 1 / t in the end: η / (1 + κ t).</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <param name="decay">κ: finite, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class TimeDecaySchedule(double learningRate, double decay) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly double _decay = OptionCheck.NotNegative(decay, nameof(decay));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return _rate / (1 + _decay * t);
    }
}
