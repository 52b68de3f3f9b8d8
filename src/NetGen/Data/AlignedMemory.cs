using System;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Memory for rows that kernels read: it starts on a 64-byte boundary, so that full-width loads of its rows do not straddle cache lines needlessly.</summary>
internal static class AlignedMemory
{
    private const int AlignmentBytes = 64;
    private const int Slack = (AlignmentBytes / sizeof(float)) - 1;

    internal static Memory<float> Floats(int length)
    {
        if (length == 0)
        {
            return default;
        }

        // Beyond the longest array there is no room for the slack: such data goes unaligned.
        int slack = Math.Min(Slack, Array.MaxLength - length);
        float[] array = GC.AllocateArray<float>(length + slack, pinned: true);
        int misaligned = (int)((ulong)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % AlignmentBytes) / sizeof(float);
        int start = misaligned == 0 ? 0 : Math.Min(slack, (AlignmentBytes / sizeof(float)) - misaligned);
        return array.AsMemory(start, length);
    }

    internal static Memory<float> CopyOf(ReadOnlySpan<float> values)
    {
        Memory<float> copy = Floats(values.Length);
        values.CopyTo(copy.Span);
        return copy;
    }
}
