using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class ScheduleTests
{
    private static readonly Dictionary<string, (Schedule Schedule, Func<long, double> Formula)> Formulas = new()
    {
        ["constant"] = (new ConstantSchedule(0.3), _ => 0.3),
        ["step"] = (new StepSchedule(0.3, 7, 0.5), t => 0.3 * Math.Pow(0.5, Math.Floor(t / 7.0))),
        ["multi step"] = (new MultiStepSchedule(0.3, [20, 3, 20, 0], 0.5), t => 0.3 * Math.Pow(0.5, 1 + (t >= 3 ? 1 : 0) + (t >= 20 ? 2 : 0))),
        ["exponential"] = (new ExponentialSchedule(0.3, 0.97), t => 0.3 * Math.Pow(0.97, t)),
        ["Bottou"] = (new BottouSchedule(0.3, 0.2), t => 0.3 / (1 + 0.3 * 0.2 * t)),
        ["time decay"] = (new TimeDecaySchedule(0.3, 0.2), t => 0.3 / (1 + 0.2 * t)),
        ["polynomial"] = (new PolynomialSchedule(0.3, 30, 0.01, 3), t => 0.29 * Math.Pow(1 - Math.Min(t, 30) / 30.0, 3) + 0.01),
        ["polynomial with a root"] = (new PolynomialSchedule(0.3, 30, 0.01, 1.5), t => 0.29 * Math.Pow(1 - Math.Min(t, 30) / 30.0, 1.5) + 0.01),
        ["polynomial that grows"] = (new PolynomialSchedule(0.1, 30, 0.4, 0.5), t => -0.3 * Math.Sqrt(1 - Math.Min(t, 30) / 30.0) + 0.4),
        ["cosine"] = (new CosineSchedule(0.3, 13, 0.1), t => 0.1 + 0.2 * (1 + Math.Cos(Math.PI * t / 13)) / 2),
        ["restarts"] = (new CosineRestartsSchedule(0.3, 5, 3, 0.1), t =>
        {
            (double within, double cycle) = t < 5 ? (t, 5.0) : t < 20 ? (t - 5, 15) : t < 65 ? (t - 20, 45) : (t - 65, 135);
            return 0.1 + 0.2 * (1 + Math.Cos(Math.PI * within / cycle)) / 2;
        }
        ),
        ["equal restarts"] = (new CosineRestartsSchedule(0.3, 5), t => 0.3 * (1 + Math.Cos(Math.PI * (t % 5) / 5)) / 2),
        ["one cycle"] = (new OneCycleSchedule(0.4, 50, 0.25, 10, 100, linear: true), t =>
            t >= 49 ? 0.0004 : t < 11.5 ? 0.04 + 0.36 * t / 11.5 : 0.4 + (0.0004 - 0.4) * (t - 11.5) / 37.5),
        ["one cycle from its peak"] = (new OneCycleSchedule(0.4, 50, 0, 10, 100, linear: true), t => t >= 49 ? 0.0004 : 0.4 + (0.0004 - 0.4) * t / 49),
        ["warm-up"] = (new TimeDecaySchedule(0.3, 0.2).WithWarmup(8, 0.25), t => t < 8 ? 0.3 * (0.25 + 0.75 * t / 8) : 0.3 / (1 + 0.2 * (t - 8))),
        ["sequence"] = (new TimeDecaySchedule(0.3, 0.2).Then(8, new ExponentialSchedule(0.7, 0.9)), t => t < 8 ? 0.3 / (1 + 0.2 * t) : 0.7 * Math.Pow(0.9, t - 8)),
        ["times"] = (new TimeDecaySchedule(0.3, 0.2).Times(2.5), t => 0.75 / (1 + 0.2 * t)),
        ["composed"] = (new ConstantSchedule(1).Then(3, new ConstantSchedule(2)).WithWarmup(4).Times(0.5).Then(12, new ConstantSchedule(7)), t =>
            t < 4 ? 0.5 * t / 4 : t < 7 ? 0.5 : t < 12 ? 1 : 7),
    };

    public static TheoryData<string> Names => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_follow_the_formula(string name)
    {
        (Schedule schedule, Func<long, double> formula) = Formulas[name];
        for (long t = 0; t < 150; t++)
        {
            Assert.Equal(formula(t), schedule.RateAt(t), 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_time_is_before_the_start(string name) => Assert.Throws<ArgumentOutOfRangeException>("t", () => Formulas[name].Schedule.RateAt(-1));

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_are_numbers_for_ever(string name) =>
        Assert.All(new[] { 1L << 20, 1L << 40, 1L << 52 }, t => Assert.InRange(Formulas[name].Schedule.RateAt(t), 0, 10));

    /// <summary>Bits that were computed once: powers and cosines have no others on any machine.</summary>
    [Theory]
    [InlineData("exponential", 4595227480909515421)]
    [InlineData("polynomial with a root", 4590024643192429961)]
    [InlineData("cosine", 4595939500535702336)]
    public void Bits_are_the_same_everywhere(string name, long bits) => Assert.Equal(bits, BitConverter.DoubleToInt64Bits(Formulas[name].Schedule.RateAt(19)));

    [Fact]
    public void By_epoch_the_epochs_count()
    {
        Schedule steps = new TimeDecaySchedule(1, 1);
        Schedule epochs = steps.ByEpoch();
        Assert.Equal((ScheduleUnit.Step, ScheduleUnit.Epoch), (steps.Unit, epochs.Unit));
        Assert.Equal(1 / 101.0, steps.RateAt(100, 3));
        Assert.Equal(1 / 4.0, epochs.RateAt(100, 3));
        Assert.Equal(0.25, epochs.RateAt(3));
        Assert.Same(epochs, epochs.ByEpoch());
        Assert.Equal(0.5, epochs.WithWarmup(2).RateAt(100, 1));
        Assert.Equal(2 / 4.0, epochs.Times(2).RateAt(100, 3));
        Assert.Equal(1 / 2.0, epochs.Then(2, epochs).RateAt(100, 3));
        var error = Assert.Throws<ArgumentException>("next", () => steps.Then(5, epochs));
        Assert.StartsWith("The first schedule counts in units of one Step, but the next in units of one Epoch; both must count the same.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var constant = new ConstantSchedule(0.1);
        Refused("The learning rate is -1, but must be at least 0 and finite as a float.", () => new ConstantSchedule(-1));
        Refused("The learning rate is NaN, but must be at least 0 and finite as a float.", () => new CosineSchedule(double.NaN, 10));
        Refused("stepSize is 0, but must be at least 1.", () => new StepSchedule(0.1, 0));
        Refused("gamma is -0.5, but must be at least 0 and finite as a float.", () => new StepSchedule(0.1, 1, -0.5));
        Refused("milestones is -2, but must be at least 0.", () => new MultiStepSchedule(0.1, [1, -2]));
        Refused("gamma is 1.5, but must be from 0 to 1.", () => new ExponentialSchedule(0.1, 1.5));
        Refused("lambda is -1, but must be at least 0 and finite as a float.", () => new BottouSchedule(0.1, -1));
        Refused("decay is -1, but must be at least 0 and finite as a float.", () => new TimeDecaySchedule(0.1, -1));
        Refused("totalSteps is 0, but must be at least 1.", () => new PolynomialSchedule(0.1, 0));
        Refused("power is 0, but must be above 0 and finite as a float.", () => new PolynomialSchedule(0.1, 5, 0, 0));
        Refused("minimumRate is -1, but must be at least 0 and finite as a float.", () => new CosineSchedule(0.1, 5, -1));
        Refused("cycleFactor is 0, but must be at least 1.", () => new CosineRestartsSchedule(0.1, 5, 0));
        Refused("totalSteps is 1, but must be at least 2.", () => new OneCycleSchedule(0.1, 1));
        Refused("peakShare is 1.5, but must be from 0 to 1.", () => new OneCycleSchedule(0.1, 10, 1.5));
        Refused("startDivisor is 0, but must be above 0 and finite as a float.", () => new OneCycleSchedule(0.1, 10, 0.3, 0));
        Refused("steps is 0, but must be at least 1.", () => constant.WithWarmup(0));
        Refused("startFactor is 2, but must be from 0 to 1.", () => constant.WithWarmup(5, 2));
        Refused("steps is 0, but must be at least 1.", () => constant.Then(0, constant));
        Refused("factor is -1, but must be at least 0 and finite as a float.", () => constant.Times(-1));

        static void Refused(string message, Func<Schedule> create) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }
}
