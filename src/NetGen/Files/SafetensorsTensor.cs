using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>One tensor of a <see cref="SafetensorsFile"/>.</summary>
public sealed class SafetensorsTensor
{
    internal SafetensorsTensor(string name, SafetensorsType type, ImmutableArray<int> shape, byte[] data)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Data = data;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public SafetensorsType Type { get; }

    /// <summary>The lengths of its axes; empty for a single number.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The elements as they are in the file: little-endian, row-major.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The elements of an F32 tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public float[] ToSingles() => throw new NotImplementedException();

    /// <summary>The elements of an F64 tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public double[] ToDoubles() => throw new NotImplementedException();

    /// <summary>The elements of an I32 tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public int[] ToInt32s() => throw new NotImplementedException();

    /// <summary>The elements of an I64 tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public long[] ToInt64s() => throw new NotImplementedException();
}
