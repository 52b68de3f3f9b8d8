using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>Decay, clipping and rates of layers, against plain descent in double.</summary>
public class OptimizerOptionTests
{
    private static readonly string[] Trained = ["step1.dense1.weight", "step1.dense1.bias", "norm1.weight"];

    /// <summary>The weight alone when biases do not decay: norm1.weight is the scale of a normalization.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Decay(bool decoupled, bool biases)
    {
        (BareNetwork network, Gradients gradients) = Create();
        var optimizer = new Sgd(0.1) { WeightDecay = 0.5, DecoupledWeightDecay = decoupled, DecayBiases = biases };
        for (int step = 1; step <= 3; step++)
        {
            double[][] before = Values(network.Parameters);
            optimizer.Step(network, gradients);
            for (int entry = 0; entry < Trained.Length; entry++)
            {
                double decay = biases || entry == 0 ? 0.5 : 0;
                RequireClose(network, entry, i => decoupled
                    ? before[entry][i] * (1 - 0.1 * decay) - 0.1 * Slope(gradients, entry, i)
                    : before[entry][i] - 0.1 * (Slope(gradients, entry, i) + decay * before[entry][i]));
            }
        }
    }

    [Theory]
    [InlineData(0.5, double.PositiveInfinity)]
    [InlineData(1e6, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, 0.7)]
    [InlineData(2, 0.3)]
    public void Clipping(double norm, double value)
    {
        (BareNetwork network, Gradients gradients) = Create();
        double[][] start = Values(network.Parameters);
        float[] slopes = gradients.Block.Span.ToArray();
        new Sgd(0.1) { ClipNorm = norm, ClipValue = value }.Step(network, gradients);
        double scale = Math.Min(1, norm / (Norm(gradients, Trained) + 1e-6));
        for (int entry = 0; entry < Trained.Length; entry++)
        {
            RequireClose(network, entry, i => start[entry][i] - 0.1 * Math.Clamp(scale * Slope(gradients, entry, i), -value, value));
        }

        Assert.Equal(slopes, gradients.Block.Span.ToArray());
    }

    [Fact]
    public void Gradients_of_frozen_layers_are_no_part_of_the_norm()
    {
        (BareNetwork network, Gradients gradients) = Create();
        network.Parameters.Frozen(PartsLayout.Weight) = true;
        double[][] start = Values(network.Parameters);
        new Sgd(0.1) { ClipNorm = 0.25 }.Step(network, gradients);
        double scale = 0.25 / (Norm(gradients, "norm1.weight") + 1e-6);
        RequireClose(network, 0, i => start[0][i]);
        RequireClose(network, 1, i => start[1][i]);
        RequireClose(network, 2, i => start[2][i] - 0.1 * scale * Slope(gradients, 2, i));
    }

    [Fact]
    public void Clipping_lets_NaN_through()
    {
        (BareNetwork network, Gradients gradients) = Create();
        gradients["norm1.weight"][1] = float.NaN;
        float other = network.Parameters["norm1.weight"][0];
        new Sgd(0.1) { ClipValue = 0.5 }.Step(network, gradients);
        Assert.True(float.IsNaN(network.Parameters["norm1.weight"][1]));
        Assert.NotEqual(other, network.Parameters["norm1.weight"][0]);
        Assert.True(float.IsFinite(network.Parameters["norm1.weight"][0]));
        new Sgd(0.1) { ClipNorm = 0.5 }.Step(network, gradients);
        Assert.All(network.Parameters["step1.dense1.weight"].ToArray(), value => Assert.True(float.IsNaN(value)));
    }

    /// <summary>Entries of more than one piece of the adjusted path, and one whose last piece is short.</summary>
    [Fact]
    public void Large_layers_are_adjusted_whole()
    {
        var run = new Descent(53, 61, new Sgd(0.1) { WeightDecay = 0.5 });
        for (int step = 0; step < 3; step++)
        {
            run.Step();
            for (int i = 0; i < run.Expected.Length; i++)
            {
                run.Expected[i] -= 0.1 * (run.Gradient[i] + 0.5 * run.Expected[i]);
            }

            run.RequireClose(1e-5);
        }
    }

    /// <summary>What is on but changes nothing gives the bits of what is off.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void The_adjusted_path_has_the_bits_of_the_direct_one(string name)
    {
        var direct = new Descent(53, 61, OptimizerCatalogue.Create(name));
        var adjusted = new Descent(53, 61, OptimizerCatalogue.Create(name));
        typeof(Optimizer).GetProperty(nameof(Optimizer.ClipValue))!.SetValue(adjusted.Optimizer, 1e30);
        for (int step = 0; step < 5; step++)
        {
            direct.Step();
            adjusted.Step();
        }

        Assert.Equal(direct.Network.ToArray(), adjusted.Network.ToArray());
    }

    public static TheoryData<string> Rules => ["Sgd Nesterov", "AdaGrad", "RmsProp centered with momentum", "Adam", "Adamax", "NAdam", "RAdam", "AdaDelta"];

    [Fact]
    public void Layers_and_blocks_have_rates_of_their_own()
    {
        (BareNetwork network, Gradients gradients) = Create();
        var optimizer = new Sgd(0.1);
        optimizer.ScaleRate("step1", 0.5);
        optimizer.ScaleRate("norm1", 7);
        optimizer.ScaleRate("norm1", 3);
        double[][] before = Values(network.Parameters);
        optimizer.Step(network, gradients);
        Expect(0.05, 0.3);
        optimizer.ScaleRate("step1.dense1", 4);
        before = Values(network.Parameters);
        optimizer.Step(network, gradients);
        Expect(0.2, 0.3);
        optimizer.ScaleRate("step1", 0);
        before = Values(network.Parameters);
        optimizer.Step(network, gradients);
        Expect(0, 0.3);

        void Expect(double ofDense, double ofNorm)
        {
            RequireClose(network, 0, i => before[0][i] - ofDense * Slope(gradients, 0, i));
            RequireClose(network, 1, i => before[1][i] - ofDense * Slope(gradients, 1, i));
            RequireClose(network, 2, i => before[2][i] - ofNorm * Slope(gradients, 2, i));
        }
    }

