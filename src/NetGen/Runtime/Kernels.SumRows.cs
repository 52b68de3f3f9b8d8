using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.V1;

public static partial class Kernels
{
    /// <summary>result[j] = (isFirst ? 0 : result[j]) + x[j] + x[length + j] + x[2 * length + j] + ..., each sum in the order of the rows.</summary>
    /// <param name="x">The rows, one after the other without padding.</param>
    /// <param name="result">The sums; nothing behind the first <paramref name="length"/> is touched.</param>
    /// <param name="length">The floats of a row, 0 or more.</param>
    /// <param name="rows">The rows, 0 or more.</param>
    /// <param name="isFirst">Whether the sums start at 0 instead of at what the result holds.</param>
    public static void SumRows(ref float x, ref float result, int length, int rows, bool isFirst)
    {
        if (Avx.IsSupported)
        {
            SumRows<Vector256<float>, Lanes256>(ref x, ref result, length, rows, isFirst);
        }
        else
        {
            SumRows<Vector128<float>, Lanes128>(ref x, ref result, length, rows, isFirst);
        }
    }

    // Where the last columns fill no vector, the last vector begins within the one before it: the same sums twice cost less than partial vectors.
    // All sums of a pass start before the first is stored, so that a column summed twice starts at the same number.
    // Inlined into a long pass it would go beyond what the JIT inlines in one method, and the helpers below would be called.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void SumRows<TVector, TLanes>(ref float x, ref float result, int length, int rows, bool isFirst)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        int width = Unsafe.SizeOf<TVector>() / sizeof(float);
        int left = length;
        while (left >= width)
        {
            int columns = left >= 8 * width ? 8 * width : Math.Min(left, 4 * width);
            if (columns == 8 * width)
            {
                SumEight<TVector, TLanes>(ref x, ref result, width, length, rows, isFirst);
            }
            else if (columns > 2 * width)
            {
                SumFour<TVector, TLanes>(ref x, ref result, width, Math.Min(2 * width, columns - width), columns - width, length, rows, isFirst);
            }
            else
            {
                SumTwo<TVector, TLanes>(ref x, ref result, columns - width, length, rows, isFirst);
            }

            x = ref Unsafe.Add(ref x, columns);
            result = ref Unsafe.Add(ref result, columns);
            left -= columns;
        }

        if (left >= 4)
        {
            SumTwo<Vector128<float>, Lanes128>(ref x, ref result, left - 4, length, rows, isFirst);
            return;
        }

        if (left > 0)
        {
            SumLast(ref x, ref result, left, length, rows, isFirst);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumEight<TVector, TLanes>(ref float x, ref float result, int width, int length, int rows, bool isFirst)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector sum0 = Start<TVector, TLanes>(ref result, 0, isFirst);
        TVector sum1 = Start<TVector, TLanes>(ref result, width, isFirst);
        TVector sum2 = Start<TVector, TLanes>(ref result, 2 * width, isFirst);
        TVector sum3 = Start<TVector, TLanes>(ref result, 3 * width, isFirst);
        TVector sum4 = Start<TVector, TLanes>(ref result, 4 * width, isFirst);
        TVector sum5 = Start<TVector, TLanes>(ref result, 5 * width, isFirst);
        TVector sum6 = Start<TVector, TLanes>(ref result, 6 * width, isFirst);
        TVector sum7 = Start<TVector, TLanes>(ref result, 7 * width, isFirst);
        for (int row = 0; row < rows; row++)
        {
            sum0 = TLanes.Add(sum0, At<TVector>(ref x, 0));
            sum1 = TLanes.Add(sum1, At<TVector>(ref x, width));
            sum2 = TLanes.Add(sum2, At<TVector>(ref x, 2 * width));
            sum3 = TLanes.Add(sum3, At<TVector>(ref x, 3 * width));
            sum4 = TLanes.Add(sum4, At<TVector>(ref x, 4 * width));
            sum5 = TLanes.Add(sum5, At<TVector>(ref x, 5 * width));
            sum6 = TLanes.Add(sum6, At<TVector>(ref x, 6 * width));
            sum7 = TLanes.Add(sum7, At<TVector>(ref x, 7 * width));
            x = ref Unsafe.Add(ref x, length);
        }

        At<TVector>(ref result, 0) = sum0;
        At<TVector>(ref result, width) = sum1;
        At<TVector>(ref result, 2 * width) = sum2;
        At<TVector>(ref result, 3 * width) = sum3;
        At<TVector>(ref result, 4 * width) = sum4;
        At<TVector>(ref result, 5 * width) = sum5;
        At<TVector>(ref result, 6 * width) = sum6;
        At<TVector>(ref result, 7 * width) = sum7;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumFour<TVector, TLanes>(ref float x, ref float result, int second, int third, int last, int length, int rows, bool isFirst)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector sum0 = Start<TVector, TLanes>(ref result, 0, isFirst);
        TVector sum1 = Start<TVector, TLanes>(ref result, second, isFirst);
        TVector sum2 = Start<TVector, TLanes>(ref result, third, isFirst);
        TVector sum3 = Start<TVector, TLanes>(ref result, last, isFirst);
        for (int row = 0; row < rows; row++)
        {
            sum0 = TLanes.Add(sum0, At<TVector>(ref x, 0));
            sum1 = TLanes.Add(sum1, At<TVector>(ref x, second));
            sum2 = TLanes.Add(sum2, At<TVector>(ref x, third));
            sum3 = TLanes.Add(sum3, At<TVector>(ref x, last));
            x = ref Unsafe.Add(ref x, length);
        }

        At<TVector>(ref result, 0) = sum0;
        At<TVector>(ref result, second) = sum1;
        At<TVector>(ref result, third) = sum2;
        At<TVector>(ref result, last) = sum3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumTwo<TVector, TLanes>(ref float x, ref float result, int last, int length, int rows, bool isFirst)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector sum0 = Start<TVector, TLanes>(ref result, 0, isFirst);
        TVector sum1 = Start<TVector, TLanes>(ref result, last, isFirst);
        for (int row = 0; row < rows; row++)
        {
            sum0 = TLanes.Add(sum0, At<TVector>(ref x, 0));
            sum1 = TLanes.Add(sum1, At<TVector>(ref x, last));
            x = ref Unsafe.Add(ref x, length);
        }

        At<TVector>(ref result, 0) = sum0;
        At<TVector>(ref result, last) = sum1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumLast(ref float x, ref float result, int left, int length, int rows, bool isFirst)
    {
        Vector128<float> sum = isFirst ? Vector128<float>.Zero : Lanes.Load4(ref result, left);
        for (int row = 0; row < rows; row++)
        {
            sum += Lanes.Load4(ref x, left);
            x = ref Unsafe.Add(ref x, length);
        }

        Lanes.Store(sum, ref result, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TVector, TLanes>(ref float result, int column, bool isFirst)
        where TVector : struct
        where TLanes : ILanes<TVector> =>
        isFirst ? TLanes.Create(0) : At<TVector>(ref result, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TVector At<TVector>(ref float start, nint offset) => ref Unsafe.As<float, TVector>(ref Unsafe.Add(ref start, offset));
}
