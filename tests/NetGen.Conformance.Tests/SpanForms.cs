using System;

namespace NetGen.Conformance.Tests;

/// <summary>The methods with spans that the generator adds to a class, which no interface holds.</summary>
internal sealed class SpanForms(INetwork network)
{
    public delegate void Prediction(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>One example.</summary>
    public Prediction Predict { get; } = Find(network, "Predict");

    /// <summary>Any number of examples.</summary>
    public Prediction PredictBatch { get; } = Find(network, "PredictBatch");

    private static Prediction Find(INetwork network, string name) =>
        network.GetType().GetMethod(name, [typeof(ReadOnlySpan<float>), typeof(Span<float>)])?.CreateDelegate<Prediction>(network)
        ?? throw new MissingMethodException(network.GetType().Name, name);
}
