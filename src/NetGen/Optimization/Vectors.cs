using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Parameters as vectors. Their lengths are multiples of 16 floats and no vector is wider, so that there is no tail.</summary>
internal static class Vectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Span<Vector<float>> Of(Span<float> floats) => MemoryMarshal.Cast<float, Vector<float>>(floats);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ReadOnlySpan<Vector<float>> Of(ReadOnlySpan<float> floats) => MemoryMarshal.Cast<float, Vector<float>>(floats);

    /// <summary>The larger of two numbers; <paramref name="otherwise"/> where one of them is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Larger(Vector<float> one, Vector<float> otherwise) => Vector.ConditionalSelect(Vector.GreaterThan(one, otherwise), one, otherwise);
}
