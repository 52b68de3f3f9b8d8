using System;
using System.Collections.Immutable;

namespace NetGen.Tests;

/// <summary>A network by hand, without arithmetic: a table of parameters and the facts that checks and files need.</summary>
internal sealed class TestNetwork : INetwork
{
    public TestNetwork(int inputs = 3, int outputs = 70, bool hasInputGradient = false, int blockRows = int.MaxValue)
    {
        int weightLength = (outputs + 15) / 16 * 16 * inputs;
        int biasLength = (outputs + 15) / 16 * 16;
        var layout = new ParameterLayout(
            [
                new("dense1.weight", [outputs, inputs], 0, ParameterRole.Weight, StorageOrder.OutputPanels, Initializer.HeNormal),
                new("dense1.bias", [outputs], weightLength, ParameterRole.Bias, StorageOrder.Plain, Initializer.Zeros),
            ],
            weightLength + biasLength);
        Info = new NetworkInfo
        {
            Name = "TestNetwork",
            Inputs = [new FieldInfo("x", [inputs], ElementKind.Float)],
            Outputs = [new FieldInfo("y", [outputs], ElementKind.Float)],
            Targets = [new FieldInfo("target", [], ElementKind.Int)],
            Layers = [new LayerInfo("dense1", $"Dense({outputs})", [outputs], outputs * (inputs + 1L), (long)outputs * inputs)],
            Layout = layout,
            WorkspaceFloatsPerRow = outputs + inputs,
            WorkspaceFixedFloats = 32,
            WorkspaceBlockRows = blockRows,
            HasInputGradient = hasInputGradient,
            Decision = ClassDecision.Argmax,
            Loss = "SoftmaxCrossEntropy",
        };
        Parameters = new ParameterBuffer(layout);
        Parameters.Initialize(1);
    }

    public NetworkInfo Info { get; }

    public ParameterBuffer Parameters { get; }

    public DenseParameters Dense1 => new(Parameters, 0);

    public void PredictBatch(Minibatch batch, Span<float> outputs) => throw new NotSupportedException();

    public Trace Trace(Minibatch batch, int row) => throw new NotSupportedException();
}
