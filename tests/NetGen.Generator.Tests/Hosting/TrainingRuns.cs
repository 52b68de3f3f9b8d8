using System;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests.Hosting;

/// <summary>Networks with one input x and targets of floats, trained for one step in every way that must make no difference.</summary>
internal static class TrainingRuns
{
    private const double Step = 1.0 / 128;

    public static Minibatch Batch(INetwork network, int rows, int seed = 1)
    {
        var random = new Random(seed);
        float[] Values(int size) => [.. Enumerable.Range(0, rows * size).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        Column[] inputs = [.. network.Info.Inputs.Select(field => new Column(Values(field.Size), field.Size))];
        Column[] targets = [.. network.Info.Targets.Select(field => new Column(Values(field.Size), field.Size))];
        return new Minibatch([.. inputs], [.. targets], rows);
    }

    /// <summary>Parameters away from their first values, of which many are 0 or 1.</summary>
    public static ITrainableNetwork Create(string source)
    {
        var network = (ITrainableNetwork)LoadedNetwork.Create(source);
        var random = new Random(7);
        foreach (ParameterEntry entry in network.Info.Layout.Entries.Where(entry => entry.Role is not (ParameterRole.Buffer or ParameterRole.Setting)))
        {
            float[] values = network.Parameters[entry.Name].ToArray();
            network.Parameters[entry.Name].CopyFrom([.. values.Select(value => Away(value + (float)(random.NextDouble() - 0.5)))]);
        }

        return network;
    }

    /// <summary>The gradient of every parameter, and of the input if the network has that, agrees with differences of the loss that comes with it.</summary>
    public static void AssertGradients(ITrainableNetwork network, int rows, int threads = 1)
    {
        Minibatch batch = Batch(network, rows);
        var workspace = new Workspace(network, rows) { Seed = 5, Threads = threads };
        var gradients = new Gradients(network);
        double Loss()
        {
            workspace.Step = 3;
            return network.Gradient(batch, new Gradients(network), workspace);
        }

        workspace.Step = 3;
        network.Gradient(batch, gradients, workspace);
        foreach (ParameterEntry entry in network.Info.Layout.Entries.Where((entry, i) => entry.Role is not (ParameterRole.Buffer or ParameterRole.Setting) && !network.Parameters.Frozen(i)))
        {
            float[] values = network.Parameters[entry.Name].ToArray(), actual = gradients[entry.Name].ToArray();
            for (int i = 0; i < values.Length; i++)
            {
                double expected = Slope(shift =>
                {
                    float[] moved = [.. values];
                    moved[i] += (float)shift;
                    network.Parameters[entry.Name].CopyFrom(moved);
                    return Loss();
                });
                network.Parameters[entry.Name].CopyFrom(values);
                Assert.True(Math.Abs(expected - actual[i]) <= 2e-4 * Math.Max(1, Math.Abs(expected)), $"{entry.Name}[{i}]: {actual[i]}, expected {expected}");
            }
        }
    }

    /// <summary>The gradient by each value of the input agrees with differences of the loss.</summary>
    public static void AssertInputGradient(ITrainableNetwork network, int rows)
    {
        float[] x = Batch(network, rows).FloatInput(0).ToArray(), target = Batch(network, rows).FloatTarget(0).ToArray();
        var workspace = new Workspace(network, rows) { Seed = 5 };
        double Loss(float[] inputs)
        {
            workspace.Step = 3;
            return network.Gradient(Minibatch.From(inputs, x.Length / rows, target, target.Length / rows), new Gradients(network), workspace);
        }

        Loss(x);
        float[] actual = workspace.InputGradient.ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            double expected = Slope(shift =>
            {
                float[] moved = [.. x];
                moved[i] += (float)shift;
                return Loss(moved);
            });
            Assert.True(Math.Abs(expected - actual[i]) <= 2e-4 * Math.Max(1, Math.Abs(expected)), $"x[{i}]: {actual[i]}, expected {expected}");
        }
    }

    /// <summary>Bits of a step: its loss and all gradients.</summary>
    public static (double Loss, float[] Gradients) Run(ITrainableNetwork network, Minibatch batch, int capacity, int threads)
    {
        var gradients = new Gradients(network);
        var workspace = new Workspace(network, capacity) { Seed = 5, Threads = threads };
        workspace.Step = 3;
        double loss = network.Gradient(batch, gradients, workspace);
        return (loss, gradients.Block.Span.ToArray());
    }

    /// <summary>Threads and the capacity of the workspace change no bit, and a second step allocates nothing.</summary>
    public static void AssertSameBits(ITrainableNetwork network, int rows)
    {
        Minibatch batch = Batch(network, rows);
        (double Loss, float[] Gradients) expected = Run(network, batch, rows, 1);
        foreach ((int capacity, int threads) in new[] { (rows, 2), (rows, 3), (rows + 1000, 1), (rows + 77, 2) })
        {
            (double Loss, float[] Gradients) actual = Run(network, batch, capacity, threads);
            Assert.Equal(expected.Loss, actual.Loss);
            Assert.Equal(expected.Gradients.Select(BitConverter.SingleToInt32Bits), actual.Gradients.Select(BitConverter.SingleToInt32Bits));
        }

        var workspace = new Workspace(network, rows);
        var gradients = new Gradients(network);
        network.Gradient(batch, gradients, workspace);
        network.Loss(batch, workspace);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Gradient(batch, gradients, workspace);
        network.Loss(batch, workspace);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    public static float[] Predict(INetwork network, Minibatch batch)
    {
        var outputs = new float[batch.Count * network.Info.Outputs[0].Size];
        network.PredictBatch(batch, outputs);
        return outputs;
    }

    /// <summary>Not so near 0 that a difference goes over it, where the penalty |w| has a kink.</summary>
    private static float Away(float value) => Math.Abs(value) > 0.1f ? value : value + (value < 0 ? -0.1f : 0.1f);

    /// <summary>A difference of the fourth order.</summary>
    private static double Slope(Func<double, double> loss) =>
        ((8 * (loss(Step) - loss(-Step))) - (loss(2 * Step) - loss(-2 * Step))) / (12 * Step);
}
