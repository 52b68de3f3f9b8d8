using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

public sealed partial class Examples
{
    /// <summary>Examples with one class index each.</summary>
    /// <param name="x">The inputs, [examples, values].</param>
    /// <param name="t">The class of each example.</param>
    /// <param name="weights">A weight per example, or null: all 1.</param>
    /// <exception cref="ArgumentException">The array is empty, or the counts differ.</exception>
    public static Examples From(float[,] x, int[] t, float[]? weights = null) =>
        Of(Rows(x, nameof(x)), Indices(t), weights);

    /// <summary>Examples with float targets.</summary>
    /// <param name="x">The inputs, [examples, values].</param>
    /// <param name="t">The targets, [examples, values].</param>
    /// <param name="weights">A weight per example, or null: all 1.</param>
    /// <exception cref="ArgumentException">An array is empty, or the counts differ.</exception>
    public static Examples From(float[,] x, float[,] t, float[]? weights = null) =>
        Of(Rows(x, nameof(x)), Rows(t, nameof(t)), weights);

    /// <summary>Examples with one float as target each.</summary>
    /// <param name="x">The inputs, [examples, values].</param>
    /// <param name="t">The target of each example.</param>
    /// <param name="weights">A weight per example, or null: all 1.</param>
    /// <exception cref="ArgumentException">The array is empty, or the counts differ.</exception>
    public static Examples From(float[,] x, float[] t, float[]? weights = null) =>
        Of(Rows(x, nameof(x)), Numbers(t), weights);

    /// <summary>Examples with one class index each.</summary>
    /// <param name="x">The inputs of each example, all equally long.</param>
    /// <param name="t">The class of each example.</param>
    /// <param name="weights">A weight per example, or null: all 1.</param>
    /// <exception cref="ArgumentException">There are no examples, their lengths differ, or the counts differ.</exception>
    public static Examples From(float[][] x, int[] t, float[]? weights = null) =>
        Of(Rows(x, nameof(x)), Indices(t), weights);

    /// <summary>Examples with float targets.</summary>
    /// <param name="x">The inputs of each example, all equally long.</param>
    /// <param name="t">The targets of each example, all equally long.</param>
    /// <param name="weights">A weight per example, or null: all 1.</param>
    /// <exception cref="ArgumentException">There are no examples, their lengths differ, or the counts differ.</exception>
    public static Examples From(float[][] x, float[][] t, float[]? weights = null) =>
        Of(Rows(x, nameof(x)), Rows(t, nameof(t)), weights);

    /// <summary>Examples with one float as target each.</summary>
    /// <param name="x">The inputs of each example, all equally long.</param>
    /// <param name="t">The target of each example.</param>
    /// <param name="weights">A weight per example, or null: all 1.</param>
    /// <exception cref="ArgumentException">There are no examples, their lengths differ, or the counts differ.</exception>
    public static Examples From(float[][] x, float[] t, float[]? weights = null) =>
        Of(Rows(x, nameof(x)), Numbers(t), weights);

    /// <summary>Examples with one class index each.</summary>
    /// <param name="x">The inputs of all examples, one after the other.</param>
    /// <param name="inputSize">The number of input values of one example.</param>
    /// <param name="t">The class of each example.</param>
    /// <param name="weights">A weight per example; empty means that all are 1.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty or no whole number of rows, or the counts differ.</exception>
    public static Examples From(ReadOnlySpan<float> x, int inputSize, ReadOnlySpan<int> t, ReadOnlySpan<float> weights = default) =>
        Of(Rows(x, inputSize, nameof(x), nameof(inputSize)), new Column(t.ToArray()), weights);

    /// <summary>Examples with float targets.</summary>
    /// <param name="x">The inputs of all examples, one after the other.</param>
    /// <param name="inputSize">The number of input values of one example.</param>
    /// <param name="t">The targets of all examples, one after the other.</param>
    /// <param name="targetSize">The number of target values of one example.</param>
    /// <param name="weights">A weight per example; empty means that all are 1.</param>
    /// <exception cref="ArgumentException">A span is empty or no whole number of rows, or the counts differ.</exception>
    public static Examples From(ReadOnlySpan<float> x, int inputSize, ReadOnlySpan<float> t, int targetSize, ReadOnlySpan<float> weights = default) =>
        Of(Rows(x, inputSize, nameof(x), nameof(inputSize)), Rows(t, targetSize, nameof(t), nameof(targetSize)), weights);

    /// <summary>Reads all examples of a reader into memory.</summary>
    /// <param name="reader">The reader; it is not closed.</param>
    /// <exception cref="ArgumentException">The reader has no examples, or the weights of all of them are 0.</exception>
    /// <exception cref="InvalidOperationException">They are more than an array can hold.</exception>
    public static Examples From(ExampleReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        const int FirstCapacity = 256;
        var rows = new RowStore(reader.Layout, FirstCapacity);
        int count = 0;
        while (reader.TryRead(rows.Fresh(count)))
        {
            count++;
            if (count == rows.Capacity)
            {
                rows.Grow(checked(2 * rows.Capacity));
            }
        }

        return new Examples(RowStore.Columns(rows.Inputs, count), RowStore.Columns(rows.Targets, count), rows.Weights(count), "weights");
    }

    private static Examples Of(Column x, Column t, ReadOnlySpan<float> weights)
    {
        if (x.Rows != t.Rows)
        {
            throw new ArgumentException($"t has {t.Rows} rows, but x has {x.Rows}; every example needs one row of each.", nameof(t));
        }

        return new Examples([x], [t], AlignedMemory.CopyOf(weights), nameof(weights));
    }

    private static Column Indices(int[] t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return new Column((int[])t.Clone());
    }

    private static Column Numbers(float[] t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return new Column(AlignedMemory.CopyOf(t), 1);
    }

    private static Column Rows(float[,] values, string argument)
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        RequireSize(values.GetLength(0), values.GetLength(1), argument);
        ref float first = ref Unsafe.As<byte, float>(ref MemoryMarshal.GetArrayDataReference(values));
        return new Column(AlignedMemory.CopyOf(MemoryMarshal.CreateReadOnlySpan(ref first, values.Length)), values.GetLength(1));
    }

    private static Column Rows(float[][] values, string argument)
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] is null)
            {
                throw new ArgumentException($"{argument}[{row}] is null.", argument);
            }

            if (values[row].Length != values[0].Length)
            {
                throw new ArgumentException(
                    $"{argument}[{row}] has {values[row].Length} values, but {argument}[0] has {values[0].Length}; all rows must be equally long.", argument);
            }
        }

        int size = values.Length == 0 ? 1 : values[0].Length;
        RequireSize(values.Length, size, argument);
        Memory<float> rows = AlignedMemory.Floats(checked(values.Length * size));
        for (int row = 0; row < values.Length; row++)
        {
            values[row].CopyTo(rows.Span.Slice(row * size, size));
        }

        return new Column(rows, size);
    }

    private static Column Rows(ReadOnlySpan<float> values, int size, string argument, string sizeArgument)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, sizeArgument);
        if (values.Length % size != 0)
        {
            throw new ArgumentException($"{argument} has {values.Length} values, but must be a whole number of rows of {size}.", argument);
        }

        RequireSize(values.Length / size, size, argument);
        return new Column(AlignedMemory.CopyOf(values), size);
    }

    private static void RequireSize(int rows, int size, string argument)
    {
        if (rows == 0)
        {
            throw new ArgumentException($"{argument} has no rows, but at least one example is needed.", argument);
        }

        if (size == 0)
        {
            throw new ArgumentException($"The rows of {argument} have no values, but at least 1 is needed.", argument);
        }
    }
}
