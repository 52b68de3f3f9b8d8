using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Falls at given times: η γ^(number of milestones ≤ t).</summary>
public sealed class MultiStepSchedule : Schedule
{
    private readonly double _rate;
    private readonly ImmutableArray<long> _milestones;
    private readonly double _gamma;

    /// <summary>Creates the schedule.</summary>
    /// <param name="learningRate">η: finite, at least 0.</param>
    /// <param name="milestones">The times, at least 0, in any order; one that stands twice counts twice.</param>
    /// <param name="gamma">γ, finite and at least 0: what the rate is multiplied by at each.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public MultiStepSchedule(double learningRate, ReadOnlySpan<long> milestones, double gamma = 0.1)
    {
        _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
        _gamma = OptionCheck.NotNegative(gamma, nameof(gamma));
        foreach (long milestone in milestones)
        {
            OptionCheck.AtLeast(0, milestone, nameof(milestones));
        }

        _milestones = [.. milestones];
    }

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        int passed = 0;
        foreach (long milestone in _milestones)
        {
            passed += milestone <= t ? 1 : 0;
        }

        return _rate * Anneal.Power(_gamma, passed);
    }
}
