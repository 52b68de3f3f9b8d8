using System;
using System.Collections.Generic;
using System.IO;

namespace NetGen;

public sealed partial class Examples
{
    /// <summary>Reads examples from two IDX files, as those of MNIST, plain or packed with gzip.</summary>
    /// <param name="inputsPath">The path of the inputs, such as images: the first axis counts examples.</param>
    /// <param name="labelsPath">The path of the class indices, one axis of integers.</param>
    /// <param name="scale">What the inputs are multiplied by: 1/255 makes bytes 0 to 1; 1 leaves them as they are.</param>
    /// <exception cref="InvalidDataException">A file is no IDX file, cut short or too long, or they do not belong together; the message says at which byte.</exception>
    public static Examples FromIdx(string inputsPath, string labelsPath, float scale = 1 / 255f)
    {
        using IdxReader reader = IdxReader.Open(inputsPath, labelsPath, scale);
        return From(reader);
    }

    /// <summary>Reads examples from a safetensors file: tensors whose first axis counts examples. F32 and F64 become floats, integers of up to 64 bits become ints.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="inputs">The names of the tensors that are inputs, in the network's order; at least one.</param>
    /// <param name="targets">The names of those that are targets.</param>
    /// <param name="weights">The name of the tensor that holds a weight for each example, F32 or F64; null if there is none.</param>
    /// <exception cref="InvalidDataException">The file is damaged, lacks a tensor, or a tensor has another number of rows, an impossible type, or a value that fits no float or int.</exception>
    /// <exception cref="ArgumentException">There is no input, or a weight is impossible.</exception>
    public static Examples FromSafetensors(string path, IReadOnlyList<string> inputs, IReadOnlyList<string> targets, string? weights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Count == 0)
        {
            throw new ArgumentException("Examples need at least one input.", nameof(inputs));
        }

        var columns = new TensorColumns(SafetensorsFile.Read(path), path);
        return new Examples(columns.Read(inputs), columns.Read(targets), weights is null ? default : columns.ReadWeights(weights), "weights");
    }
}
