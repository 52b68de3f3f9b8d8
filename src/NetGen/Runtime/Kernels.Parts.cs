using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.V1;

// What moves numbers and computes none.
public static partial class Kernels
{
    /// <summary>result[i] = x[i].</summary>
    /// <param name="x">The first float.</param>
    /// <param name="result">Where it goes. Not the memory of x.</param>
    /// <param name="length">How many, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float x, ref float result, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref x, length).CopyTo(MemoryMarshal.CreateSpan(ref result, length));

    /// <summary>A part of each row: result[r * length + j] = x[r * width + offset + j] for j &lt; length.</summary>
    /// <param name="x">Rows of width floats.</param>
    /// <param name="result">Rows of length floats. Not the memory of x.</param>
    /// <param name="length">The floats of the part, at least 1.</param>
    /// <param name="width">The floats of a row, at least offset + length.</param>
    /// <param name="offset">Where the part begins in a row.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPart(ref float x, ref float result, int length, int width, int offset, int from, int to)
    {
        for (nint row = from; row < to; row++)
        {
            Copy(ref Unsafe.Add(ref x, (row * width) + offset), ref Unsafe.Add(ref result, row * length), length);
        }
    }

    /// <summary>A part of each row of the result, which keeps its other floats: result[r * width + offset + j] = x[r * length + j] for j &lt; length.</summary>
    /// <param name="x">Rows of length floats.</param>
    /// <param name="result">Rows of width floats. Not the memory of x.</param>
    /// <param name="length">The floats of the part, at least 1.</param>
    /// <param name="width">The floats of a row of the result, at least offset + length.</param>
    /// <param name="offset">Where the part begins in a row of the result.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PutPart(ref float x, ref float result, int length, int width, int offset, int from, int to)
    {
        for (nint row = from; row < to; row++)
        {
            Copy(ref Unsafe.Add(ref x, row * length), ref Unsafe.Add(ref result, (row * width) + offset), length);
        }
    }

    /// <summary>Each row as a part of a longer one: result[r * width + k] = x[r * length + k - offset] for offset &lt;= k &lt; offset + length, and 0 for the other k.</summary>
    /// <param name="x">Rows of length floats.</param>
    /// <param name="result">Rows of width floats. Not the memory of x.</param>
    /// <param name="length">The floats of the part, at least 1.</param>
    /// <param name="width">The floats of a row of the result, at least offset + length.</param>
    /// <param name="offset">Where the part begins in a row of the result.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PlacePart(ref float x, ref float result, int length, int width, int offset, int from, int to)
    {
        int end = offset + length;
        for (nint row = from; row < to; row++)
        {
            ref float target = ref Unsafe.Add(ref result, row * width);
            MemoryMarshal.CreateSpan(ref target, offset).Clear();
            Copy(ref Unsafe.Add(ref x, row * length), ref Unsafe.Add(ref target, offset), length);
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, end), width - end).Clear();
        }
    }

    /// <summary>The axes of each row in another order, or repeated: result[r * N + ((i0 * n1 + i1) * n2 + i2) * n3 + i3] = x[r * size + i0 * s0 + i1 * s1 + i2 * s2 + i3 * s3]
    /// with N = n0 * n1 * n2 * n3.</summary>
    /// <param name="x">Rows of size floats.</param>
    /// <param name="result">Rows of N floats. Not the memory of x.</param>
    /// <param name="n0">The length of the result's axis 0, at least 1.</param>
    /// <param name="n1">That of axis 1.</param>
    /// <param name="n2">That of axis 2.</param>
    /// <param name="n3">That of axis 3.</param>
    /// <param name="s0">The floats in x from one index of axis 0 to the next; 0 repeats the same.</param>
    /// <param name="s1">The same for axis 1.</param>
    /// <param name="s2">The same for axis 2.</param>
    /// <param name="s3">The same for axis 3.</param>
    /// <param name="size">The floats of a row of x.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(
        ref float x, ref float result, int n0, int n1, int n2, int n3, int s0, int s1, int s2, int s3, int size, int from, int to)
    {
        ref float target = ref Unsafe.Add(ref result, (nint)from * n0 * n1 * n2 * n3);
        for (nint row = from; row < to; row++)
        {
            ref float source = ref Unsafe.Add(ref x, row * size);
            for (int i0 = 0; i0 < n0; i0++)
            {
                for (int i1 = 0; i1 < n1; i1++)
                {
                    for (int i2 = 0; i2 < n2; i2++)
                    {
                        CopyStrided(ref Unsafe.Add(ref source, ((nint)i0 * s0) + ((nint)i1 * s1) + ((nint)i2 * s2)), s3, ref target, n3);
                        target = ref Unsafe.Add(ref target, n3);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyStrided(ref float source, int stride, ref float target, int length)
    {
        if (stride == 1)
        {
            Copy(ref source, ref target, length);
        }
        else if (stride == 0)
        {
            MemoryMarshal.CreateSpan(ref target, length).Fill(source);
        }
        else
        {
            for (nint i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i * stride);
            }
        }
    }
}
