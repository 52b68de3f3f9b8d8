using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Numbers as little-endian bytes, whatever the machine's own order.</summary>
internal static class LittleEndian
{
    /// <summary>The numbers that bytes hold.</summary>
    public static T[] Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        T[] values = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        ReverseOnBigEndian<T>(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>The bytes that hold numbers.</summary>
    public static byte[] Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        ReverseOnBigEndian<T>(bytes);
        return bytes;
    }

    private static void ReverseOnBigEndian<T>(Span<byte> bytes)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        int size = Unsafe.SizeOf<T>();
        for (int start = 0; start < bytes.Length; start += size)
        {
            bytes.Slice(start, size).Reverse();
        }
    }
}
