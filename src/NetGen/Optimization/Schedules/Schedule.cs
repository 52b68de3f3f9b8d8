using System;

namespace NetGen;

/// <summary>A learning rate that changes while training goes on: a function of the time t = 0, 1, ... and of nothing else, so that training can be resumed anywhere.</summary>
/// <remarks>
/// <para>Schedules are composed: <c>new CosineSchedule(0.1, 1000).WithWarmup(50)</c>, <c>new ConstantSchedule(0.1).Then(500, new ExponentialSchedule(0.1, 0.99))</c>. Without a trainer set
/// <c>optimizer.LearningRate = schedule.RateAt(t)</c> before each step.</para>
/// <para>Rates have the same bits on every machine. A schedule of your own derives from this class; Math.Pow and the like differ between systems in their last bits.</para>
/// </remarks>
public abstract class Schedule
{
    /// <summary>What t counts; steps, unless made by <see cref="ByEpoch"/>.</summary>
    public virtual ScheduleUnit Unit => ScheduleUnit.Step;

    /// <summary>The learning rate at a time.</summary>
    /// <param name="t">The number of steps, or epochs, that were completed before: 0 in the first.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="t"/> is negative.</exception>
    public abstract double RateAt(long t);

    /// <summary>The same rates by epoch: t counts epochs.</summary>
    public Schedule ByEpoch() => Unit == ScheduleUnit.Epoch ? this : new EpochSchedule(this);

    /// <summary>Grows linearly to the first rate of this schedule, which then begins: with f the start factor and w the steps, for t &lt; w the rate is RateAt(0) (f + (1 − f) t / w),
    /// and from then on RateAt(t − w).</summary>
    /// <param name="steps">w, at least 1; epochs for a schedule that counts epochs.</param>
    /// <param name="startFactor">f, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Schedule WithWarmup(long steps, double startFactor = 0) => new WarmupSchedule(this, steps, startFactor);

    /// <summary>Follows this schedule for some steps, and then another one, from its own t = 0 on.</summary>
    /// <param name="steps">How long this one lasts, at least 1; epochs for schedules that count epochs.</param>
    /// <param name="next">The schedule from then on.</param>
    /// <exception cref="ArgumentException">One counts steps and the other epochs.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public Schedule Then(long steps, Schedule next) => new SequenceSchedule(this, steps, next);

    /// <summary>The rates of this schedule times a factor.</summary>
    /// <param name="factor">Finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is out of that range.</exception>
    public Schedule Times(double factor) => new ScaledSchedule(this, factor);

    /// <summary>The rate of a step.</summary>
    /// <param name="step">The steps completed before.</param>
    /// <param name="epoch">The epochs completed before.</param>
    internal double RateAt(long step, long epoch) => RateAt(Unit == ScheduleUnit.Epoch ? epoch : step);
}
