using System;
using System.Buffers.Binary;

namespace NetGen;

/// <summary>Sizes and values of the element types of IDX files.</summary>
internal static class IdxTypes
{
    internal static int Size(IdxType type) => type switch
    {
        IdxType.UInt8 or IdxType.Int8 => 1,
        IdxType.Int16 => 2,
        IdxType.Double => 8,
        _ => 4,
    };

    internal static bool IsInteger(IdxType type) => type is not (IdxType.Single or IdxType.Double);

    /// <summary>The elements as floats, times a scale.</summary>
    internal static void ToSingles(IdxType type, ReadOnlySpan<byte> bytes, Span<float> values, float scale)
    {
        int size = Size(type);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            float value = type switch
            {
                IdxType.Single => BinaryPrimitives.ReadSingleBigEndian(element),
                IdxType.Double => (float)BinaryPrimitives.ReadDoubleBigEndian(element),
                _ => ToInt32(type, element),
            };
            values[i] = value * scale;
        }
    }

    /// <summary>The elements of a type of integers.</summary>
    internal static void ToInt32s(IdxType type, ReadOnlySpan<byte> bytes, Span<int> values)
    {
        int size = Size(type);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ToInt32(type, bytes.Slice(i * size, size));
        }
    }

    private static int ToInt32(IdxType type, ReadOnlySpan<byte> element) => type switch
    {
        IdxType.UInt8 => element[0],
        IdxType.Int8 => (sbyte)element[0],
        IdxType.Int16 => BinaryPrimitives.ReadInt16BigEndian(element),
        _ => BinaryPrimitives.ReadInt32BigEndian(element),
    };
}
