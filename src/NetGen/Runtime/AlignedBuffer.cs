using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.V1;

/// <summary>A fixed number of floats whose first lies on a 64-byte boundary, all 0 at first. The memory never moves.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer
{
    private const int AlignmentBytes = 64;
    private const int Slack = AlignmentBytes / sizeof(float) - 1;

    private readonly float[] _array;
    private readonly nint _start;

    /// <summary>Allocates the floats and sets them to 0.</summary>
    /// <param name="length">The number of floats, 0 to <see cref="MaxLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is out of that range.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        _array = GC.AllocateArray<float>(length + Slack, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        nint aligned = (address + AlignmentBytes - 1) & -AlignmentBytes;
        _start = (aligned - address) / sizeof(float);
        Length = length;
    }

    /// <summary>The largest possible <see cref="Length"/>.</summary>
    public static int MaxLength => Array.MaxLength - Slack;

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float. It must not be read or written when <see cref="Length"/> is 0.</summary>
    public ref float Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);
    }

    /// <summary>All floats.</summary>
    public Span<float> Span => _array.AsSpan((int)_start, Length);
}
