using System;

namespace NetGen.Benchmarks.Workloads;

/// <summary>How one network's <c>Predict</c> is called. A struct for each network that takes few nanoseconds, so that the call is bound to it when it is compiled;
/// through an interface it would take one more.</summary>
internal interface IPredictCall
{
    /// <summary>Predicts one example.</summary>
    void Predict(ReadOnlySpan<float> x, Span<float> y);
}

/// <summary>For networks that take long enough.</summary>
internal readonly struct InterfaceCall(IPredictor network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Relu8x16x1Call(Relu8x16x1 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Relu20x64x64x10Call(Relu20x64x64x10 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Layer64x64Call(Layer64x64 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}
