using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Makes columns of the tensors of a file.</summary>
internal sealed class TensorColumns(SafetensorsFile file, string path)
{
    private SafetensorsTensor? _first;

    /// <exception cref="InvalidDataException">A tensor is not there or cannot be a column.</exception>
    internal ImmutableArray<Column> Read(IReadOnlyList<string> names) => [.. names.Select(Read)];

    /// <exception cref="InvalidDataException">The tensor is not there or has not one float for each example.</exception>
    internal ReadOnlyMemory<float> ReadWeights(string name)
    {
        Column column = Read(name);
        return column is { Kind: ElementKind.Float, Size: 1 }
            ? AlignedMemory.CopyOf(column.Floats)
            : throw new InvalidDataException($"{Text(file[name])} of {path} cannot hold weights, which are one float for each example.");
    }

    private static string Text(SafetensorsTensor tensor) => tensor.ToString();

    private Column Read(string name)
    {
        if (!file.Contains(name))
        {
            throw new InvalidDataException($"{path} has no tensor \"{name}\"; it has {string.Join(", ", file.Tensors.Select(tensor => tensor.Name))}.");
        }

        SafetensorsTensor tensor = file[name];
        _first ??= tensor;
        if (tensor.Shape.IsEmpty || tensor.Shape.Contains(0))
        {
            throw new InvalidDataException($"{Text(tensor)} of {path} holds no examples; its first axis must count them.");
        }

        if (tensor.Shape[0] != _first.Shape[0])
        {
            throw new InvalidDataException($"{Text(tensor)} of {path} has {tensor.Shape[0]} rows, but {Text(_first)} has {_first.Shape[0]}; every example needs one row of each.");
        }

        return Read(tensor, Shapes.Count(tensor.Shape[1..]));
    }

    private Column Read(SafetensorsTensor tensor, int size) => tensor.Type switch
    {
        SafetensorsType.F32 => new Column(AlignedMemory.CopyOf(tensor.ToSingles()), size),
        SafetensorsType.F64 => new Column(AlignedMemory.CopyOf(Convert(tensor, tensor.ToDoubles(), size, value => (float)value, (value, single) => double.IsFinite(value) && !float.IsFinite(single))), size),
        SafetensorsType.I32 => new Column(tensor.ToInt32s(), size),
        SafetensorsType.I64 => new Column(Convert(tensor, tensor.ToInt64s(), size, value => unchecked((int)value), (value, narrow) => value != narrow), size),
        SafetensorsType.U8 => new Column(Widen(tensor.Data.ToArray(), value => (int)value), size),
        SafetensorsType.I8 => new Column(Widen(tensor.Data.ToArray(), value => (int)(sbyte)value), size),
        SafetensorsType.I16 => new Column(Widen(LittleEndian.Read<short>(tensor.Data.Span), value => (int)value), size),
        SafetensorsType.U16 => new Column(Widen(LittleEndian.Read<ushort>(tensor.Data.Span), value => (int)value), size),
        _ => throw new InvalidDataException($"{Text(tensor)} of {path} cannot be a column of examples; possible are F32, F64, I8, I16, I32, I64, U8 and U16."),
    };

    private static int[] Widen<T>(T[] values, Converter<T, int> convert) => Array.ConvertAll(values, convert);

    private TTo[] Convert<TFrom, TTo>(SafetensorsTensor tensor, TFrom[] values, int size, Func<TFrom, TTo> convert, Func<TFrom, TTo, bool> isLost)
        where TFrom : IFormattable
    {
        var converted = new TTo[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            converted[i] = convert(values[i]);
            if (isLost(values[i], converted[i]))
            {
                string value = values[i].ToString(null, CultureInfo.InvariantCulture);
                throw new InvalidDataException($"{Text(tensor)} of {path} has the value {value} in row {i / size}, which is beyond the range of a {(typeof(TTo) == typeof(int) ? "32-bit integer" : "float")}.");
            }
        }

        return converted;
    }
}
