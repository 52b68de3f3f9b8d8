using System;

namespace NetGen;

/// <summary>The same rate η at all times.</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is out of that range.</exception>
public sealed class ConstantSchedule(double learningRate) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return _rate;
    }
}
