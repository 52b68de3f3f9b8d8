using System;
using System.ComponentModel;

namespace NetGen.Runtime.V1;

/// <summary>Scratch of prediction: one growing arena per thread.</summary>
/// <remarks>There is one arena, so a second <see cref="Get"/> hands out the same memory again: a caller must be done with the first span, and must not
/// call anything that gets scratch while it holds one.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Scratch
{
    private const int SmallestArena = 4096;

    [ThreadStatic]
    private static AlignedBuffer? _arena;

    /// <summary>The first floats of the calling thread's arena, which start on a 64-byte boundary. What they hold is arbitrary.</summary>
    /// <param name="floats">How many; at least 0.</param>
    public static Span<float> Get(int floats)
    {
        AlignedBuffer? arena = _arena;
        if (arena is null || arena.Length < floats)
        {
            arena = Grow(floats);
        }

        return arena.Span[..floats];
    }

    /// <summary>Fills the calling thread's arena with NaN, so that a test sees whether something is read before it is written.</summary>
    public static void Poison() => _arena?.Span.Fill(float.NaN);

    private static AlignedBuffer Grow(int floats)
    {
        long doubled = Math.Max(2L * (_arena?.Length ?? 0), SmallestArena);
        long length = Math.Min(Math.Max(doubled, floats), AlignedBuffer.MaxLength);
        return _arena = new AlignedBuffer((int)Math.Max(length, floats));
    }
}