    [Fact]
    public void The_rate_of_a_layer_counts_in_decoupled_decay()
    {
        (BareNetwork network, Gradients gradients) = Create();
        double[][] before = Values(network.Parameters);
        var optimizer = new Sgd(0.1) { WeightDecay = 0.5, DecoupledWeightDecay = true };
        optimizer.ScaleRate("norm1", 2);
        optimizer.Step(network, gradients);
        RequireClose(network, 0, i => before[0][i] * 0.95 - 0.1 * Slope(gradients, 0, i));
        RequireClose(network, 2, i => before[2][i] * 0.9 - 0.2 * Slope(gradients, 2, i));
    }

    [Fact]
    public void Unknown_layers_are_refused()
    {
        const string Message = "There is no layer or block \"dense1\" with trained parameters; there are norm1, step1, step1.dense1.";
        (BareNetwork network, Gradients gradients) = Create();
        float[] before = network.Parameters.Block.Span.ToArray();
        var early = new Adam();
        early.ScaleRate("dense1", 2);
        Assert.StartsWith(Message, Assert.Throws<ArgumentException>(() => early.Step(network, gradients)).Message, StringComparison.Ordinal);
        Assert.Equal(0, early.StepCount);
        Assert.Equal(before, network.Parameters.Block.Span.ToArray());
        var late = new Adam();
        late.Step(network, gradients);
        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("layer", () => late.ScaleRate("dense1", 2)).Message, StringComparison.Ordinal);
        late.Step(network, gradients);
        Assert.Throws<ArgumentException>("layer", () => late.ScaleRate("encoder", 2));
        var error = Assert.Throws<ArgumentOutOfRangeException>("factor", () => late.ScaleRate("norm1", -1));
        Assert.StartsWith("factor is -1, but must be at least 0 and finite as a float.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated_with_frozen_layers_and_rates()
    {
        (BareNetwork network, Gradients gradients) = Create();
        var optimizer = new Adam { ClipNorm = 1, WeightDecay = 0.1 };
        optimizer.ScaleRate("norm1", 2);
        network.Parameters.Frozen(PartsLayout.Weight) = true;
        optimizer.Step(network, gradients);
        optimizer.Step(network, gradients);
        long before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step(network, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Refused("WeightDecay is -1, but must be at least 0 and finite as a float.", () => new Sgd { WeightDecay = -1 });
        Refused("ClipNorm is 0, but must be above 0 as a float; infinity is no limit.", () => new Sgd { ClipNorm = 0 });
        Refused("ClipValue is NaN, but must be above 0 as a float; infinity is no limit.", () => new Sgd { ClipValue = double.NaN });
        Refused("momentum is 1, but must be at least 0 and below 1 as a float.", () => new Sgd(0.1, 1));
        Refused("form is 9, but must be one of HeavyBall, Velocity, ExponentialAverage, Nesterov, NesterovVelocity.", () => new Sgd(0.1, 0.5, (MomentumForm)9));
        Refused("RateDecay is -0.5, but must be at least 0 and finite as a float.", () => new AdaGrad { RateDecay = -0.5 });
        Refused("InitialSquares is -1, but must be at least 0 and finite as a float.", () => new AdaGrad { InitialSquares = -1 });
        Refused("rho is 1.5, but must be at least 0 and below 1 as a float.", () => new RmsProp(rho: 1.5));
        Refused("Momentum is 2, but must be at least 0 and below 1 as a float.", () => new RmsProp { Momentum = 2 });
        Refused("epsilon is 0, but must be above 0 and finite as a float.", () => new AdaDelta(epsilon: 0));
        Refused("momentumDecay is -1, but must be at least 0 and finite as a float.", () => new NAdam(momentumDecay: -1));
        Refused("weightDecay is NaN, but must be at least 0 and finite as a float.", () => new AdamW(weightDecay: double.NaN));
        Refused("beta2 is 1, but must be at least 0 and below 1 as a float.", () => new Lion(beta2: 1));

        static void Refused(string message, Func<Optimizer> create) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }

    private static (BareNetwork Network, Gradients Gradients) Create()
    {
        var network = new BareNetwork(PartsLayout.Create());
        var gradients = new Gradients(network);
        var random = new RandomStream(1, RandomPurpose.General);
        foreach (ParameterEntry entry in network.Info.Layout.Entries)
        {
            network.Parameters[entry.Name].CopyFrom(Normal(entry.Count, ref random));
            gradients[entry.Name].CopyFrom(Normal(entry.Count, ref random));
        }

        return (network, gradients);
    }

    private static float[] Normal(int count, ref RandomStream random)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)random.NextNormal();
        }

        return values;
    }

    private static double[][] Values(ParameterBuffer parameters) => [.. Trained.Select(name => Array.ConvertAll(parameters[name].ToArray(), value => (double)value))];

    private static double Slope(Gradients gradients, int entry, int i) => gradients[Trained[entry]].ToArray()[i];

    private static double Norm(Gradients gradients, params string[] names) => Math.Sqrt(names.Sum(name => gradients[name].ToArray().Sum(value => (double)value * value)));

    private static void RequireClose(BareNetwork network, int entry, Func<int, double> expected)
    {
        float[] actual = network.Parameters[Trained[entry]].ToArray();
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected(i), actual[i], 1e-6);
        }
    }
}
