using System;
using Xunit;

namespace NetGen.Tests;

/// <summary>Steps along made-up gradients, beside expected parameters in double.</summary>
internal sealed class Descent
{
    private RandomStream _random = new(3, RandomPurpose.General);

    internal Descent(int inputs, int outputs, Optimizer optimizer)
    {
        Network = new LinearNetwork(inputs, outputs, seed: 1);
        Gradients = new Gradients(Network);
        Optimizer = optimizer;
        float[] start = Network.ToArray();
        Expected = Array.ConvertAll(start, value => (double)value);
        Gradient = new float[start.Length];
    }

    private Descent(Descent before, Optimizer optimizer)
    {
        _random = before._random;
        (Network, Gradients, Expected, Gradient) = (before.Network, before.Gradients, before.Expected, before.Gradient);
        Optimizer = optimizer;
    }

    internal LinearNetwork Network { get; }

    internal Gradients Gradients { get; }

    internal Optimizer Optimizer { get; }

    internal double[] Expected { get; }

    internal float[] Gradient { get; }

    /// <summary>Steps along normal random gradients of very different sizes.</summary>
    internal void Step()
    {
        for (int i = 0; i < Gradient.Length; i++)
        {
            Gradient[i] = (float)(_random.NextNormal() * (i % 3 == 0 ? 1e-4 : i % 3));
        }

        ParameterView weight = Gradients["dense1.weight"];
        weight.CopyFrom(Gradient.AsSpan(0, weight.Count));
        Gradients["dense1.bias"].CopyFrom(Gradient.AsSpan(weight.Count));
        Optimizer.Step(Network, Gradients);
    }

    /// <summary>The same descent, continued by another optimizer.</summary>
    internal Descent With(Optimizer optimizer) => new(this, optimizer);

    internal void RequireClose(double tolerance)
    {
        float[] actual = Network.ToArray();
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.InRange(actual[i], Expected[i] - tolerance * Math.Max(1, Math.Abs(Expected[i])), Expected[i] + tolerance * Math.Max(1, Math.Abs(Expected[i])));
        }
    }
}
