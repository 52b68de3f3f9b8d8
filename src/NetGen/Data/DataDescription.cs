using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>What the values of examples mean: the names of their columns, the categories, the labels of the classes. Saved with a model,
/// <c>model.Save(path, description)</c>, it lets a program prepare new rows and name the predicted classes without the data that the model was trained on.</summary>
/// <remarks>The columns of the inputs, in order, are the values of the network's input; a column of categories takes as many values as it has categories. In a model file the description
/// is the entry <c>data</c> of the metadata, as JSON.</remarks>
public sealed class DataDescription
{
    internal const string MetadataKey = "data";

    /// <summary>Describes columns.</summary>
    /// <param name="inputs">The columns of the inputs, in the order of the values; none where they have no names, as pixels.</param>
    /// <param name="targets">The columns of the targets.</param>
    /// <exception cref="ArgumentException">Two columns have the same name.</exception>
    public DataDescription(ImmutableArray<ColumnDescription> inputs, ImmutableArray<ColumnDescription> targets)
    {
        Inputs = inputs.IsDefault ? [] : inputs;
        Targets = targets.IsDefault ? [] : targets;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ColumnDescription column in Inputs.Concat(Targets))
        {
            ArgumentNullException.ThrowIfNull(column, nameof(inputs));
            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"Two columns have the name \"{column.Name}\".");
            }
        }

        InputSize = Inputs.Sum(column => column.Size);
        Labels = Targets is [{ IsCategorical: true } target] ? target.Categories : [];
    }

    /// <summary>The columns of the inputs.</summary>
    public ImmutableArray<ColumnDescription> Inputs { get; }

    /// <summary>The columns of the targets.</summary>
    public ImmutableArray<ColumnDescription> Targets { get; }

    /// <summary>The number of values that the inputs of one example have.</summary>
    public int InputSize { get; }

    /// <summary>The labels of the classes, in the order of their indices; empty unless there is one target, of categories.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>A name for each value of an input: <c>length</c>, <c>color=red</c>.</summary>
    public ImmutableArray<string> InputNames =>
        [.. Inputs.SelectMany(column => column.IsCategorical ? column.Categories.Select(category => $"{column.Name}={category}") : [column.Name])];

    /// <summary>The description of examples whose inputs have no names, only classes with labels.</summary>
    /// <param name="target">The name of the target.</param>
    /// <param name="labels">The labels of the classes, in the order of their indices.</param>
    /// <exception cref="ArgumentException">There are no labels, or one comes twice.</exception>
    public static DataDescription OfClasses(string target, params ImmutableArray<string> labels) => new([], [new ColumnDescription(target, labels)]);

    /// <summary>The label of a class.</summary>
    /// <param name="classIndex">The class's index, as <c>PredictClass</c> gives it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public string Label(int classIndex) => (uint)classIndex < (uint)Labels.Length
        ? Labels[classIndex]
        : throw new ArgumentOutOfRangeException(nameof(classIndex), $"There is no class {classIndex}; the data has {Labels.Length} labels.");

    /// <summary>The index of the class with a label.</summary>
    /// <param name="label">The label, exactly.</param>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public int ClassIndex(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        int index = Labels.IsEmpty ? -1 : Targets[0].IndexOf(label);
        return index >= 0
            ? index
            : throw new ArgumentException($"There is no class \"{label}\"; the data has {(Labels.IsEmpty ? "no labels" : Targets[0].ToString())}.", nameof(label));
    }

    /// <summary>Reads the description that a model file holds.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">The file is damaged or has no description.</exception>
    public static DataDescription Read(string path) => TryRead(path, out DataDescription? description)
        ? description
        : throw new InvalidDataException($"{path} has no description of the data; save the model with one: model.Save(path, description).");

    /// <summary>Reads the description that a model file holds, if it has one.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="description">The description.</param>
    /// <returns>False if the file has none.</returns>
    /// <exception cref="InvalidDataException">The file or the description is damaged.</exception>
    public static bool TryRead(string path, [NotNullWhen(true)] out DataDescription? description)
    {
        bool isThere = SafetensorsFile.ReadMetadata(path).TryGetValue(MetadataKey, out string? json);
        description = isThere ? DescriptionJson.Read(json!, path) : null;
        return isThere;
    }

    /// <summary>The description as JSON.</summary>
    public string ToJson() => DescriptionJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="InvalidDataException">It is no description.</exception>
    public static DataDescription FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return DescriptionJson.Read(json, "The text");
    }
}
