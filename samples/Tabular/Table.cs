using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Data;

namespace NetGen.Samples.Tabular;

/// <summary>A table of the command line, in three parts that are the same for every command, and the network for it.</summary>
/// <param name="Name">The file's name without folder and ending.</param>
/// <param name="Train">What a network learns from.</param>
/// <param name="Validation">What decides when it has learnt enough.</param>
/// <param name="Test">What nothing is decided by.</param>
/// <param name="Description">What the columns mean.</param>
/// <param name="Kind">The network.</param>
internal sealed record Table(string Name, Examples Train, Examples Validation, Examples Test, DataDescription Description, NetworkKind Kind)
{
    private const long SplitSeed = 1;

    /// <summary>What is known without the test part.</summary>
    public Examples Known => Train.Concat(Validation);

    /// <exception cref="InvalidDataException">The file is no table of classes, or there is no network for it.</exception>
    public static Table Read(string path, string target)
    {
        CsvData data = Csv.Read(path, new CsvOptions { Target = target });
        NetworkKind kind = NetworkKind.For(data.Description, path);
        (Examples train, Examples validation, Examples test) = data.Examples.Split(0.6, 0.2, 0.2, SplitSeed, stratified: true);
        return new Table(Path.GetFileNameWithoutExtension(path), train, validation, test, data.Description, kind);
    }
}

/// <summary>A network of this program in all its widths.</summary>
/// <param name="Inputs">The number of input values.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Widths">The widths that were compiled.</param>
/// <param name="Create">Makes a network from a width and a seed.</param>
internal sealed record NetworkKind(int Inputs, int Classes, IReadOnlyList<int> Widths, Func<int, long, ITrainableNetwork> Create)
{
    private static readonly NetworkKind[] All =
    [
        new(4, 3, [.. Iris.HiddenValues], Iris.Create),
        new(13, 3, [.. Wine.HiddenValues], Wine.Create),
        new(30, 2, [.. BreastCancer.HiddenValues], BreastCancer.Create),
        new(64, 10, [.. Digits.HiddenValues], Digits.Create),
    ];

    /// <summary>The network for a table.</summary>
    /// <exception cref="InvalidDataException">None of the networks has its size.</exception>
    public static NetworkKind For(DataDescription description, string path) =>
        Array.Find(All, kind => kind.Inputs == description.InputSize && kind.Classes == description.Labels.Length)
        ?? throw new InvalidDataException(
            $"{path} has {description.InputSize} input values and {description.Labels.Length} classes, but the networks of this program take "
            + $"{string.Join(", ", All.Select(kind => $"{kind.Inputs} and {kind.Classes}"))}. Declare one more in Networks.cs.");
}
