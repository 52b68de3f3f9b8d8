using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Lectures;

/// <summary>Units as introductory lectures compute them by hand, with weights set through the public API.</summary>
public sealed class LectureTests
{
    private static readonly NetworkSource[] Sources =
    [
        new("Perceptron", "[Network(5)] [Dense(1, Bias = false), Sigmoid] public sealed partial class Perceptron;"),
        new("ThresholdUnit", "[Network(3)] [Dense(1), Sign] public sealed partial class ThresholdUnit;"),
        new("Xor", "[Network(2)] [Dense(2), Sign] [Dense(1), Sign] public sealed partial class Xor;"),
        new("And", "[Network(2)] [Dense(1), Step] public sealed partial class And;"),
    ];

    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();

    public static TheoryData<KernelBody> Bodies => [.. KernelBodies.Supported];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_perceptron_of_five_inputs(KernelBody body)
    {
        INetwork perceptron = Create("Perceptron", body, ("dense1.weight", [0.1f, 0.5f, 2.5f, 0.2f, 3]));
        Trace trace = perceptron.Trace(Minibatch.From(new float[] { 2, 3, -1, 5, 1 }, 5), 0);
        Assert.Equal(3.2, trace["dense1"].Value[0], 6);
        Assert.Equal(0.96, Math.Round(trace["sigmoid1"].Value[0], 2));
        Assert.Equal(trace["sigmoid1"].Value, Predict(perceptron, [2, 3, -1, 5, 1]));
    }

    /// <summary>sgn(-2 + 2 x1 + 4 x2 - x3): the sums are -7, -9, 1, -1, -3, -5, 5, 3.</summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_threshold_unit_and_its_truth_table(KernelBody body)
    {
        INetwork unit = Create("ThresholdUnit", body, ("dense1.weight", [2, 4, -1]), ("dense1.bias", [-2]));
        float[] table = [-1, -1, -1, -1, -1, 1, -1, 1, -1, -1, 1, 1, 1, -1, -1, 1, -1, 1, 1, 1, -1, 1, 1, 1];
        Assert.Equal([-1, -1, 1, -1, -1, -1, 1, 1], Predict(unit, table));
    }

    /// <summary>y = sgn(1 - z1 + z2) with z1 = sgn(1 - x1 + x2) and z2 = sgn(-1 - x1 + x2).</summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void Exclusive_or_of_two_layers(KernelBody body)
    {
        INetwork xor = Create("Xor", body, ("dense1.weight", [-1, 1, -1, 1]), ("dense1.bias", [1, -1]), ("dense2.weight", [-1, 1]), ("dense2.bias", [1]));
        float[] inputs = [-1, -1, -1, 1, 1, -1, 1, 1];
        Assert.Equal([-1, 1, 1, -1], Predict(xor, inputs));
        Trace trace = xor.Trace(Minibatch.From(inputs, 2), 2);
        Assert.Equal([-1, -1], trace["sign1"].Value);
    }

    /// <summary>A unit of McCulloch and Pitts fires when its inputs reach the threshold: x1 + x2 - 2 is exactly 0 where both are 1.</summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void And_reaches_its_threshold_exactly(KernelBody body)
    {
        INetwork and = Create("And", body, ("dense1.weight", [1, 1]), ("dense1.bias", [-2]));
        Assert.Equal([0, 0, 0, 1], Predict(and, [0, 0, 0, 1, 1, 0, 1, 1]));
    }

    private static INetwork Create(string className, KernelBody body, params (string Name, float[] Values)[] parameters)
    {
        INetwork network = Compilations.GetOrAdd(body, key => new(() => NetworkCompilation.Create($"Lectures.{key}", Sources, key))).Value.Create(className);
        foreach ((string name, float[] values) in parameters)
        {
            network.Parameters[name].CopyFrom(values);
        }

        return network;
    }

    /// <summary>All examples at once, and the same bits one at a time.</summary>
    private static float[] Predict(INetwork network, float[] inputs)
    {
        int size = network.Info.Inputs[0].Size;
        float[] together = NetworkRun.Predict(network, Minibatch.From(inputs, size), float.NaN);
        IEnumerable<float> alone = inputs.Chunk(size).SelectMany(example => NetworkRun.Predict(network, Minibatch.From(example, size), float.NaN));
        Assert.Equal(together, alone);
        return together;
    }
}
