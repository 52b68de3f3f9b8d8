using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>Every optimizer, with every option that takes another way through its code, and the options that all have.</summary>
internal static class OptimizerCatalogue
{
    private static readonly Dictionary<string, Func<Optimizer>> Entries = new()
    {
        ["Sgd"] = () => new Sgd(0.1),
        ["Sgd heavy ball"] = () => new Sgd(0.1, 0.9),
        ["Sgd velocity"] = () => new Sgd(0.1, 0.9, MomentumForm.Velocity),
        ["Sgd average"] = () => new Sgd(0.1, 0.9, MomentumForm.ExponentialAverage),
        ["Sgd Nesterov"] = () => new Sgd(0.1, 0.9, MomentumForm.Nesterov),
        ["Sgd Nesterov velocity"] = () => new Sgd(0.1, 0.9, MomentumForm.NesterovVelocity),
        ["AdaGrad"] = () => new AdaGrad(),
        ["AdaGrad with options"] = () => new AdaGrad(0.1) { RateDecay = 0.1, InitialSquares = 0.01, EpsilonInsideRoot = true },
        ["RmsProp"] = () => new RmsProp(),
        ["RmsProp inside"] = () => new RmsProp { EpsilonInsideRoot = true },
        ["RmsProp centered"] = () => new RmsProp(epsilon: 1e-4) { Centered = true },
        ["RmsProp centered with momentum"] = () => new RmsProp(epsilon: 1e-4) { Centered = true, Momentum = 0.9 },
        ["RmsProp momentum"] = () => new RmsProp { Momentum = 0.9 },
        ["Adam"] = () => new Adam(),
        ["Adam uncorrected"] = () => new Adam { BiasCorrection = false },
        ["Adam AMSGrad"] = () => new Adam { AmsGrad = true },
        ["Adam inside"] = () => new Adam { EpsilonInsideRoot = true },
        ["AdamW"] = () => new AdamW(),
        ["Adamax"] = () => new Adamax(),
        ["NAdam"] = () => new NAdam(),
        ["RAdam"] = () => new RAdam(beta2: 0.9),
        ["AdaDelta"] = () => new AdaDelta(),
        ["Lion"] = () => new Lion { WeightDecay = 0.1 },
        ["Sgd with decay"] = () => new Sgd { WeightDecay = 0.1 },
        ["Sgd with decoupled decay of weights"] = () => new Sgd { WeightDecay = 0.1, DecoupledWeightDecay = true, DecayBiases = false },
        ["Sgd clipped"] = () => new Sgd { ClipNorm = 0.5, ClipValue = 0.1 },
        ["AdaGrad clipped by norm"] = () => new AdaGrad { ClipNorm = 0.5 },
        ["AdaGrad clipped by value with decay"] = () => new AdaGrad { ClipValue = 0.1, WeightDecay = 0.01 },
        ["Adam clipped with decay"] = () => new Adam { ClipNorm = 0.5, ClipValue = 0.1, WeightDecay = 0.01, DecayBiases = false },
    };

    internal static IEnumerable<string> All => Entries.Keys;

    internal static TheoryData<string> Names => [.. Entries.Keys];

    internal static Optimizer Create(string name) => Entries[name]();

    internal static IEnumerable<Type> Types => Entries.Values.Select(create => create().GetType());
}
