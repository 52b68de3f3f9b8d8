using System;
using System.IO;
using System.Linq;

namespace NetGen.Samples.Mnist1D;

/// <summary>Reads MNIST-1D data from a safetensors file with the tensors x_train, y_train, x_test and y_test.</summary>
internal static class DataFile
{
    /// <summary>Reads the training and the test signals.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else; the message names file, tensor, what was expected and what was found.</exception>
    public static (Examples Train, Examples Test) Read(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        try
        {
            return (ReadPart(file, "x_train", "y_train"), ReadPart(file, "x_test", "y_test"));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static Examples ReadPart(SafetensorsFile file, string signals, string labels)
    {
        float[] x = ReadSignals(Find(file, signals));
        int[] y = ReadLabels(Find(file, labels), rows: x.Length / Signal.Length, signals);
        return Examples.From(x, Signal.Length, y);
    }

    private static SafetensorsTensor Find(SafetensorsFile file, string name) =>
        file.Contains(name)
            ? file[name]
            : throw new InvalidDataException($"there is no tensor {name}, expected x_train, y_train, x_test and y_test; found {Names(file)}.");

    private static string Names(SafetensorsFile file) =>
        file.Tensors.Count == 0 ? "none" : string.Join(", ", file.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));

    private static float[] ReadSignals(SafetensorsTensor tensor)
    {
        if (tensor is not { Type: SafetensorsType.F32, Shape: [> 0, Signal.Length] })
        {
            throw new InvalidDataException($"{Description(tensor)}, expected F32 [n, {Signal.Length}] with n at least 1.");
        }

        float[] x = tensor.ToSingles();
        int bad = Array.FindIndex(x, value => !float.IsFinite(value));
        return bad < 0
            ? x
            : throw new InvalidDataException($"{tensor.Name}[{bad / Signal.Length}, {bad % Signal.Length}] is {x[bad]}, expected a finite number.");
    }

    private static int[] ReadLabels(SafetensorsTensor tensor, int rows, string signals)
    {
        if (tensor is not { Type: SafetensorsType.I64 or SafetensorsType.I32, Shape: [var length] } || length != rows)
        {
            throw new InvalidDataException($"{Description(tensor)}, expected I64 or I32 [{rows}], one class for each row of {signals}.");
        }

        long[] labels = tensor.Type == SafetensorsType.I64 ? tensor.ToInt64s() : Array.ConvertAll(tensor.ToInt32s(), label => (long)label);
        int bad = Array.FindIndex(labels, label => label is < 0 or >= Mnist1DData.Classes);
        return bad < 0
            ? Array.ConvertAll(labels, label => (int)label)
            : throw new InvalidDataException($"{tensor.Name}[{bad}] is {labels[bad]}, expected a class from 0 to {Mnist1DData.Classes - 1}.");
    }

    private static string Description(SafetensorsTensor tensor) => $"{tensor.Name} is {tensor.Type} [{string.Join(", ", tensor.Shape)}]";
}
