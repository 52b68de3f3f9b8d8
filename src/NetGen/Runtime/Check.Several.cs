using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.V1;

/// <summary>What networks with several inputs, with inputs of ints or with settings can be given wrongly.</summary>
public static partial class Check
{
    /// <summary>Refuses a span that is not exactly one example of ints.</summary>
    /// <param name="x">The span.</param>
    /// <param name="size">The number of values of one example.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Example(ReadOnlySpan<int> x, int size, string argument, string network)
    {
        if (x.Length != size)
        {
            ThrowLength(x.Length, size, "example", argument, network);
        }
    }

    /// <summary>Refuses an output that shares memory with an input of ints.</summary>
    /// <param name="input">The input.</param>
    /// <param name="inputName">The input argument's name.</param>
    /// <param name="output">The output.</param>
    /// <param name="outputName">The output argument's name.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap(ReadOnlySpan<int> input, string inputName, Span<float> output, string outputName)
    {
        if (MemoryMarshal.AsBytes(input).Overlaps(MemoryMarshal.AsBytes(output)))
        {
            ThrowOverlap(inputName, outputName);
        }
    }

    /// <summary>Refuses a span that is no whole number of rows.</summary>
    /// <param name="length">The span's length.</param>
    /// <param name="size">The values of one row.</param>
    /// <param name="name">The argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <returns>The number of rows, 0 included.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the row's.</exception>
    public static int Rows(int length, int size, string name, string network) => WholeRows(length, size, name, network);

    /// <summary>Refuses spans with different numbers of rows.</summary>
    /// <param name="rows">The rows of one span.</param>
    /// <param name="name">Its argument's name.</param>
    /// <param name="expected">The rows of another.</param>
    /// <param name="expectedName">The other argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void SameRows(int rows, string name, int expected, string expectedName, string network)
    {
        if (rows != expected)
        {
            Throw($"{name} has {Counted(rows)}, but {expectedName} has {Counted(expected)}; all arguments of {network} have as many.", name);
        }

        static string Counted(int count) => count == 1 ? "1 row" : $"{count} rows";
    }

    /// <summary>Refuses indices of rows that a table does not have.</summary>
    /// <param name="indices">The indices of all rows of the input.</param>
    /// <param name="limit">The rows of the table.</param>
    /// <param name="perRow">How many indices one row of the input has.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">One is negative or not below <paramref name="limit"/>; the message has its row, place and value.</exception>
    public static void Indices(ReadOnlySpan<int> indices, int limit, int perRow, string argument, string network)
    {
        // Whole vectors first, as unsigned numbers, of which negative ones are the largest. The elements then say which one it is.
        ReadOnlySpan<uint> unsigned = MemoryMarshal.Cast<int, uint>(indices);
        int start = 0;
        while (start <= unsigned.Length - Vector<uint>.Count && Vector.LessThanAll(new Vector<uint>(unsigned[start..]), new Vector<uint>((uint)limit)))
        {
            start += Vector<uint>.Count;
        }

        for (int i = start; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)limit)
            {
                (int row, int place) = Math.DivRem(i, perRow);
                string where = perRow == 1 ? $"row {row}" : $"row {row}, place {place},";
                Throw($"{argument} of {where} is the index {indices[i]}, but {network} expects 0 to {limit - 1} there.", argument);
            }
        }
    }

    /// <summary>Refuses a setting that is no rate of dropout.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="name">Its name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">It is NaN, negative, 1 or more.</exception>
    public static void Rate(float rate, string name, string network)
    {
        if (!(rate >= 0 && rate < 1))
        {
            Throw(FormattableString.Invariant($"{name} of {network} is {rate}, but a rate of dropout is at least 0 and below 1."), name);
        }
    }

    /// <summary>Refuses a setting that is no strength of a regularizer.</summary>
    /// <param name="strength">The strength.</param>
    /// <param name="name">Its name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">It is NaN, negative or infinite.</exception>
    public static void Strength(float strength, string name, string network)
    {
        if (!(strength >= 0 && float.IsFinite(strength)))
        {
            Throw(FormattableString.Invariant($"{name} of {network} is {strength}, but the strength of a regularizer is finite and not negative."), name);
        }
    }
}
