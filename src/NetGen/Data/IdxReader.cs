using System;
using System.IO;

namespace NetGen;

/// <summary>Reads examples from two IDX files: an array whose first axis counts examples, and their class indices.</summary>
internal sealed class IdxReader : ExampleReader
{
    private readonly IdxSource _inputs;
    private readonly IdxSource _labels;
    private readonly byte[] _inputBytes;
    private readonly byte[] _labelBytes;
    private readonly float _scale;
    private int _next;

    private IdxReader(IdxSource inputs, IdxSource labels, float scale)
        : base(new ExampleLayout([new FieldInfo("x", inputs.Header.Shape[1..], ElementKind.Float)], [new FieldInfo("t", [], ElementKind.Int)]))
    {
        _inputs = inputs;
        _labels = labels;
        _scale = scale;
        Count = labels.Header.Shape[0];
        _inputBytes = new byte[inputs.Header.RowElements * IdxTypes.Size(inputs.Header.Type)];
        _labelBytes = new byte[IdxTypes.Size(labels.Header.Type)];
    }

    /// <summary>The number of examples.</summary>
    internal int Count { get; }

    /// <summary>Opens both files.</summary>
    /// <exception cref="InvalidDataException">A file is no IDX file, or they do not belong together.</exception>
    internal static IdxReader Open(string inputsPath, string labelsPath, float scale)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputsPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        if (!float.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be finite.");
        }

        IdxSource? inputs = null;
        IdxSource? labels = null;
        try
        {
            inputs = new IdxSource(inputsPath);
            labels = new IdxSource(labelsPath);
            Require(inputs.Header, inputsPath, labels.Header, labelsPath);
            return new IdxReader(inputs, labels, scale);
        }
        catch
        {
            inputs?.Dispose();
            labels?.Dispose();
            throw;
        }
    }

    public override bool TryRead(ExampleRow row)
    {
        if (_next == Count)
        {
            _inputs.RequireEnd();
            _labels.RequireEnd();
            return false;
        }

        _inputs.Read(_inputBytes);
        _labels.Read(_labelBytes);
        IdxTypes.ToSingles(_inputs.Header.Type, _inputBytes, row.FloatInput(0), _scale);
        IdxTypes.ToInt32s(_labels.Header.Type, _labelBytes, row.IntTarget(0));
        _next++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _inputs.Dispose();
        _labels.Dispose();
        base.Dispose(disposing);
    }

    private static void Require(IdxHeader inputs, string inputsPath, IdxHeader labels, string labelsPath)
    {
        if (labels.Shape.Length != 1 || !IdxTypes.IsInteger(labels.Type))
        {
            throw new InvalidDataException($"{labelsPath} has the shape {Shapes.Text(labels.Shape)} and the type {labels.Type}, but labels are one axis of integers.");
        }

        if (inputs.Shape[0] != labels.Shape[0])
        {
            throw new InvalidDataException($"{inputsPath} has {inputs.Shape[0]} examples, but {labelsPath} has {labels.Shape[0]} labels.");
        }

        if (inputs.Shape[0] == 0)
        {
            throw new InvalidDataException($"{inputsPath} has no examples.");
        }

        if (inputs.RowElements == 0 || inputs.RowElements > Array.MaxLength / 8)
        {
            throw new InvalidDataException($"One example of {inputsPath}, {Shapes.Text(inputs.Shape[1..])}, has {inputs.RowElements} values; 1 to {Array.MaxLength / 8} are possible.");
        }
    }
}
