using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>One file of reference vectors: the description of a network and all numbers that PyTorch computed for it.</summary>
internal sealed class ReferenceCase
{
    /// <summary>The schema this class reads.</summary>
    public const string Schema = "netgen-golden/1";

    /// <summary>The number of optimizer steps of a case that has an optimizer.</summary>
    public const int LastStep = 50;

    /// <summary>The steps after which the parameters are stored.</summary>
    public static readonly int[] StoredSteps = [1, 2, 10, LastStep];

    private readonly SafetensorsFile _file;

    private ReferenceCase(string path, SafetensorsFile file)
    {
        _file = file;
        Path = path;
        Deviations = Metadata("f32_dev") is { } text ? Json(text) : null;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public string Name => Metadata("name")!;

    public string Category => Metadata("category")!;

    /// <summary><c>net</c>, <c>schedule</c> or <c>dqn</c>.</summary>
    public string Kind => Metadata("kind")!;

    /// <summary>The number of examples.</summary>
    public int Batch => int.Parse(Metadata("batch")!, CultureInfo.InvariantCulture);

    /// <summary>What an error of the loss is divided by.</summary>
    public double LossScale => double.Parse(Metadata("loss_scale")!, CultureInfo.InvariantCulture);

    public double Loss => _file["loss"].ToDoubles()[0];

    /// <summary>The losses before each step and after the last one.</summary>
    public double[] StepLosses => Doubles("step_loss");

    private JsonElement? Deviations { get; }

    /// <summary>Reads a file; null when it is not one of reference vectors.</summary>
    public static ReferenceCase? Read(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        return file.Metadata.TryGetValue("schema", out string? schema) && schema == Schema ? new ReferenceCase(path, file) : null;
    }

    /// <summary>A structured value of the metadata such as <c>net</c> or <c>loss</c>; null when the case has none.</summary>
    public JsonElement? Description(string key) => Metadata(key) is { } text ? Json(text) : null;

    /// <summary>The error of PyTorch's own float32 run, 0 when it was not measured.</summary>
    public double Deviation(string group) =>
        Deviations is { } deviations && deviations.TryGetProperty(group, out JsonElement value) ? value.GetDouble() : 0;

    public bool Has(string tensor) => _file.Contains(tensor);

    public double[] Doubles(string tensor) => _file[tensor].ToDoubles();

    public float[] Floats(string tensor) => _file[tensor].ToSingles();

    /// <summary>Class indices, which are stored as 64-bit numbers.</summary>
    public int[] Indices(string tensor) => Array.ConvertAll(_file[tensor].ToInt64s(), value => checked((int)value));

    /// <summary>The rest of the names of all tensors that start with a prefix, in ordinal order.</summary>
    public IEnumerable<string> Names(string prefix) =>
        _file.Tensors.Select(tensor => tensor.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]).Order(StringComparer.Ordinal);

    public override string ToString() => Name;

    private string? Metadata(string key) => _file.Metadata.TryGetValue(key, out string? value) ? value : null;

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
