using System;
using System.IO;

namespace NetGen.Data;

/// <summary>Reads CSV files.</summary>
/// <remarks>
/// <para>A network learns best from inputs of similar size. What is fitted to data belongs to the network, fitted on its training part alone:</para>
/// <code>
/// [Network(4), Normalize, Dense(16), Relu, Dense(3), SoftmaxCrossEntropy]
/// public sealed partial class Iris;
///
/// CsvData data = Csv.Read("iris.csv", new CsvOptions { Target = "species" });
/// var (train, test) = data.Examples.Split(0.8, 0.2, seed: 1, stratified: true);
/// var model = new Iris(seed: 1);
/// model.Adapt(train);                                // mean and deviation of train, stored in the model and its file
/// new Trainer(model, new Adam()).Fit(train, epochs: 50);
/// model.Save("iris.safetensors", data.Description);
///
/// var description = DataDescription.Read("iris.safetensors");
/// Examples rows = Csv.ReadInputs("new.csv", description);
/// </code>
/// <para>Whatever is wrong with a file, nothing is returned; the error names the file, the line, the column and the cell.</para>
/// </remarks>
public static class Csv
{
    /// <summary>Reads a file, and what its columns mean.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="options">Which column is the target, and what the others are.</param>
    /// <exception cref="InvalidDataException">The file is no valid CSV, has no rows, lacks a column, or a cell is missing or is not what its column holds.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static CsvData Read(string path, CsvOptions options)
    {
        DataDescription description = Describe(path, options);
        return new CsvData(Read(path, description, options), description);
    }

    /// <summary>Reads a file whose columns have the meaning that they have in another one, such as the test part of data that was described with its training part.</summary>
    /// <param name="path">The file's path. Its columns may be in another order, and there may be further ones.</param>
    /// <param name="description">What the columns mean.</param>
    /// <param name="format">How the file is written; null is a file with commas and a header.</param>
    /// <exception cref="InvalidDataException">The file is no valid CSV, has no rows, lacks a column, or a cell is missing or is not what its column holds.</exception>
    public static Examples Read(string path, DataDescription description, CsvFormat? format = null) =>
        ReadRows(path, description, format, withTargets: true);

    /// <summary>Reads the inputs of new rows, to predict their targets.</summary>
    /// <param name="path">The file's path. Its columns may be in another order, there may be further ones, and the targets may be missing. Without a header the inputs are in the order of the
    /// description, unless there are as many columns as there were when it was made.</param>
    /// <param name="description">What the columns mean.</param>
    /// <param name="format">How the file is written; null is a file with commas and a header.</param>
    /// <returns>Examples without targets.</returns>
    /// <exception cref="InvalidDataException">The file is no valid CSV, has no rows, lacks a column, or a cell is missing or is not what its column holds.</exception>
    public static Examples ReadInputs(string path, DataDescription description, CsvFormat? format = null) =>
        ReadRows(path, description, format, withTargets: false);

    /// <summary>Finds out what the columns of a file mean: goes through all rows for the labels and categories that occur, and keeps none.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="options">Which column is the target, and what the others are.</param>
    /// <exception cref="InvalidDataException">The file is no valid CSV, has no rows, lacks a column, or a cell is missing or is not what its column holds.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static DataDescription Describe(string path, CsvOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        using var table = new CsvTable(path, options);
        return new CsvSurvey(table, options).Run();
    }

    /// <summary>A stream of a file that need not fit into memory; it is read anew in each epoch.</summary>
    /// <param name="path">The file's path. Its columns may be in another order than those of the description, and there may be further ones.</param>
    /// <param name="description">What the columns mean, as <see cref="Describe"/> finds out in a pass over the file.</param>
    /// <param name="batchSize">The number of examples of a batch, at least 1; the last of an epoch takes what is left.</param>
    /// <param name="format">How the file is written; null is a file with commas and a header.</param>
    /// <param name="options">How to shuffle and read ahead; null takes the defaults.</param>
    /// <exception cref="InvalidDataException">The file is no CSV or lacks a column. A bad cell is reported when its batch is asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ExampleStream Stream(string path, DataDescription description, int batchSize, CsvFormat? format = null, ExampleStreamOptions? options = null)
    {
        CsvReader Open() => OpenReader(path, description, format, withTargets: true);
        using CsvReader first = Open();
        return new ExampleStream(first.Layout, _ => Open(), batchSize, options);
    }

    private static Examples ReadRows(string path, DataDescription description, CsvFormat? format, bool withTargets)
    {
        using CsvReader reader = OpenReader(path, description, format, withTargets);
        return Examples.From(reader);
    }

    private static CsvReader OpenReader(string path, DataDescription description, CsvFormat? format, bool withTargets)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(description);
        return description.InputSize > 0
            ? CsvReader.Open(path, description, format ?? new CsvFormat(), withTargets)
            : throw new ArgumentException("The description has no columns of inputs to look for.", nameof(description));
    }
}
