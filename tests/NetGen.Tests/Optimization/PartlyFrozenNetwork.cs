using System;

namespace NetGen.Tests;

/// <summary>Parameters of every sort and nothing else.</summary>
internal sealed class PartlyFrozenNetwork : INetwork
{
    internal PartlyFrozenNetwork()
    {
        var layout = new ParameterLayout(
            [
                Entry("first", 20, 0),
                Entry("second", 16, 32),
                Entry("frozen", 5, 48, trainable: false),
                Entry("shared", 16, 32, sharedWith: "second"),
                Entry("buffer", 3, 64, ParameterRole.Buffer, trainable: false),
                Entry("last", 1, 80),
            ],
            96);
        Parameters = new ParameterBuffer(layout);
        Info = new NetworkInfo
        {
            Name = "PartlyFrozenNetwork",
            Inputs = [],
            Outputs = [],
            Targets = [],
            Layers = [],
            Layout = layout,
            WorkspaceFixedFloats = 0,
            WorkspaceFloatsPerRow = 0,
            Decision = ClassDecision.None,
        };
    }

    public NetworkInfo Info { get; }

    public ParameterBuffer Parameters { get; }

    public void PredictBatch(Minibatch batch, Span<float> outputs) => throw new NotSupportedException();

    public Trace Trace(Minibatch batch, int row) => throw new NotSupportedException();

    private static ParameterEntry Entry(
        string name, int count, int offset, ParameterRole role = ParameterRole.Weight, bool trainable = true, string? sharedWith = null) =>
        new(name, [count], offset, role, StorageOrder.Plain, Initializer.Zeros, trainable, sharedWith);
}
