using System;

namespace NetGen;

/// <summary>Falls as <see cref="CosineSchedule"/> does and then starts again, in cycles of T_0, T_0 m, T_0 m², ... steps (SGDR: Loshchilov and Hutter 2017, arXiv:1608.03983).</summary>
/// <param name="learningRate">η, the rate at the start of each cycle: finite, at least 0.</param>
/// <param name="firstCycle">T_0, at least 1: the length of the first cycle.</param>
/// <param name="cycleFactor">m, at least 1: how many times as long as the one before a cycle is.</param>
/// <param name="minimumRate">η_min, which each cycle falls towards: finite, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class CosineRestartsSchedule(double learningRate, long firstCycle, int cycleFactor = 1, double minimumRate = 0) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly long _firstCycle = OptionCheck.AtLeast(1, firstCycle, nameof(firstCycle));
    private readonly long _cycleFactor = OptionCheck.AtLeast(1, cycleFactor, nameof(cycleFactor));
    private readonly double _minimumRate = OptionCheck.NotNegative(minimumRate, nameof(minimumRate));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        long cycle = _firstCycle;
        if (_cycleFactor == 1)
        {
            t %= cycle;
        }

        while (t >= cycle)
        {
            t -= cycle;
            cycle = cycle > long.MaxValue / _cycleFactor ? long.MaxValue : cycle * _cycleFactor;
        }

        return Anneal.Cosine(_rate, _minimumRate, (double)t / cycle);
    }
}
