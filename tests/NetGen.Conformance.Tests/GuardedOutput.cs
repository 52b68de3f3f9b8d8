using System;

namespace NetGen.Conformance.Tests;

/// <summary>A buffer for results that is poisoned and knows when something was written beside it.</summary>
internal sealed class GuardedOutput
{
    private const int Guard = 37;
    private const float Canary = -12345.678f;

    private readonly float[] _memory;

    public GuardedOutput(int length)
    {
        _memory = new float[length + 2 * Guard];
        Array.Fill(_memory, Canary);
        Span.Fill(float.NaN);
    }

    /// <summary>The part that may be written.</summary>
    public Span<float> Span => _memory.AsSpan(Guard, _memory.Length - 2 * Guard);

    /// <summary>The results.</summary>
    /// <exception cref="InvalidOperationException">The memory around them was written.</exception>
    public float[] Read()
    {
        if (_memory.AsSpan(0, Guard).IndexOfAnyExcept(Canary) >= 0 || _memory.AsSpan(_memory.Length - Guard).IndexOfAnyExcept(Canary) >= 0)
        {
            throw new InvalidOperationException("Memory beside the output was written.");
        }

        return Span.ToArray();
    }
}
