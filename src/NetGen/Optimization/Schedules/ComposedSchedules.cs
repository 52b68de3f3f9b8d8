using System;

namespace NetGen;

/// <summary>A schedule whose t counts epochs.</summary>
internal sealed class EpochSchedule(Schedule inner) : Schedule
{
    public override ScheduleUnit Unit => ScheduleUnit.Epoch;

    public override double RateAt(long t) => inner.RateAt(t);
}

/// <summary>See <see cref="Schedule.WithWarmup"/>.</summary>
internal sealed class WarmupSchedule(Schedule inner, long steps, double startFactor) : Schedule
{
    private readonly long _steps = OptionCheck.AtLeast(1, steps, nameof(steps));
    private readonly double _startFactor = OptionCheck.Share(startFactor, nameof(startFactor));

    public override ScheduleUnit Unit => inner.Unit;

    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return t >= _steps ? inner.RateAt(t - _steps) : inner.RateAt(0) * (_startFactor + (1 - _startFactor) * t / _steps);
    }
}

/// <summary>See <see cref="Schedule.Then"/>.</summary>
internal sealed class SequenceSchedule : Schedule
{
    private readonly Schedule _first;
    private readonly long _steps;
    private readonly Schedule _next;

    internal SequenceSchedule(Schedule first, long steps, Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        _first = first;
        _steps = OptionCheck.AtLeast(1, steps, nameof(steps));
        _next = next;
        if (first.Unit != next.Unit)
        {
            throw new ArgumentException($"The first schedule counts in units of one {first.Unit}, but the next in units of one {next.Unit}; both must count the same.", nameof(next));
        }
    }

    public override ScheduleUnit Unit => _first.Unit;

    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return t < _steps ? _first.RateAt(t) : _next.RateAt(t - _steps);
    }
}

/// <summary>See <see cref="Schedule.Times"/>.</summary>
internal sealed class ScaledSchedule(Schedule inner, double factor) : Schedule
{
    private readonly double _factor = OptionCheck.NotNegative(factor, nameof(factor));

    public override ScheduleUnit Unit => inner.Unit;

    public override double RateAt(long t) => inner.RateAt(t) * _factor;
}
