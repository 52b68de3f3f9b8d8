using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>A network of any inputs and targets with examples of random numbers, computed from its source text.</summary>
internal sealed class GraphRun
{
    private const int Rows = 5;
    private const float Difference = 1 / 256f;

    private readonly Random _random = new(1);
    private readonly float[][] _floats;

    private GraphRun(ITrainableNetwork network, int vocabulary, Func<float, float>? target)
    {
        Network = network;
        _floats = [.. network.Info.Inputs.Select(input => input.Kind == ElementKind.Float ? Numbers(input) : [])];
        ImmutableArray<Column> inputs = [.. network.Info.Inputs.Select((input, i) => input.Kind == ElementKind.Float ? new Column(_floats[i], input.Size) : new Column(Indices(input, vocabulary), input.Size))];
        ImmutableArray<Column> targets = [.. network.Info.Targets.Select(field => new Column(Numbers(field).Select(target ?? (number => number)).ToArray(), field.Size))];
        Batch = new Minibatch(inputs, targets, Rows);
    }

    public ITrainableNetwork Network { get; }

    public Minibatch Batch { get; }

    /// <summary>The class A of a source text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="vocabulary">Ints are below this.</param>
    /// <param name="target">Makes a target of a random number.</param>
    public static GraphRun Of(string source, int vocabulary = 1, Func<float, float>? target = null) => new((ITrainableNetwork)LoadedNetwork.Create("using NetGen; " + source), vocabulary, target);

    /// <summary>The numbers of the first example that a value has in a trace.</summary>
    public float[] this[string value] => [.. Network.Trace(Batch, 0)[value].Value];

    /// <summary>What the network predicts for the batch.</summary>
    public float[] Predict()
    {
        var outputs = new float[Rows * Network.Info.Outputs[0].Size];
        Network.PredictBatch(Batch, outputs);
        return outputs;
    }

    /// <summary>Holds the gradients of parameters, and in a trace those of inputs, against differences of the loss.</summary>
    public GraphRun AssertGradients()
    {
        var workspace = new Workspace(Network, Rows);
        var gradients = new Gradients(Network);
        // Twice: what the first left must not stay.
        Network.Gradient(Batch, gradients, workspace);
        double loss = Network.Gradient(Batch, gradients, workspace);
        Assert.Equal(Network.Loss(Batch, workspace), loss, 1e-9);
        foreach (ParameterEntry entry in Network.Info.Layout.Entries)
        {
            ParameterView numbers = Network.Parameters[entry.Name];
            float[] before = numbers.ToArray();
            AssertSlopes(entry.Name, gradients[entry.Name].ToArray(), (i, change) => numbers.CopyFrom([.. before.Select((number, j) => i == j ? number + change : number)]), workspace);
        }

        for (int i = 0; i < _floats.Length; i++)
        {
            AssertInputGradients(i, workspace);
        }

        return this;
    }

    private void AssertInputGradients(int input, Workspace workspace)
    {
        float[] numbers = _floats[input], before = [.. numbers];
        FieldInfo field = Network.Info.Inputs[input];
        var slopes = new List<float>();
        for (int row = 0; row < Rows && numbers.Length > 0; row++)
        {
            // A trace is of one example, whose part in the mean is a fifth.
            slopes.AddRange((Network.Trace(Batch, row)[field.Name].Gradient ?? throw new InvalidOperationException(field.Name + " has no gradient.")).Select(slope => slope / Rows));
        }

        AssertSlopes(field.Name, [.. slopes], (i, change) => numbers[i] = before[i] + change, workspace);
    }

    private void AssertSlopes(string name, float[] slopes, Action<int, float> change, Workspace workspace)
    {
        for (int i = 0; i < slopes.Length; i++)
        {
            change(i, Difference);
            double above = Network.Loss(Batch, workspace);
            change(i, -Difference);
            double below = Network.Loss(Batch, workspace);
            change(i, 0);
            double difference = (above - below) / (2 * Difference);
            Assert.True(Math.Abs(slopes[i] - difference) <= 2e-3 * (0.05 + Math.Abs(difference)), $"{name}[{i}]: {slopes[i]} but the difference is {difference}");
        }
    }

    private float[] Numbers(FieldInfo field) => [.. Enumerable.Range(0, Rows * field.Size).Select(_ => (float)((_random.NextDouble() * 2) - 1))];

    private int[] Indices(FieldInfo field, int vocabulary) => [.. Enumerable.Range(0, Rows * field.Size).Select(_ => _random.Next(vocabulary))];
}
