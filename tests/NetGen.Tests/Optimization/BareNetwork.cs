using System;

namespace NetGen.Tests;

/// <summary>Parameters and nothing else.</summary>
internal sealed class BareNetwork(ParameterLayout layout) : INetwork
{
    public NetworkInfo Info { get; } = new()
    {
        Name = "BareNetwork",
        Inputs = [],
        Outputs = [],
        Targets = [],
        Layers = [],
        Layout = layout,
        WorkspaceFixedFloats = 0,
        WorkspaceFloatsPerRow = 0,
        Decision = ClassDecision.None,
    };

    public ParameterBuffer Parameters { get; } = new(layout);

    public void PredictBatch(Minibatch batch, Span<float> outputs) => throw new NotSupportedException();

    public Trace Trace(Minibatch batch, int row) => throw new NotSupportedException();
}
