using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Turns the description of a case's schedule into one of the runtime. The table is what a new one is added to.</summary>
internal static class ScheduleTranslator
{
    private const string Plateau = "reduce_on_plateau";

    /// <summary>Schedule type: the options it may have beside <c>lr</c>, and the schedule of the runtime.</summary>
    private static readonly Dictionary<string, ScheduleRule> Schedules = new()
    {
        ["constant"] = new([], s => new ConstantSchedule(s.Double("lr"))),
        ["step"] = new(["step_size", "gamma"], s => new StepSchedule(s.Double("lr"), s.Integer("step_size"), s.Double("gamma"))),
        ["multi_step"] = new(["milestones", "gamma"], s => new MultiStepSchedule(s.Double("lr"), [.. s.Integers("milestones").Select(time => (long)time)], s.Double("gamma"))),
        ["exponential"] = new(["gamma"], s => new ExponentialSchedule(s.Double("lr"), s.Double("gamma"))),
        ["inverse_bottou"] = new(["lambda"], s => new BottouSchedule(s.Double("lr"), s.Double("lambda"))),
        ["time_decay"] = new(["decay"], s => new TimeDecaySchedule(s.Double("lr"), s.Double("decay"))),
        ["polynomial"] = new(
            ["end_lr", "power", "total_steps"],
            s => new PolynomialSchedule(s.Double("lr"), s.Integer("total_steps"), s.Double("end_lr"), s.Double("power"))),
        ["cosine"] = new(["t_max", "min_lr"], s => new CosineSchedule(s.Double("lr"), s.Integer("t_max"), s.Double("min_lr"))),
        ["cosine_warm_restarts"] = new(
            ["t_0", "t_mult", "min_lr"],
            s => new CosineRestartsSchedule(s.Double("lr"), s.Integer("t_0"), s.Integer("t_mult"), s.Double("min_lr"))),
        ["linear_warmup"] = new(
            ["start_factor", "warmup_steps"],
            s => new ConstantSchedule(s.Double("lr")).WithWarmup(s.Integer("warmup_steps"), s.Double("start_factor"))),
        ["warmup_cosine"] = new(["warmup_steps", "total_steps", "min_lr"], WarmupCosine),
        ["one_cycle"] = new(["total_steps", "pct_start", "anneal", "div_factor", "final_div_factor"], s => new OneCycleSchedule(
            s.Double("lr"), s.Integer("total_steps"), s.Double("pct_start"), s.Double("div_factor"), s.Double("final_div_factor"), linear: s.Text("anneal") == "linear")),
    };

    /// <summary>The schedule of a case; null if it has none, or one that depends on a metric.</summary>
    public static Schedule? ScheduleOf(ReferenceCase reference)
    {
        if (reference.Description("schedule") is not { } description)
        {
            return null;
        }

        Description schedule = new("schedule", description);
        if (schedule.Text("type") == Plateau)
        {
            schedule.RequireOnly(["type", "lr", "factor", "patience", "threshold", "cooldown", "min_lr"]);
            return null;
        }

        if (!Schedules.TryGetValue(schedule.Text("type"), out ScheduleRule? rule))
        {
            throw new NotYetException("schedule " + schedule.Text("type"));
        }

        schedule.RequireOnly(["type", "lr", .. rule.Options]);
        return rule.Create(schedule);
    }

    /// <summary>The rates in force at all times of a case without network.</summary>
    public static double[] RatesOf(Translation translation)
    {
        int times = translation.Case.Doubles("schedule/lr").Length;
        return translation.Schedule is { } schedule
            ? [.. Enumerable.Range(0, times).Select(t => schedule.RateAt(t))]
            : PlateauRates(new Description("schedule", translation.Case.Description("schedule")!.Value), translation.Case.Doubles("schedule/metric"));
    }

    /// <summary>e (t + 1) / w grows to e at t = w - 1; from t = w on the cosine has its own time.</summary>
    private static Schedule WarmupCosine(Description s)
    {
        int warmup = s.Integer("warmup_steps");
        var cosine = new CosineSchedule(s.Double("lr"), s.Integer("total_steps") - warmup, s.Double("min_lr"));
        var rate = new ConstantSchedule(s.Double("lr"));
        return warmup == 0 ? cosine : warmup == 1 ? rate.Then(1, cosine) : rate.WithWarmup(warmup - 1, 1.0 / warmup).Then(warmup, cosine);
    }

    private static double[] PlateauRates(Description s, double[] metrics)
    {
        var rule = new PlateauRule
        {
            Factor = s.Double("factor"),
            Patience = s.Integer("patience"),
            Threshold = s.Double("threshold"),
            Cooldown = s.Integer("cooldown"),
            MinimumRate = s.Double("min_lr"),
        };
        var rates = new List<double>();
        foreach (double metric in metrics)
        {
            rates.Add(rule.Apply(s.Double("lr")));
            rule.Report(metric);
        }

        return [.. rates];
    }

    private sealed record ScheduleRule(string[] Options, Func<Description, Schedule> Create);
}
