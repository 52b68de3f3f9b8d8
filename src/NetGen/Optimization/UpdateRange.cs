using System;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// A contiguous range of trainable parameters in storage order, with all that one step of an optimizer needs for it.
/// All spans have one length, a multiple of 16 floats, and start on a 64-byte boundary.
/// </summary>
public readonly ref struct UpdateRange
{
    // All 8 bytes wide: the struct is copied for every call, and reading 8 bytes back where 4 were written, as in a span's length, stalls the processor.
    private readonly ref float _parameters;
    private readonly ref readonly float _gradients;
    private readonly ParameterBuffer[] _state;
    private readonly nint _offset;
    private readonly nint _length;

    internal UpdateRange(Span<float> parameters, ReadOnlySpan<float> gradients, ParameterBuffer[] state, int offset, double learningRate)
    {
        _parameters = ref MemoryMarshal.GetReference(parameters);
        _gradients = ref MemoryMarshal.GetReference(gradients[..parameters.Length]);
        _length = parameters.Length;
        _state = state;
        _offset = offset;
        LearningRate = learningRate;
    }

    /// <summary>The parameters, to be changed in place.</summary>
    public Span<float> Parameters => MemoryMarshal.CreateSpan(ref _parameters, (int)_length);

    /// <summary>The gradient of each parameter.</summary>
    public ReadOnlySpan<float> Gradients => MemoryMarshal.CreateReadOnlySpan(in _gradients, (int)_length);

    /// <summary>The learning rate of this range.</summary>
    public double LearningRate { get; }

    /// <summary>What the optimizer remembers of each parameter; 0 before the first step.</summary>
    /// <param name="index">The position of the state's name in the optimizer's <c>StateNames</c>.</param>
    /// <exception cref="IndexOutOfRangeException">The optimizer named no such state.</exception>
    public Span<float> State(int index) => _state[index].Block.Span.Slice((int)_offset, (int)_length);
}
