using System;

namespace NetGen.Benchmarks.Workloads;

/// <summary>How one network's <c>Predict</c> is called. A struct for each network, so that the call is bound to it when it is compiled; through an interface
/// it would take a nanosecond more.</summary>
internal interface IPredictCall
{
    /// <summary>Predicts one example.</summary>
    void Predict(ReadOnlySpan<float> x, Span<float> y);
}

internal readonly struct Relu8x16x1Call(Relu8x16x1 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Relu20x64x64x10Call(Relu20x64x64x10 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Relu784x128x10Call(Relu784x128x10 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Relu512x512x512x10Call(Relu512x512x512x10 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Linear2048x2048Call(Linear2048x2048 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Layer64x64Call(Layer64x64 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Layer784x128Call(Layer784x128 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Layer512x512Call(Layer512x512 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}

internal readonly struct Layer1024x1024Call(Layer1024x1024 network) : IPredictCall
{
    public void Predict(ReadOnlySpan<float> x, Span<float> y) => network.Predict(x, y);
}
