using System;

namespace NetGen;

/// <summary>
/// A contiguous range of trainable parameters in storage order, with all that one step of an optimizer needs for it.
/// All spans have one length, a multiple of 16 floats, and start on a 64-byte boundary.
/// </summary>
public readonly ref struct UpdateRange
{
    private readonly ReadOnlySpan<ParameterBuffer> _state;
    private readonly int _offset;

    internal UpdateRange(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterBuffer> state, int offset, double learningRate)
    {
        Parameters = parameters;
        Gradients = gradients;
        LearningRate = learningRate;
        _state = state;
        _offset = offset;
    }

    /// <summary>The parameters, to be changed in place.</summary>
    public Span<float> Parameters { get; }

    /// <summary>The gradient of each parameter.</summary>
    public ReadOnlySpan<float> Gradients { get; }

    /// <summary>The learning rate of this range.</summary>
    public double LearningRate { get; }

    /// <summary>What the optimizer remembers of each parameter; 0 before the first step.</summary>
    /// <param name="index">The position of the state's name in the optimizer's constructor.</param>
    /// <exception cref="IndexOutOfRangeException">The optimizer named no such state.</exception>
    public Span<float> State(int index) => _state[index].Block.Span.Slice(_offset, Parameters.Length);
}
