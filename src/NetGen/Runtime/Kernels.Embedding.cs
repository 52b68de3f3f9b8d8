using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

// Rows of a table, found by their numbers, and sums into them. Each element is computed by itself, so the width of a vector changes no bit.
public static partial class Kernels
{
    /// <summary>Row r of the result = row indices[r] of the table.</summary>
    /// <param name="table">Rows of width floats.</param>
    /// <param name="indices">The number of a row of the table for each row of the result.</param>
    /// <param name="result">Rows of width floats. Not the memory of the table.</param>
    /// <param name="width">The floats of a row, at least 1.</param>
    /// <param name="from">The first row of the result.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Embed(ref float table, ref int indices, ref float result, int width, int from, int to)
    {
        for (nint row = from; row < to; row++)
        {
            Copy(ref Unsafe.Add(ref table, (nint)Unsafe.Add(ref indices, row) * width), ref Unsafe.Add(ref result, row * width), width);
        }
    }

    /// <summary>Row r of the result = the mean of the rows indices[r * bag], ..., indices[r * bag + bag - 1] of the table: added up in this order, then times 1 / bag.</summary>
    /// <param name="table">Rows of width floats.</param>
    /// <param name="indices">The numbers of bag rows of the table for each row of the result.</param>
    /// <param name="result">Rows of width floats. Not the memory of the table.</param>
    /// <param name="bag">The rows of a mean, at least 1.</param>
    /// <param name="width">The floats of a row, at least 1.</param>
    /// <param name="from">The first row of the result.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EmbedBag(ref float table, ref int indices, ref float result, int bag, int width, int from, int to)
    {
        float share = 1f / bag;
        for (nint row = from; row < to; row++)
        {
            ref int numbers = ref Unsafe.Add(ref indices, row * bag);
            ref float target = ref Unsafe.Add(ref result, row * width);
            int column = 0;
            for (; column <= width - Vector<float>.Count; column += Vector<float>.Count)
            {
                ref float start = ref Unsafe.Add(ref table, column);
                var sum = At<Vector<float>>(ref start, (nint)numbers * width);
                for (int i = 1; i < bag; i++)
                {
                    sum += At<Vector<float>>(ref start, (nint)Unsafe.Add(ref numbers, i) * width);
                }

                At<Vector<float>>(ref target, column) = sum * share;
            }

            for (; column < width; column++)
            {
                ref float start = ref Unsafe.Add(ref table, column);
                float sum = Unsafe.Add(ref start, (nint)numbers * width);
                for (int i = 1; i < bag; i++)
                {
                    sum += Unsafe.Add(ref start, (nint)Unsafe.Add(ref numbers, i) * width);
                }

                Unsafe.Add(ref target, column) = sum * share;
            }
        }
    }

    /// <summary>Row indices[r] of the result += row r of x, for r = 0, 1, ... in this order: the gradient of <see cref="Embed"/>.</summary>
    /// <param name="indices">The number of a row of the result for each row of x.</param>
    /// <param name="x">Rows of width floats.</param>
    /// <param name="result">The gradient of the table. Not the memory of x.</param>
    /// <param name="width">The floats of a row, at least 1.</param>
    /// <param name="rows">The rows of x, 0 or more.</param>
    /// <param name="isFirst">Without meaning here: the result is always added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(ref int indices, ref float x, ref float result, int width, int rows, bool isFirst)
    {
        for (nint row = 0; row < rows; row++)
        {
            AddScaled(ref Unsafe.Add(ref x, row * width), 1, ref Unsafe.Add(ref result, (nint)Unsafe.Add(ref indices, row) * width), width);
        }
    }

    /// <summary>Row indices[r * bag + k] of the result += row r of x times 1 / bag, for r = 0, 1, ... and within it for k = 0, 1, ... in this order: the gradient of
    /// <see cref="EmbedBag"/>.</summary>
    /// <param name="indices">The numbers of bag rows of the result for each row of x.</param>
    /// <param name="x">Rows of width floats.</param>
    /// <param name="result">The gradient of the table. Not the memory of x.</param>
    /// <param name="bag">The rows of a mean, at least 1.</param>
    /// <param name="width">The floats of a row, at least 1.</param>
    /// <param name="rows">The rows of x, 0 or more.</param>
    /// <param name="isFirst">Without meaning here: the result is always added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBags(ref int indices, ref float x, ref float result, int bag, int width, int rows, bool isFirst)
    {
        float share = 1f / bag;
        for (nint row = 0; row < rows; row++)
        {
            for (nint i = row * bag; i < (row + 1) * bag; i++)
            {
                AddScaled(ref Unsafe.Add(ref x, row * width), share, ref Unsafe.Add(ref result, (nint)Unsafe.Add(ref indices, i) * width), width);
            }
        }
    }

    /// <summary>result[i] += x[i] * factor, rounded twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(ref float x, float factor, ref float result, int length)
    {
        int i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            At<Vector<float>>(ref result, i) += At<Vector<float>>(ref x, i) * factor;
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref result, i) += Unsafe.Add(ref x, i) * factor;
        }
    }
}
