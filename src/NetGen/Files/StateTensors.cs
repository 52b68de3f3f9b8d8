using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Reads the tensors of one part of a checkpoint, whose names start with the part's name and a point, and gathers what does not fit.</summary>
internal sealed class StateTensors
{
    private readonly SafetensorsFile _file;
    private readonly string _part;
    private readonly List<string> _mismatches = [];
    private readonly HashSet<string> _unread;

    internal StateTensors(SafetensorsFile file, string part)
    {
        _file = file;
        _part = part;
        _unread = file.Tensors.Select(tensor => tensor.Name).Where(name => name.StartsWith(part + ".", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What is trained, with storage of its own.</summary>
    internal static IEnumerable<ParameterEntry> Trained(ParameterLayout layout) => layout.Owners.Where(entry => entry.Trainable);

    /// <summary>Adds what is kept for some parameters to a file.</summary>
    internal static void Add(SafetensorsFile file, string prefix, ParameterBuffer values, IEnumerable<ParameterEntry> entries)
    {
        ReadOnlySpan<float> storage = values.Block.Span;
        foreach (ParameterEntry entry in entries)
        {
            var logical = new float[entry.Count];
            entry.Gather(storage, logical);
            file.Add(prefix + entry.Name, entry.Shape.AsSpan(), logical);
        }
    }

    /// <summary>The metadata under the part's name must be this.</summary>
    internal void RequireText(string expected)
    {
        string? actual = _file.Metadata.TryGetValue(_part, out string? text) ? text : null;
        if (actual != expected)
        {
            _mismatches.Add($"{_part}: expected {expected}, but the file has {actual ?? "none"}");
        }
    }

    /// <summary>A number of steps or the like, at least 0; 0 where it does not fit.</summary>
    internal long Count(string name)
    {
        long count = Find($"{_part}.{name}", SafetensorsType.I64, []) is { } tensor ? tensor.ToInt64s()[0] : 0;
        if (count < 0)
        {
            _mismatches.Add($"{_part}.{name}: expected at least 0, but the file has {count}");
        }

        return count;
    }

    /// <summary>Numbers; empty where they do not fit.</summary>
    /// <param name="name">What follows the part's name.</param>
    /// <param name="length">How many; null for any number.</param>
    internal double[] Doubles(string name, int? length) => Find($"{_part}.{name}", SafetensorsType.F64, [length ?? CountOf(name)]) is { } tensor ? tensor.ToDoubles() : [];

    /// <summary>Whole numbers; empty where they do not fit.</summary>
    /// <param name="name">What follows the part's name.</param>
    /// <param name="length">How many.</param>
    internal long[] Longs(string name, int length) => Find($"{_part}.{name}", SafetensorsType.I64, [length]) is { } tensor ? tensor.ToInt64s() : [];

    /// <summary>Rows of numbers; none where they do not fit.</summary>
    /// <param name="name">What follows the part's name.</param>
    /// <param name="width">The numbers of a row, at least 1.</param>
    internal IEnumerable<double[]> Rows(string name, int width) =>
        Find($"{_part}.{name}", SafetensorsType.F64, [CountOf(name), width]) is { } tensor ? tensor.ToDoubles().Chunk(width) : [];

    /// <summary>Says that something else does not fit.</summary>
    internal void Refuse(string mismatch) => _mismatches.Add(mismatch);

    /// <summary>Reads what is kept for some parameters.</summary>
    internal void Read(string name, ParameterBuffer values, IEnumerable<ParameterEntry> entries)
    {
        foreach (ParameterEntry entry in entries)
        {
            if (Find($"{_part}.{name}/{entry.Name}", SafetensorsType.F32, entry.Shape) is { } tensor)
            {
                entry.Scatter(tensor.ToSingles(), values.Block.Span);
            }
        }
    }

    /// <summary>Reports everything that did not fit, tensors that nobody asked for included.</summary>
    /// <exception cref="InvalidDataException">Something did not fit.</exception>
    internal void RequireFit(INetwork network, string fileName)
    {
        RefuseUnread();
        RequireFitOfRead(network, fileName);
    }

    /// <summary>Reports what was asked for and did not fit.</summary>
    /// <exception cref="InvalidDataException">Something did not fit.</exception>
    internal void RequireFitOfRead(INetwork network, string fileName)
    {
        if (_mismatches.Count > 0)
        {
            throw new InvalidDataException($"The {_part} of {fileName} does not fit {network.Info.Name}; nothing was loaded.\n  {string.Join("\n  ", _mismatches)}");
        }
    }

    /// <summary>The length of a tensor's first axis; 0 if there is none.</summary>
    private int CountOf(string name) => _file.Contains($"{_part}.{name}") && _file[$"{_part}.{name}"].Shape is [int count, ..] ? count : 0;

    private void RefuseUnread() =>
        _mismatches.AddRange(_unread.Order(StringComparer.Ordinal).Select(name => $"{name}: the file has {Text(_file[name].Type, _file[name].Shape)}, but nothing was expected"));

    private static string Text(SafetensorsType type, ImmutableArray<int> shape) => $"{SafetensorsTypes.Name(type)} {Shapes.Text(shape)}";

    /// <summary>The tensor if it is as expected; null and a mismatch if not.</summary>
    private SafetensorsTensor? Find(string name, SafetensorsType type, ImmutableArray<int> shape)
    {
        _unread.Remove(name);
        SafetensorsTensor? tensor = _file.Contains(name) ? _file[name] : null;
        if (tensor is not null && tensor.Type == type && tensor.Shape.SequenceEqual(shape))
        {
            return tensor;
        }

        string actual = tensor is null ? "the file does not have it" : $"the file has {Text(tensor.Type, tensor.Shape)}";
        _mismatches.Add($"{name}: expected {Text(type, shape)}, but {actual}");
        return null;
    }
}
