using System;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Measuring;

/// <summary>Rows at a fixed address on a 64-byte boundary, so that no run is lucky or unlucky with its memory.</summary>
internal static class AlignedRows
{
    private const int AlignmentBytes = 64;

    /// <summary>Zeros.</summary>
    public static Memory<float> Zeros(int length)
    {
        float[] array = GC.AllocateArray<float>(length + (AlignmentBytes / sizeof(float)), pinned: true);
        int misaligned = (int)((ulong)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % AlignmentBytes) / sizeof(float);
        return array.AsMemory(((AlignmentBytes / sizeof(float)) - misaligned) % (AlignmentBytes / sizeof(float)), length);
    }

    /// <summary>Values from a standard normal distribution, the same in every run.</summary>
    /// <param name="length">How many.</param>
    /// <param name="stream">Another stream gives other values.</param>
    public static Memory<float> Normals(int length, uint stream = 0)
    {
        Memory<float> rows = Zeros(length);
        var random = new RandomStream(1, RandomPurpose.General, stream);
        foreach (ref float value in rows.Span)
        {
            value = (float)random.NextNormal();
        }

        return rows;
    }

    /// <summary>Whole numbers from 0 to below <paramref name="bound"/>, the same in every run.</summary>
    public static int[] Indices(int length, int bound)
    {
        var random = new RandomStream(2, RandomPurpose.General);
        var indices = new int[length];
        foreach (ref int index in indices.AsSpan())
        {
            index = random.NextBounded(bound);
        }

        return indices;
    }
}
