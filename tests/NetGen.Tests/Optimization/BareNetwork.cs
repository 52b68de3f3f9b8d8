using System;

namespace NetGen.Tests;

/// <summary>Parameters and nothing else.</summary>
internal sealed class BareNetwork(NetworkInfo info) : INetwork
{
    public BareNetwork(ParameterLayout layout)
        : this(InfoOf(layout))
    {
    }

    public NetworkInfo Info => info;

    public ParameterBuffer Parameters { get; } = new(info.Layout);

    private static NetworkInfo InfoOf(ParameterLayout layout) => new()
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

    public void PredictBatch(Minibatch batch, Span<float> outputs) => throw new NotSupportedException();

    public Trace Trace(Minibatch batch, int row) => throw new NotSupportedException();
}
