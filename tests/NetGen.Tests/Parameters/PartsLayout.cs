namespace NetGen.Tests;

/// <summary>A layout with every role: a frozen layer, one with a buffer and running statistics, and a setting.</summary>
internal static class PartsLayout
{
    internal const int Weight = 0, Bias = 1, Mean = 2, Scale = 3, Offset = 4, Frozen = 5, Rate = 6, Shared = 7;

    internal static ParameterLayout Create() => new(
        [
            Entry("step1.dense1.weight", 20, 0, ParameterRole.Weight),
            Entry("step1.dense1.bias", 3, 32, ParameterRole.Bias),
            new("norm1.mean", [3], 48, ParameterRole.Buffer, StorageOrder.Plain, Initializer.Zeros) { Momentum = 0.25 },
            Entry("norm1.weight", 3, 64, ParameterRole.Norm),
            Entry("normalize1.offset", 3, 80, ParameterRole.Buffer),
            new("encoder.weight", [5], 96, ParameterRole.Weight, StorageOrder.Plain, Initializer.Constant(7), trainable: false),
            new("dropout1.rate", [], 112, ParameterRole.Setting, StorageOrder.Plain, Initializer.Constant(0.5)),
            new("decoder.weight", [20], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.Zeros, sharedWith: "step1.dense1.weight"),
        ],
        128);

    private static ParameterEntry Entry(string name, int count, int offset, ParameterRole role) =>
        new(name, [count], offset, role, StorageOrder.Plain, Initializer.Constant(1));
}
