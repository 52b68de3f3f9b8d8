using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests;

/// <summary>The rules in double, one parameter at a time, under a rate that changes, for what the reference vectors do not hold.</summary>
public class OptimizerFormulaTests
{
    private delegate void Rule(Cell cell, double g, double rate, int t);

    private static readonly Dictionary<string, (Func<Optimizer> Create, Rule Rule)> Cases = new()
    {
        ["heavy ball"] = (() => new Sgd(0.1, 0.8), (c, g, rate, _) => c.W -= rate * (c.A = 0.8 * c.A + g)),
        ["velocity"] = (() => new Sgd(0.1, 0.8, MomentumForm.Velocity), (c, g, rate, _) => c.W += c.A = 0.8 * c.A - rate * g),
        ["exponential average"] = (() => new Sgd(0.1, 0.8, MomentumForm.ExponentialAverage), (c, g, rate, _) => c.W -= rate * (c.A = 0.8 * c.A + 0.2 * g)),
        ["Nesterov"] = (() => new Sgd(0.1, 0.8, MomentumForm.Nesterov), (c, g, rate, _) =>
        {
            c.A = 0.8 * c.A + g;
            c.W -= rate * (g + 0.8 * c.A);
        }
        ),
        ["Nesterov velocity"] = (() => new Sgd(0.1, 0.8, MomentumForm.NesterovVelocity), (c, g, rate, _) =>
        {
            double before = c.A;
            c.A = 0.8 * before - rate * g;
            c.W += -0.8 * before + 1.8 * c.A;
        }
        ),
        ["AdaGrad inside"] = (() => new AdaGrad(0.1, 1e-3) { EpsilonInsideRoot = true, InitialSquares = 0.1, RateDecay = 0.2 }, (c, g, rate, t) =>
        {
            c.A = (t == 1 ? 0.1 : c.A) + g * g;
            c.W -= rate / (1 + (t - 1) * 0.2) * g / Math.Sqrt(c.A + 1e-3);
        }
        ),
        ["RmsProp inside with momentum"] = (() => new RmsProp(0.01, 0.9, 1e-3) { EpsilonInsideRoot = true, Momentum = 0.7 }, (c, g, rate, _) =>
        {
            c.A = 0.9 * c.A + 0.1 * g * g;
            c.W -= rate * (c.B = 0.7 * c.B + g / Math.Sqrt(c.A + 1e-3));
        }
        ),
        ["RmsProp centered, inside, with momentum"] = (() => new RmsProp(0.01, 0.9, 1e-3) { Centered = true, EpsilonInsideRoot = true, Momentum = 0.7 }, (c, g, rate, _) =>
        {
            c.A = 0.9 * c.A + 0.1 * g * g;
            c.C = 0.9 * c.C + 0.1 * g;
            c.W -= rate * (c.B = 0.7 * c.B + g / Math.Sqrt(c.A - c.C * c.C + 1e-3));
        }
        ),
        ["Adam inside"] = (() => new Adam(0.01, 0.8, 0.95, 1e-3) { EpsilonInsideRoot = true }, (c, g, rate, t) =>
            c.W -= rate * Mean(c, g, 0.8) / (1 - Math.Pow(0.8, t)) / Math.Sqrt(Square(c, g, 0.95) / (1 - Math.Pow(0.95, t)) + 1e-3)),
        ["Adam inside, uncorrected"] = (() => new Adam(0.01, 0.8, 0.95, 1e-3) { EpsilonInsideRoot = true, BiasCorrection = false }, (c, g, rate, _) =>
            c.W -= rate * Mean(c, g, 0.8) / Math.Sqrt(Square(c, g, 0.95) + 1e-3)),
        ["Adam AMSGrad, inside"] = (() => new Adam(0.01, 0.8, 0.5, 1e-3) { EpsilonInsideRoot = true, AmsGrad = true }, (c, g, rate, t) =>
        {
            c.C = Math.Max(c.C, Square(c, g, 0.5));
            c.W -= rate * Mean(c, g, 0.8) / (1 - Math.Pow(0.8, t)) / Math.Sqrt(c.C / (1 - Math.Pow(0.5, t)) + 1e-3);
        }
        ),
        ["Adam AMSGrad, uncorrected"] = (() => new Adam(0.01, 0.8, 0.5, 1e-3) { AmsGrad = true, BiasCorrection = false }, (c, g, rate, _) =>
        {
            c.C = Math.Max(c.C, Square(c, g, 0.5));
            c.W -= rate * Mean(c, g, 0.8) / (Math.Sqrt(c.C) + 1e-3);
        }
        ),
        ["AdamW of the first steps"] = (() => new AdamW(0.01, 0.8, 0.95, 1e-3, 0.5), (c, g, rate, t) =>
        {
            c.W *= 1 - rate * 0.5;
            c.W -= rate * Mean(c, g, 0.8) / (1 - Math.Pow(0.8, t)) / (Math.Sqrt(Square(c, g, 0.95) / (1 - Math.Pow(0.95, t))) + 1e-3);
        }
        ),
        ["Adamax"] = (() => new Adamax(0.01, 0.8, 0.9, 1e-3), (c, g, rate, t) =>
        {
            c.B = Math.Max(0.9 * c.B, Math.Abs(g) + 1e-3);
            c.W -= rate / (1 - Math.Pow(0.8, t)) * Mean(c, g, 0.8) / c.B;
        }
        ),
        ["NAdam"] = (() => new NAdam(0.01, 0.8, 0.95, 1e-3, 0.3), (c, g, rate, t) =>
        {
            double momentum = 0.8 * (1 - 0.5 * Math.Pow(0.96, t * 0.3));
            double next = 0.8 * (1 - 0.5 * Math.Pow(0.96, (t + 1) * 0.3));
            c.C = t == 1 ? momentum : c.C * momentum;
            double step = next * Mean(c, g, 0.8) / (1 - c.C * next) + (1 - momentum) * g / (1 - c.C);
            c.W -= rate * step / (Math.Sqrt(Square(c, g, 0.95) / (1 - Math.Pow(0.95, t))) + 1e-3);
        }
        ),
        ["RAdam"] = (() => new RAdam(0.01, 0.8, 0.9, 1e-3), (c, g, rate, t) =>
        {
            double limit = 2 / (1 - 0.9) - 1;
            double r = limit - 2 * t * Math.Pow(0.9, t) / (1 - Math.Pow(0.9, t));
            double step = rate * Mean(c, g, 0.8) / (1 - Math.Pow(0.8, t));
            double root = Math.Sqrt(Square(c, g, 0.9));
            c.W -= r <= 5 ? step : step * Math.Sqrt((r - 4) * (r - 2) * limit / ((limit - 4) * (limit - 2) * r)) * Math.Sqrt(1 - Math.Pow(0.9, t)) / (root + 1e-3);
        }
        ),
        ["AdaDelta"] = (() => new AdaDelta(0.7, 0.8, 1e-3), (c, g, rate, _) =>
        {
            double step = Math.Sqrt(c.C + 1e-3) / Math.Sqrt(Square(c, g, 0.8) + 1e-3) * g;
            c.C = 0.8 * c.C + 0.2 * step * step;
            c.W -= rate * step;
        }
        ),
        ["Lion with coupled decay"] = (() => new Lion(0.01, 0.8, 0.9) { WeightDecay = 0.5, DecoupledWeightDecay = false }, (c, g, rate, _) =>
        {
            g += 0.5 * c.W;
            c.W -= rate * Math.Sign(0.8 * c.A + 0.2 * g);
            c.A = 0.9 * c.A + 0.1 * g;
        }
        ),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_follows_its_formula(string name)
    {
        (Func<Optimizer> create, Rule rule) = Cases[name];
        var run = new Descent(17, 13, create());
        Cell[] cells = Array.ConvertAll(run.Expected, start => new Cell { W = start });
        for (int t = 1; t <= 40; t++)
        {
            run.Optimizer.LearningRate *= t == 10 ? 0.3 : t == 20 ? 2 : 1;
            run.Step();
            for (int i = 0; i < cells.Length; i++)
            {
                rule(cells[i], run.Gradient[i], run.Optimizer.LearningRate, t);
                run.Expected[i] = cells[i].W;
            }

            run.RequireClose(2e-5);
        }
    }

    /// <summary>g = (3, -2, 5) becomes a step of (1, -1, 1).</summary>
    [Fact]
    public void Without_memory_and_with_epsilon_inside_RmsProp_follows_the_signs()
    {
        var network = new LinearNetwork(3, 1);
        network.Parameters.Clear();
        var gradients = new Gradients(network);
        gradients["dense1.weight"].CopyFrom([3, -2, 5]);
        new RmsProp(0.5, rho: 0) { EpsilonInsideRoot = true }.Step(network, gradients);
        Assert.Equal([-0.5f, 0.5f, -0.5f, 0], network.ToArray());
    }

    private static double Mean(Cell cell, double g, double beta) => cell.A = beta * cell.A + (1 - beta) * g;

    private static double Square(Cell cell, double g, double beta) => cell.B = beta * cell.B + (1 - beta) * g * g;

    /// <summary>A parameter and what a rule remembers of it.</summary>
    private sealed class Cell
    {
        internal double W { get; set; }

        internal double A { get; set; }

        internal double B { get; set; }

        internal double C { get; set; }
    }
}
