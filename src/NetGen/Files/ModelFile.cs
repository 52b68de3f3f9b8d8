using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Saves and loads the parameters of networks as safetensors files, with the names and shapes that PyTorch uses: <c>dense1.weight</c> [out, in].</summary>
/// <remarks>Metadata: <c>netgen_format</c>, the number of this format; <c>network</c>, the name of the class; <c>layers</c>, a JSON array of name, operation
/// and output shape; <c>data</c>, a <see cref="DataDescription"/> if one was given. None is needed for loading. Settings of one object, such as a dropout rate, are not saved, and loading leaves them as they are.</remarks>
public static class ModelFile
{
    private const int Format = 1;
    private const string FormatKey = "netgen_format";
    private const string StreamName = "The stream";

    /// <summary>Writes a network's parameters: to a temporary file in the same folder, which then takes the name at once, so that a crash or a full
    /// disk leaves the old file or the new one, never half of it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; a file of that name is as before.</exception>
    public static void Save(this INetwork network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        FileOf(network).Save(path);
    }

    /// <summary>Writes a network's parameters and the description of its data, as <see cref="Save(INetwork, string)"/> does. Loading does not need the description;
    /// <see cref="DataDescription.Read"/> reads it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file's path; an existing file is replaced.</param>
    /// <param name="description">What the inputs and targets mean.</param>
    /// <exception cref="IOException">The file cannot be written; a file of that name is as before.</exception>
    public static void Save(this INetwork network, string path, DataDescription description)
    {
        ArgumentNullException.ThrowIfNull(network);
        FileOf(network, description).Save(path);
    }

    /// <summary>Writes a network's parameters to a stream, at its present position, and leaves it open.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream.</param>
    public static void Save(this INetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        FileOf(network).Write(stream);
    }

    /// <summary>Writes a network's parameters and the description of its data to a stream, at its present position, and leaves it open.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="description">What the inputs and targets mean.</param>
    public static void Save(this INetwork network, Stream stream, DataDescription description)
    {
        ArgumentNullException.ThrowIfNull(network);
        FileOf(network, description).Write(stream);
    }

    /// <summary>Reads a network's parameters. Predictions that run meanwhile use either the old or the new ones; a failed load changes nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file's path. Metadata is not needed, so files of other programs load if names, shapes and types agree.</param>
    /// <exception cref="InvalidDataException">The file is damaged or does not fit the network; the message lists everything that does not fit.</exception>
    public static void Load(this INetwork network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        Load(network, SafetensorsFile.Read(path), path);
    }

    /// <summary>Reads a network's parameters from a stream, from its present position to its end, and leaves it open. Predictions that run meanwhile
    /// use either the old or the new ones; a failed load changes nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; one that cannot seek is first read into memory.</param>
    /// <exception cref="InvalidDataException">What it holds is damaged or does not fit the network; the message lists everything that does not fit.</exception>
    public static void Load(this INetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        Load(network, SafetensorsFile.Read(stream, StreamName), StreamName);
    }

    private static SafetensorsFile FileOf(INetwork network, DataDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        SafetensorsFile file = FileOf(network);
        file.Metadata.Add(DataDescription.MetadataKey, description.ToJson());
        return file;
    }

    private static SafetensorsFile FileOf(INetwork network)
    {
        var file = new SafetensorsFile();
        file.Metadata.Add(FormatKey, Format.ToString(CultureInfo.InvariantCulture));
        file.Metadata.Add("network", network.Info.Name);
        file.Metadata.Add("layers", LayersText(network.Info));

        AlignedBuffer block = network.Parameters.Block;
        foreach (ParameterEntry entry in network.Parameters.Layout.Stored)
        {
            var values = new float[entry.Count];
            entry.Gather(block.Span, values);
            file.Add(entry.Name, entry.Shape.AsSpan(), values);
        }

        return file;
    }

    /// <param name="network">The network.</param>
    /// <param name="file">What was read.</param>
    /// <param name="name">What to call it in messages.</param>
    private static void Load(INetwork network, SafetensorsFile file, string name)
    {
        RequireFormat(file, name);
        RequireFit(file, network, name);

        ParameterLayout layout = network.Parameters.Layout;
        var block = new AlignedBuffer(layout.Length);
        foreach (ParameterEntry entry in layout.Stored)
        {
            entry.Scatter(file[entry.Name].ToSingles(), block.Span);
        }

        ParameterCopy.Copy(layout.Settings, network.Parameters.Block, block);

        network.Parameters.Replace(block);
    }

    private static void RequireFormat(SafetensorsFile file, string path)
    {
        if (file.Metadata.TryGetValue(FormatKey, out string? text)
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int format) && format is >= 1 and <= Format))
        {
            throw new InvalidDataException($"{path} has the format {text}, but this version of NetGen reads formats up to {Format}; use a newer version.");
        }
    }

    private static void RequireFit(SafetensorsFile file, INetwork network, string path)
    {
        ParameterLayout layout = network.Parameters.Layout;
        var mismatches = new List<string>();
        foreach (ParameterEntry entry in layout.Stored)
        {
            string expected = $"F32 {Shapes.Text(entry.Shape)}";
            if (!file.Contains(entry.Name))
            {
                mismatches.Add($"{entry.Name}: expected {expected}, but the file does not have it");
            }
            else if (file[entry.Name] is var tensor && (tensor.Type != SafetensorsType.F32 || !tensor.Shape.SequenceEqual(entry.Shape)))
            {
                mismatches.Add($"{entry.Name}: expected {expected}, but the file has {SafetensorsTypes.Name(tensor.Type)} {Shapes.Text(tensor.Shape)}");
            }
        }

        HashSet<string> known = layout.Owners.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        mismatches.AddRange(file.Tensors.Where(tensor => !known.Contains(tensor.Name)).Select(tensor =>
            $"{tensor.Name}: the file has {SafetensorsTypes.Name(tensor.Type)} {Shapes.Text(tensor.Shape)}, but the network does not have it"));

        if (mismatches.Count > 0)
        {
            string written = file.Metadata.TryGetValue("network", out string? name) ? $", written by {name}," : "";
            throw new InvalidDataException(
                $"{path}{written} does not fit {network.Info.Name}; nothing was loaded.\n  {string.Join("\n  ", mismatches)}");
        }
    }

    private static string LayersText(NetworkInfo info)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (LayerInfo layer in info.Layers)
            {
                json.WriteStartObject();
                json.WriteString("name", layer.Name);
                json.WriteString("operation", layer.Operation);
                json.WriteStartArray("output");
                foreach (int length in layer.OutputShape)
                {
                    json.WriteNumberValue(length);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
