using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>One value for each parameter as tensors of a file, by logical shapes: parameters, averages of them or an optimizer's state.</summary>
internal static class ParameterTensors
{
    /// <summary>Adds a tensor for each entry.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What stands before the entries' names.</param>
    /// <param name="values">The values.</param>
    /// <param name="entries">Entries of its layout.</param>
    internal static void Add(SafetensorsFile file, string prefix, ParameterBuffer values, IEnumerable<ParameterEntry> entries)
    {
        AlignedBuffer block = values.Block;
        foreach (ParameterEntry entry in entries)
        {
            var tensor = new float[entry.Count];
            entry.Gather(block.Span, tensor);
            file.Add(prefix + entry.Name, entry.Shape.AsSpan(), tensor);
        }
    }

    /// <summary>Everything in which the tensors of a file with a prefix do not fit entries, one line each.</summary>
    internal static List<string> Mismatches(SafetensorsFile file, string prefix, IEnumerable<ParameterEntry> entries)
    {
        var mismatches = new List<string>();
        var known = new HashSet<string>();
        foreach (ParameterEntry entry in entries)
        {
            string name = prefix + entry.Name;
            known.Add(name);
            string expected = $"F32 {Shapes.Text(entry.Shape)}";
            if (!file.Contains(name))
            {
                mismatches.Add($"{name}: expected {expected}, but the file does not have it");
            }
            else if (file[name] is var tensor && (tensor.Type != SafetensorsType.F32 || !tensor.Shape.SequenceEqual(entry.Shape)))
            {
                mismatches.Add($"{name}: expected {expected}, but the file has {SafetensorsTypes.Name(tensor.Type)} {Shapes.Text(tensor.Shape)}");
            }
        }

        mismatches.AddRange(file.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, System.StringComparison.Ordinal) && !known.Contains(tensor.Name)).Select(tensor =>
            $"{tensor.Name}: the file has {SafetensorsTypes.Name(tensor.Type)} {Shapes.Text(tensor.Shape)}, but the network does not have it"));
        return mismatches;
    }

    /// <summary>Reads a tensor for each entry, in place.</summary>
    /// <exception cref="InvalidDataException">Some do not fit; nothing was read.</exception>
    internal static void Read(SafetensorsFile file, string prefix, ParameterBuffer values, IEnumerable<ParameterEntry> entries, string fileName)
    {
        ParameterEntry[] all = [.. entries];
        List<string> mismatches = Mismatches(file, prefix, all);
        if (mismatches.Count > 0)
        {
            throw new InvalidDataException($"{fileName} does not fit; nothing was loaded.\n  {string.Join("\n  ", mismatches)}");
        }

        foreach (ParameterEntry entry in all)
        {
            entry.Scatter(file[prefix + entry.Name].ToSingles(), values.Block.Span);
        }
    }
}
