using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>One parameter of a network: what it is and where it lies in storage.</summary>
public sealed class ParameterEntry
{
    private const int PanelWidth = 16;

    // Of [out, in, ...]: in and all that follows. Only OutputPanels needs them.
    private readonly int _outputs;
    private readonly int _inputs;
    private readonly double _momentum;
    private readonly bool _hasSparseRows;

    /// <summary>Describes a parameter.</summary>
    /// <param name="name">The name in files: layer, point, parameter (<c>dense1.weight</c>).</param>
    /// <param name="shape">The logical shape, [out, in] for a dense weight.</param>
    /// <param name="offset">The first float of storage; a multiple of 16.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="order">How its elements lie in storage.</param>
    /// <param name="initializer">What fills it at first.</param>
    /// <param name="trainable">Whether optimizers change it; false for what is declared frozen. Buffers and settings they never do.</param>
    /// <param name="sharedWith">The name of the entry whose storage this is; null for storage of its own.</param>
    /// <exception cref="ArgumentException">An axis is shorter than 1, the offset is no multiple of 16, or the order does not fit the shape.</exception>
    public ParameterEntry(
        string name,
        ImmutableArray<int> shape,
        int offset,
        ParameterRole role,
        StorageOrder order,
        Initializer initializer,
        bool trainable = true,
        string? sharedWith = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        Name = name;
        Shape = shape.IsDefault ? [] : shape;
        foreach (int length in Shape)
        {
            Require(length >= 1, $"{name} has the shape {Shapes.Text(Shape)}, but every axis is at least 1 long.", nameof(shape));
        }

        Require(offset % 16 == 0, $"{name} starts at float {offset}, but must start at a multiple of 16.", nameof(offset));
        Require(
            order == StorageOrder.Plain || Shape.Length >= 2,
            $"{name} has the shape {Shapes.Text(Shape)}, but output panels need at least the axes [out, in].",
            nameof(order));

        Offset = offset;
        Role = role;
        Order = order;
        Initializer = initializer;
        Trainable = trainable && CanBeTrained;
        SharedWith = sharedWith;
        Count = Shapes.Count(Shape);
        _outputs = order == StorageOrder.Plain ? 1 : Shape[0];
        _inputs = Count / _outputs;
        StorageLength = order == StorageOrder.Plain ? Shapes.RoundUp16(Count) : checked(Shapes.RoundUp16(_outputs) * _inputs);
    }

    /// <summary>The name in files: layer, point, parameter (<c>dense1.weight</c>).</summary>
    public string Name { get; }

    /// <summary>The logical shape.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The first float of storage, a multiple of 16.</summary>
    public int Offset { get; }

    /// <summary>What the parameter is for.</summary>
    public ParameterRole Role { get; }

    /// <summary>How the elements lie in storage.</summary>
    public StorageOrder Order { get; }

    /// <summary>What fills the parameter at first.</summary>
    public Initializer Initializer { get; }

    /// <summary>Whether optimizers change it.</summary>
    public bool Trainable { get; }

    /// <summary>Of a buffer that is a running statistic: the share m of a step's statistic s in it, running = (1 - m) running + m s, which a step of an optimizer applies;
    /// s stands at the entry's place in the gradients. 0 for everything else.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0, above 1 or NaN, or above 0 for an entry that is no buffer.</exception>
    public double Momentum
    {
        get => _momentum;
        init
        {
            if (!(value >= 0 && value <= (Role == ParameterRole.Buffer ? 1 : 0)))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), FormattableString.Invariant($"The momentum of {Name} is {value}, but must be from 0 to 1 for a buffer and 0 for all else."));
            }

            _momentum = value;
        }
    }

    /// <summary>Whether the gradient of this table [rows, width] is 0 in all but a few rows, which <see cref="Gradients"/> keeps track of.</summary>
    /// <exception cref="ArgumentException">The entry is no table in plain order.</exception>
    public bool HasSparseRows
    {
        get => _hasSparseRows;
        init
        {
            Require(
                !value || (Order == StorageOrder.Plain && Shape.Length == 2),
                $"{Name} has the shape {Shapes.Text(Shape)} in the order {Order}, but only tables [rows, width] in plain order have sparse rows.",
                nameof(value));
            _hasSparseRows = value;
        }
    }

    /// <summary>The name of the entry whose storage this is; null for storage of its own.</summary>
    public string? SharedWith { get; }

    /// <summary>The number of logical elements.</summary>
    public int Count { get; }

    /// <summary>The floats of storage, padding included; a multiple of 16.</summary>
    public int StorageLength { get; }

    /// <summary>The name of the layer that has the parameter: <see cref="Name"/> up to its last point, or all of it if it has none.</summary>
    internal string Layer => Name.LastIndexOf('.') is > 0 and int point ? Name[..point] : Name;

    /// <summary>Its part of the storage, padding included.</summary>
    internal StorageRange Storage => new(Offset, StorageLength);

    /// <summary>Whether the role is one that optimizers change.</summary>
    internal bool CanBeTrained => Role is not (ParameterRole.Buffer or ParameterRole.Setting);

    /// <summary>Where an element lies in storage.</summary>
    /// <param name="logicalIndex">The element's row-major index, 0 to <see cref="Count"/> less 1.</param>
    /// <returns>The index from the start of the whole storage, <see cref="Offset"/> included.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public int StorageIndex(int logicalIndex)
    {
        if ((uint)logicalIndex >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(logicalIndex), $"{Name} has no element {logicalIndex}; it has {Count} elements.");
        }

        if (Order == StorageOrder.Plain)
        {
            return Offset + logicalIndex;
        }

        (int output, int input) = Math.DivRem(logicalIndex, _inputs);
        return Start(output) + input * PanelWidth;
    }

    /// <summary>Copies the elements out of storage.</summary>
    /// <param name="storage">The whole storage.</param>
    /// <param name="values">Receives <see cref="Count"/> elements in row-major order.</param>
    internal void Gather(ReadOnlySpan<float> storage, Span<float> values)
    {
        if (Order == StorageOrder.Plain)
        {
            storage.Slice(Offset, Count).CopyTo(values);
            return;
        }

        for (int output = 0; output < _outputs; output++)
        {
            int index = Start(output);
            Span<float> row = values.Slice(output * _inputs, _inputs);
            for (int input = 0; input < row.Length; input++, index += PanelWidth)
            {
                row[input] = storage[index];
            }
        }
    }

    /// <summary>Copies the elements into storage; its padding stays as it is.</summary>
    /// <param name="values"><see cref="Count"/> elements in row-major order.</param>
    /// <param name="storage">The whole storage.</param>
    internal void Scatter(ReadOnlySpan<float> values, Span<float> storage)
    {
        if (Order == StorageOrder.Plain)
        {
            values.CopyTo(storage.Slice(Offset, Count));
            return;
        }

        for (int output = 0; output < _outputs; output++)
        {
            int index = Start(output);
            ReadOnlySpan<float> row = values.Slice(output * _inputs, _inputs);
            for (int input = 0; input < row.Length; input++, index += PanelWidth)
            {
                storage[index] = row[input];
            }
        }
    }

    // Where the weight of an output's first input lies; that of the next input lies one panel's width further on.
    private int Start(int output)
    {
        int lane = output % PanelWidth;
        return Offset + (output - lane) * _inputs + lane;
    }

    private static void Require(bool condition, string message, string argument)
    {
        if (!condition)
        {
            throw new ArgumentException(message, argument);
        }
    }
}
