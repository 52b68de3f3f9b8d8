using System;
using System.Collections.Immutable;
using System.IO;

namespace NetGen;

/// <summary>An array in the IDX format, which MNIST's images and labels have.</summary>
/// <remarks>The format: two bytes 0, the type of the elements, the number of axes, their lengths as 32-bit numbers, the elements, row-major; all numbers big-endian.
/// A file may be packed with gzip. http://yann.lecun.com/exdb/mnist</remarks>
public sealed class IdxFile
{
    private readonly byte[] _data;
    private readonly string _path;

    private IdxFile(string path, IdxHeader header, byte[] data)
    {
        _path = path;
        Type = header.Type;
        Shape = header.Shape;
        _data = data;
    }

    /// <summary>The type of the elements.</summary>
    public IdxType Type { get; }

    /// <summary>The lengths of the axes, at least one.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Reads a file, plain or packed with gzip.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">The file is no IDX file, cut short or too long; the message says at which byte.</exception>
    public static IdxFile Read(string path)
    {
        using var source = new IdxSource(path);
        long bytes = source.Header.DataBytes;
        if (bytes > Array.MaxLength)
        {
            throw new InvalidDataException($"{path} has {bytes} bytes of elements, but at most {Array.MaxLength} can be read at once; use ExampleStream.FromIdx.");
        }

        byte[] data = source.ReadAll();
        return new IdxFile(path, source.Header, data);
    }

    /// <summary>The elements as floats, row-major; those of wider types are rounded to the nearest.</summary>
    public float[] ToSingles()
    {
        var values = new float[_data.Length / IdxTypes.Size(Type)];
        IdxTypes.ToSingles(Type, _data, values, scale: 1);
        return values;
    }

    /// <summary>The elements of a file of integers, row-major.</summary>
    /// <exception cref="InvalidOperationException">The file holds floats.</exception>
    public int[] ToInt32s()
    {
        if (!IdxTypes.IsInteger(Type))
        {
            throw new InvalidOperationException($"{_path} holds elements of type {Type}, but was read as integers.");
        }

        var values = new int[_data.Length / IdxTypes.Size(Type)];
        IdxTypes.ToInt32s(Type, _data, values);
        return values;
    }
}
