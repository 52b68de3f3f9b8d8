using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Named tensors and text metadata in the safetensors format, which PyTorch, JAX and others read and write.</summary>
/// <remarks>The format: an 8-byte little-endian length N; N bytes of JSON; the tensors' bytes, little-endian, row-major, without gaps.
/// https://github.com/huggingface/safetensors</remarks>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> _byName = new(StringComparer.Ordinal);
    private readonly List<SafetensorsTensor> _tensors = [];

    /// <summary>The metadata: free text by free names.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The tensors, in the order of their data or in which they were added.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors => _tensors;

    /// <summary>The tensor with a given name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor; the message lists the names.</exception>
    public SafetensorsTensor this[string name] => _byName.TryGetValue(name, out SafetensorsTensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"There is no tensor \"{name}\"; there are {string.Join(", ", _tensors.Select(known => known.Name))}.");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">The file is no valid safetensors file; the message says where and why.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream, from its present position to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It holds no valid safetensors file; the message says where and why.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            stream = copy;
        }

        (SafetensorsHeader header, List<SafetensorsTensor> tensors) = SafetensorsReader.Read(stream, name);
        var file = new SafetensorsFile();
        foreach ((string key, string text) in header.Metadata)
        {
            file.Metadata.Add(key, text);
        }

        tensors.ForEach(file.Add);
        return file;
    }

    /// <summary>Reads the metadata of a file, and no tensors.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">The file has no valid header.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return SafetensorsReader.ReadHeader(stream, path).Metadata;
    }

    /// <summary>Whether there is a tensor with a given name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Whether the name of some tensor begins with a prefix.</summary>
    internal bool ContainsPrefix(string prefix) => _tensors.Exists(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Adds a tensor of type F32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape; empty for a single number.</param>
    /// <param name="values">Its elements, row-major.</param>
    /// <exception cref="ArgumentException">The name is taken or reserved, or the number of elements is not the shape's.</exception>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => Add(name, SafetensorsType.F32, shape, values);

    /// <summary>Adds a tensor of type F64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<double> values) => Add(name, SafetensorsType.F64, shape, values);

    /// <summary>Adds a tensor of type I32.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) => Add(name, SafetensorsType.I32, shape, values);

    /// <summary>Adds a tensor of type I64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) => Add(name, SafetensorsType.I64, shape, values);

    /// <summary>Writes the file: to a temporary file in the same folder, which then takes the name at once, so that a crash or a full disk never leaves half a file.</summary>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes to a stream. The same tensors, added in the same order, and the same metadata give the same bytes.</summary>
    /// <param name="stream">The stream.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsWriter.Write(stream, Metadata, _tensors);
    }

    private void Add<T>(string name, SafetensorsType type, ReadOnlySpan<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ImmutableArray<int> lengths = [.. shape];
        if (name == SafetensorsHeader.MetadataName)
        {
            throw new ArgumentException($"A tensor cannot be named {name}; that is the metadata's name.", nameof(name));
        }

        if (!Shapes.HasCount(lengths, values.Length))
        {
            throw new ArgumentException($"values has {values.Length} values, which do not fill {name} {Shapes.Text(lengths)}.", nameof(values));
        }

        if (_byName.ContainsKey(name))
        {
            throw new ArgumentException($"There is a tensor named {name} already.", nameof(name));
        }

        Add(new SafetensorsTensor(name, type, lengths, LittleEndian.Write(values)));
    }

    private void Add(SafetensorsTensor tensor)
    {
        _byName.Add(tensor.Name, tensor);
        _tensors.Add(tensor);
    }
}
