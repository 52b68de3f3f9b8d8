using System;
using System.Collections.Generic;
using System.IO;

namespace NetGen;

/// <summary>Named tensors and text metadata in the safetensors format, which PyTorch, JAX and others read and write.</summary>
/// <remarks>The format: an 8-byte little-endian length N; N bytes of JSON; the tensors' bytes, little-endian, row-major, without gaps. https://github.com/huggingface/safetensors</remarks>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> _byName = new(StringComparer.Ordinal);
    private readonly List<SafetensorsTensor> _tensors = [];

    /// <summary>The metadata: free text by free names.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The tensors, in the order of the file or in which they were added.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors => _tensors;

    /// <summary>The tensor with a given name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor; the message lists the names.</exception>
    public SafetensorsTensor this[string name] => _byName[name];

    /// <summary>Whether there is a tensor with a given name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">The file is no valid safetensors file; the message says where and why.</exception>
    public static SafetensorsFile Read(string path) => throw new NotImplementedException();

    /// <summary>Reads from a stream, from its present position to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It holds no valid safetensors file; the message says where and why.</exception>
    public static SafetensorsFile Read(Stream stream, string name) => throw new NotImplementedException();

    /// <summary>Adds a tensor of type F32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape; empty for a single number.</param>
    /// <param name="values">Its elements, row-major.</param>
    /// <exception cref="ArgumentException">The name is taken, or the number of elements is not the shape's.</exception>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => throw new NotImplementedException();

    /// <summary>Adds a tensor of type F64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<double> values) => throw new NotImplementedException();

    /// <summary>Adds a tensor of type I32.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) => throw new NotImplementedException();

    /// <summary>Adds a tensor of type I64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) => throw new NotImplementedException();

    /// <summary>Writes the file: to a temporary file in the same folder, which then takes the name at once, so that a crash or a full disk never leaves half a file.</summary>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    public void Save(string path) => throw new NotImplementedException();

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream.</param>
    public void Write(Stream stream) => throw new NotImplementedException();
}
