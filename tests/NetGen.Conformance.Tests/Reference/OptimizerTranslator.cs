using System;
using System.Collections.Generic;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Turns the descriptions of optimizer and clipping of a case into an optimizer of the runtime. The table is what a new one is added to.</summary>
internal static class OptimizerTranslator
{
    /// <summary>Optimizer type: the options it may have beside <c>weight_decay</c>, and the optimizer of the runtime.</summary>
    private static readonly Dictionary<string, OptimizerRule> Optimizers = new()
    {
        ["sgd"] = new(["lr"], o => new Sgd(o.Double("lr"))),
        ["sgd_decoupled"] = new(["lr"], o => new Sgd(o.Double("lr")) { DecoupledWeightDecay = true }),
        ["momentum"] = new(["lr", "momentum"], o => new Sgd(o.Double("lr"), o.Double("momentum"))),
        ["momentum_velocity"] = new(["lr", "momentum"], o => new Sgd(o.Double("lr"), o.Double("momentum"), MomentumForm.Velocity)),
        ["momentum_ema"] = new(["lr", "beta"], o => new Sgd(o.Double("lr"), o.Double("beta"), MomentumForm.ExponentialAverage)),
        ["nesterov"] = new(["lr", "momentum"], o => new Sgd(o.Double("lr"), o.Double("momentum"), MomentumForm.Nesterov)),
        ["nesterov_velocity"] = new(["lr", "momentum"], o => new Sgd(o.Double("lr"), o.Double("momentum"), MomentumForm.NesterovVelocity)),
        ["adagrad"] = new(["lr", "eps", "lr_decay", "initial_accumulator"], o => new AdaGrad(o.Double("lr"), o.Double("eps"))
        {
            RateDecay = o.DoubleOr("lr_decay", 0),
            InitialSquares = o.DoubleOr("initial_accumulator", 0),
        }),
        ["rmsprop"] = new(["lr", "rho", "eps", "centered", "momentum"], o => new RmsProp(o.Double("lr"), o.Double("rho"), o.Double("eps"))
        {
            Centered = o.Has("centered") && o.Is("centered"),
            Momentum = o.DoubleOr("momentum", 0),
        }),
        ["rmsprop_eps_inside"] = new(["lr", "rho", "eps"], o => new RmsProp(o.Double("lr"), o.Double("rho"), o.Double("eps")) { EpsilonInsideRoot = true }),
        ["adam"] = new(["lr", "beta1", "beta2", "eps", "amsgrad"], o => new Adam(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps"))
        {
            AmsGrad = o.Has("amsgrad") && o.Is("amsgrad"),
        }),
        ["adam_uncorrected"] = new(["lr", "beta1", "beta2", "eps"], o => new Adam(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps")) { BiasCorrection = false }),
        ["adamw"] = new(["lr", "beta1", "beta2", "eps"], o => new AdamW(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps"))),
        ["adamax"] = new(["lr", "beta1", "beta2", "eps"], o => new Adamax(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps"))),
        ["nadam"] = new(
            ["lr", "beta1", "beta2", "eps", "momentum_decay"],
            o => new NAdam(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps"), o.Double("momentum_decay"))),
        ["radam"] = new(["lr", "beta1", "beta2", "eps"], o => new RAdam(o.Double("lr"), o.Double("beta1"), o.Double("beta2"), o.Double("eps"))),
        ["adadelta"] = new(["lr", "rho", "eps"], o => new AdaDelta(o.Double("lr"), o.Double("rho"), o.Double("eps"))),
        ["lion"] = new(["lr", "beta1", "beta2"], o => new Lion(o.Double("lr"), o.Double("beta1"), o.Double("beta2"))),
    };

    /// <summary>What makes the optimizer of a case that has one.</summary>
    public static Func<Optimizer>? OptimizerOf(ReferenceCase reference)
    {
        if (reference.Description("optimizer") is not { } description)
        {
            return null;
        }

        Description optimizer = new("optimizer", description);
        if (!Optimizers.TryGetValue(optimizer.Text("type"), out OptimizerRule? rule))
        {
            throw new NotYetException("optimizer " + optimizer.Text("type"));
        }

        optimizer.RequireOnly(["type", "weight_decay", .. rule.Options]);
        Dictionary<string, double> options = ClipOf(reference);
        options.Add(nameof(Optimizer.WeightDecay), optimizer.DoubleOr("weight_decay", 0));
        return () => With(options, rule.Create(optimizer));
    }

    private static Dictionary<string, double> ClipOf(ReferenceCase reference)
    {
        if (reference.Description("clip") is not { } description)
        {
            return [];
        }

        Description clip = new("clip", description);
        clip.RequireOnly(["type", "max"]);
        return clip.Text("type") switch
        {
            "norm" => new() { [nameof(Optimizer.ClipNorm)] = clip.Double("max") },
            "value" => new() { [nameof(Optimizer.ClipValue)] = clip.Double("max") },
            var other => throw new NotYetException("clip " + other),
        };
    }

    /// <summary>Sets what all optimizers have, by reflection: object initializers alone may, and then each row of the table would have to.</summary>
    private static Optimizer With(Dictionary<string, double> options, Optimizer optimizer)
    {
        foreach ((string name, double value) in options)
        {
            typeof(Optimizer).GetProperty(name)!.SetValue(optimizer, value);
        }

        return optimizer;
    }

    private sealed record OptimizerRule(string[] Options, Func<Description, Optimizer> Create);
}
