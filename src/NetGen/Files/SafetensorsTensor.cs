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

    /// <summary>The elements of an F32 tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public float[] ToSingles() => Read<float>(SafetensorsType.F32);

    /// <summary>The elements of an F64 tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public double[] ToDoubles() => Read<double>(SafetensorsType.F64);

    /// <summary>The elements of an I32 tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public int[] ToInt32s() => Read<int>(SafetensorsType.I32);

    /// <summary>The elements of an I64 tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    public long[] ToInt64s() => Read<long>(SafetensorsType.I64);

    /// <summary>Name, type and shape: <c>dense1.weight F32 [100, 40]</c>.</summary>
    public override string ToString() => $"{Name} {SafetensorsTypes.Name(Type)} {Shapes.Text(Shape)}";

    private T[] Read<T>(SafetensorsType type)
        where T : unmanaged
    {
        if (Type != type)
        {
            throw new InvalidOperationException($"{Name} has the type {SafetensorsTypes.Name(Type)}, but was read as {SafetensorsTypes.Name(type)}.");
        }

        return LittleEndian.Read<T>(Data.Span);
    }
}
