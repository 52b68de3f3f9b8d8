using System;

namespace NetGen;

/// <summary>Falls along half a wave of a cosine: η_min + (η − η_min) (1 + cos(π t / T)) / 2 (Loshchilov and Hutter 2017, arXiv:1608.03983).</summary>
/// <remarks>After T the wave goes on, and the rate grows again; follow it with <see cref="Schedule.Then"/> where training lasts longer.</remarks>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <param name="totalSteps">T, at least 1: when the smallest rate is reached.</param>
/// <param name="minimumRate">η_min: finite, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class CosineSchedule(double learningRate, long totalSteps, double minimumRate = 0) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly long _totalSteps = OptionCheck.AtLeast(1, totalSteps, nameof(totalSteps));
    private readonly double _minimumRate = OptionCheck.NotNegative(minimumRate, nameof(minimumRate));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return Anneal.Cosine(_rate, _minimumRate, (double)t / _totalSteps);
    }
}
