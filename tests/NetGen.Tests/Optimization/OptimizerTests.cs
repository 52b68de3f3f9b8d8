using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class OptimizerTests
{
    public static TheoryData<string> Names => OptimizerCatalogue.Names;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(17, 13)]
    [InlineData(64, 3)]
    public void Sgd_follows_its_formula(int inputs, int outputs)
    {
        var run = new Descent(inputs, outputs, new Sgd(0.1));
        for (int step = 1; step <= 50; step++)
        {
            run.Step();
            for (int i = 0; i < run.Expected.Length; i++)
            {
                run.Expected[i] -= run.Optimizer.LearningRate * run.Gradient[i];
            }

            run.RequireClose(1e-5);
        }
    }

    [Theory]
    [InlineData(1, 1, 0.9, 0.999, 1e-8)]
    [InlineData(3, 5, 0.9, 0.999, 1e-8)]
    [InlineData(17, 13, 0.5, 0.95, 1e-3)]
    [InlineData(64, 3, 0, 0, 1e-8)]
    public void Adam_follows_its_formula(int inputs, int outputs, double beta1, double beta2, double epsilon)
    {
        var run = new Descent(inputs, outputs, new Adam(0.01, beta1, beta2, epsilon));
        var mean = new double[run.Expected.Length];
        var square = new double[run.Expected.Length];
        for (int step = 1; step <= 50; step++)
        {
            if (step == 20)
            {
                run.Optimizer.LearningRate = 0.003;
            }

            run.Step();
            for (int i = 0; i < run.Expected.Length; i++)
            {
                mean[i] = beta1 * mean[i] + (1 - beta1) * run.Gradient[i];
                square[i] = beta2 * square[i] + (1 - beta2) * run.Gradient[i] * run.Gradient[i];
                double corrected = mean[i] / (1 - Math.Pow(beta1, step));
                double root = Math.Sqrt(square[i] / (1 - Math.Pow(beta2, step)));
                run.Expected[i] -= run.Optimizer.LearningRate * corrected / (root + epsilon);
            }

            run.RequireClose(1e-5);
        }
    }

    [Theory]
    [InlineData(0.9f, 0.999f)]
    [InlineData(0.5f, 0.75f)]
    public void Adam_gives_the_bits_of_single_operations_in_float(float beta1, float beta2)
    {
        // A fused multiply-add or an approximate root or quotient anywhere in the vector form would show here; a power that is dropped too early, in the second case.
        var run = new Descent(17, 13, new Adam(0.01, beta1, beta2));
        float[] w = run.Network.ToArray();
        var m = new float[w.Length];
        var v = new float[w.Length];
        double power1 = 1, power2 = 1;
        for (int step = 1; step <= 200; step++)
        {
            run.Step();
            power1 *= beta1;
            power2 *= beta2;
            var rate = (float)(0.01 / (1 - power1));
            var correction = (float)(1 / Math.Sqrt(1 - power2));
            for (int i = 0; i < w.Length; i++)
            {
                float g = run.Gradient[i];
                m[i] = m[i] * beta1 + g * (1 - beta1);
                v[i] = v[i] * beta2 + g * g * (1 - beta2);
                w[i] -= rate * m[i] / (MathF.Sqrt(v[i]) * correction + 1e-8f);
            }
        }

        Assert.Equal(w.Select(BitConverter.SingleToInt32Bits), run.Network.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Padding_stays_zero(string name)
    {
        var run = new Descent(3, 5, Create(name));
        for (int step = 0; step < 20; step++)
        {
            run.Step();
        }

        float[] storage = run.Network.Parameters.Block.Span.ToArray();
        Assert.All(storage[15..16].Concat(storage[21..]), padding => Assert.Equal(0, padding));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_trainable_is_not_touched(string name)
    {
        var network = new BareNetwork(new ParameterLayout(
            [
                Entry("first", 20, 0),
                Entry("second", 16, 32),
                Entry("frozen", 5, 48, trainable: false),
                Entry("shared", 16, 32, sharedWith: "second"),
                Entry("buffer", 3, 64, ParameterRole.Buffer, trainable: false),
                Entry("last", 1, 80),
            ],
            96));
        var gradients = new Gradients(network);
        gradients.Block.Span.Fill(1);
        network.Parameters.Block.Span.Fill(5);
        Optimizer optimizer = Create(name);
        optimizer.Step(network, gradients);

        string[] untouched = [.. network.Info.Layout.Entries.Where(entry => network.Parameters[entry.Name].ToArray().All(value => value == 5)).Select(entry => entry.Name)];
        Assert.Equal(["frozen", "buffer"], untouched);
        // The shared storage got one step, as every other.
        Assert.Single(network.Parameters["shared"].ToArray().Concat(network.Parameters["first"].ToArray()).Distinct());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_may_have_no_parameters(string name)
    {
        var network = new BareNetwork(new ParameterLayout([], 0));
        Optimizer optimizer = Create(name);
        optimizer.Step(network, new Gradients(network));
        Assert.Equal(1, optimizer.StepCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_allocate_nothing(string name)
    {
        var run = new Descent(17, 13, Create(name));
        run.Optimizer.Step(run.Network, run.Gradients);
        run.Optimizer.Step(run.Network, run.Gradients);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 10; step++)
        {
            run.Optimizer.Step(run.Network, run.Gradients);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(12, run.Optimizer.StepCount);
    }

    [Fact]
    public void Gradients_of_another_network_are_refused()
    {
        var network = new LinearNetwork(2, 1);
        float[] before = network.ToArray();
        var optimizer = new Adam();

        Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(network, new Gradients(new LinearNetwork(2, 2))));
        Assert.Throws<ArgumentNullException>("network", () => optimizer.Step(null!, new Gradients(network)));
        Assert.Throws<ArgumentNullException>("gradients", () => optimizer.Step(network, null!));
        Assert.Equal(before, network.ToArray());
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void State_serves_one_network_until_reset()
    {
        var run = new Descent(3, 2, new Adam());
        run.Step();
        var other = new LinearNetwork(3, 2);
        var gradients = new Gradients(other);
        gradients.Block.Span[0] = 1;
        float before = other.ToArray()[0];

        var error = Assert.Throws<InvalidOperationException>(() => run.Optimizer.Step(other, gradients));
        Assert.Equal("This Adam holds the state of another network after 1 steps; LinearNetwork needs an optimizer of its own, or call Reset() first.", error.Message);
        run.Optimizer.Reset();
        run.Optimizer.Step(other, gradients);
        Assert.Equal(1, run.Optimizer.StepCount);
        Assert.Equal(before - 0.001f, other.ToArray()[0], 1e-6f);
    }

    [Fact]
    public void Plain_descent_keeps_no_state_and_may_serve_several_networks()
    {
        var sgd = new Sgd(0.5);
        LinearNetwork[] networks = [new(3, 2), new(5, 4)];
        foreach (LinearNetwork network in networks)
        {
            var gradients = new Gradients(network);
            gradients.Block.Span[0] = 1;
            float before = network.ToArray()[0];
            sgd.Step(network, gradients);
            Assert.Equal(before - 0.5f, network.ToArray()[0]);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(-0.5));
        Assert.StartsWith("The learning rate is -0.5, but must be at least 0 and finite as a float.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam(1e300));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new Adam().LearningRate = double.PositiveInfinity);
        error = Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam(beta1: 1));
        Assert.StartsWith("beta1 is 1, but must be at least 0 and below 1 as a float.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("beta1", () => new Adam(beta1: 1 - 1e-12));
        Assert.Throws<ArgumentOutOfRangeException>("beta2", () => new Adam(beta2: -0.1));
        error = Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: 1e-60));
        Assert.StartsWith("epsilon is 1E-60, but must be above 0 and finite as a float.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new Adam(epsilon: 0));
    }

    private static ParameterEntry Entry(
        string name, int count, int offset, ParameterRole role = ParameterRole.Weight, bool trainable = true, string? sharedWith = null) =>
        new(name, [count], offset, role, StorageOrder.Plain, Initializer.Zeros, trainable, sharedWith);

    private static Optimizer Create(string name) => OptimizerCatalogue.Create(name);
}
