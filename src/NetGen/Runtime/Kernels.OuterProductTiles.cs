using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

// A tile is some rows of the result and one strip of its lanes: 8 sums in registers over a block of the batch, which hides the latency of a multiply-add; fewer
// where fewer rows are left. Of 16 lanes in a vector a strip is one vector, else two. Each method does as many tiles as fit below a row and returns the next row.
public static partial class Kernels
{
    /// <summary>result(i, j) = (isStart ? 0 : result(i, j)) + sum_r left[r, i] * right[r, j] for i &lt; <paramref name="group"/> and the j of a strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumStrip<TVector, TLanes>(ref float left, ref float right, ref float result, int leftStride, int rightStride, int group, int rows, bool isStart)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (typeof(TVector) == typeof(Vector512<float>))
        {
            // Fewer than 8 sums do not hide the latency of a multiply-add, so for the rest twice as many sums of 8 lanes take no longer.
            int done = group >= 8 ? SumOfEightRows(ref left, ref right, ref result, leftStride, rightStride, group, rows, isStart) : 0;
            SumInPairs<Vector256<float>, Lanes256>(ref left, ref right, ref result, leftStride, rightStride, done, group, rows, isStart);
        }
        else
        {
            SumInPairs<TVector, TLanes>(ref left, ref right, ref result, leftStride, rightStride, 0, group, rows, isStart);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumInPairs<TVector, TLanes>(ref float left, ref float right, ref float result, int leftStride, int rightStride, int done, int group, int rows, bool isStart)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        if (group - done >= 4)
        {
            done = SumOfFourRows<TVector, TLanes>(ref left, ref right, ref result, leftStride, rightStride, done, group, rows, isStart);
        }

        if (group - done >= 2)
        {
            done = SumOfTwoRows<TVector, TLanes>(ref left, ref right, ref result, leftStride, rightStride, done, group, rows, isStart);
        }

        if (group - done >= 1)
        {
            SumOfOneRow<TVector, TLanes>(ref left, ref right, ref result, leftStride, rightStride, done, rows, isStart);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int SumOfEightRows(ref float left, ref float right, ref float result, int leftStride, int rightStride, int to, int rows, bool isStart)
    {
        int i = 0;
        for (; i <= to - 8; i += 8)
        {
            ref float output = ref Unsafe.Add(ref result, i * PanelLanes);
            Vector512<float> sum0 = Start<Vector512<float>, Lanes512>(ref output, 0, isStart);
            Vector512<float> sum1 = Start<Vector512<float>, Lanes512>(ref output, PanelLanes, isStart);
            Vector512<float> sum2 = Start<Vector512<float>, Lanes512>(ref output, 2 * PanelLanes, isStart);
            Vector512<float> sum3 = Start<Vector512<float>, Lanes512>(ref output, 3 * PanelLanes, isStart);
            Vector512<float> sum4 = Start<Vector512<float>, Lanes512>(ref output, 4 * PanelLanes, isStart);
            Vector512<float> sum5 = Start<Vector512<float>, Lanes512>(ref output, 5 * PanelLanes, isStart);
            Vector512<float> sum6 = Start<Vector512<float>, Lanes512>(ref output, 6 * PanelLanes, isStart);
            Vector512<float> sum7 = Start<Vector512<float>, Lanes512>(ref output, 7 * PanelLanes, isStart);
            ref float value = ref Unsafe.Add(ref left, i);
            ref float lanes = ref right;
            for (int row = 0; row < rows; row++)
            {
                Vector512<float> vector = At<Vector512<float>>(ref lanes, 0);
                sum0 = Lanes512.MultiplyAdd(Lanes512.Create(value), vector, sum0);
                sum1 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 1)), vector, sum1);
                sum2 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 2)), vector, sum2);
                sum3 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 3)), vector, sum3);
                sum4 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 4)), vector, sum4);
                sum5 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 5)), vector, sum5);
                sum6 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 6)), vector, sum6);
                sum7 = Lanes512.MultiplyAdd(Lanes512.Create(Unsafe.Add(ref value, 7)), vector, sum7);
                value = ref Unsafe.Add(ref value, leftStride);
                lanes = ref Unsafe.Add(ref lanes, rightStride);
            }

            At<Vector512<float>>(ref output, 0) = sum0;
            At<Vector512<float>>(ref output, PanelLanes) = sum1;
            At<Vector512<float>>(ref output, 2 * PanelLanes) = sum2;
            At<Vector512<float>>(ref output, 3 * PanelLanes) = sum3;
            At<Vector512<float>>(ref output, 4 * PanelLanes) = sum4;
            At<Vector512<float>>(ref output, 5 * PanelLanes) = sum5;
            At<Vector512<float>>(ref output, 6 * PanelLanes) = sum6;
            At<Vector512<float>>(ref output, 7 * PanelLanes) = sum7;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int SumOfFourRows<TVector, TLanes>(ref float left, ref float right, ref float result, int leftStride, int rightStride, int from, int to, int rows, bool isStart)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        int width = Unsafe.SizeOf<TVector>() / sizeof(float);
        int i = from;
        for (; i <= to - 4; i += 4)
        {
            ref float output = ref Unsafe.Add(ref result, i * PanelLanes);
            TVector sum00 = Start<TVector, TLanes>(ref output, 0, isStart), sum01 = Start<TVector, TLanes>(ref output, width, isStart);
            TVector sum10 = Start<TVector, TLanes>(ref output, PanelLanes, isStart), sum11 = Start<TVector, TLanes>(ref output, PanelLanes + width, isStart);
            TVector sum20 = Start<TVector, TLanes>(ref output, 2 * PanelLanes, isStart), sum21 = Start<TVector, TLanes>(ref output, 2 * PanelLanes + width, isStart);
            TVector sum30 = Start<TVector, TLanes>(ref output, 3 * PanelLanes, isStart), sum31 = Start<TVector, TLanes>(ref output, 3 * PanelLanes + width, isStart);
            ref float value = ref Unsafe.Add(ref left, i);
            ref float lanes = ref right;
            for (int row = 0; row < rows; row++)
            {
                TVector right0 = At<TVector>(ref lanes, 0), right1 = At<TVector>(ref lanes, width);
                TVector left0 = TLanes.Create(value);
                sum00 = TLanes.MultiplyAdd(left0, right0, sum00);
                sum01 = TLanes.MultiplyAdd(left0, right1, sum01);
                TVector left1 = TLanes.Create(Unsafe.Add(ref value, 1));
                sum10 = TLanes.MultiplyAdd(left1, right0, sum10);
                sum11 = TLanes.MultiplyAdd(left1, right1, sum11);
                TVector left2 = TLanes.Create(Unsafe.Add(ref value, 2));
                sum20 = TLanes.MultiplyAdd(left2, right0, sum20);
                sum21 = TLanes.MultiplyAdd(left2, right1, sum21);
                TVector left3 = TLanes.Create(Unsafe.Add(ref value, 3));
                sum30 = TLanes.MultiplyAdd(left3, right0, sum30);
                sum31 = TLanes.MultiplyAdd(left3, right1, sum31);
                value = ref Unsafe.Add(ref value, leftStride);
                lanes = ref Unsafe.Add(ref lanes, rightStride);
            }

            At<TVector>(ref output, 0) = sum00;
            At<TVector>(ref output, width) = sum01;
            At<TVector>(ref output, PanelLanes) = sum10;
            At<TVector>(ref output, PanelLanes + width) = sum11;
            At<TVector>(ref output, 2 * PanelLanes) = sum20;
            At<TVector>(ref output, 2 * PanelLanes + width) = sum21;
            At<TVector>(ref output, 3 * PanelLanes) = sum30;
            At<TVector>(ref output, 3 * PanelLanes + width) = sum31;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int SumOfTwoRows<TVector, TLanes>(ref float left, ref float right, ref float result, int leftStride, int rightStride, int from, int to, int rows, bool isStart)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        int width = Unsafe.SizeOf<TVector>() / sizeof(float);
        int i = from;
        for (; i <= to - 2; i += 2)
        {
            ref float output = ref Unsafe.Add(ref result, i * PanelLanes);
            TVector sum00 = Start<TVector, TLanes>(ref output, 0, isStart), sum01 = Start<TVector, TLanes>(ref output, width, isStart);
            TVector sum10 = Start<TVector, TLanes>(ref output, PanelLanes, isStart), sum11 = Start<TVector, TLanes>(ref output, PanelLanes + width, isStart);
            ref float value = ref Unsafe.Add(ref left, i);
            ref float lanes = ref right;
            for (int row = 0; row < rows; row++)
            {
                TVector right0 = At<TVector>(ref lanes, 0), right1 = At<TVector>(ref lanes, width);
                TVector left0 = TLanes.Create(value);
                sum00 = TLanes.MultiplyAdd(left0, right0, sum00);
                sum01 = TLanes.MultiplyAdd(left0, right1, sum01);
                TVector left1 = TLanes.Create(Unsafe.Add(ref value, 1));
                sum10 = TLanes.MultiplyAdd(left1, right0, sum10);
                sum11 = TLanes.MultiplyAdd(left1, right1, sum11);
                value = ref Unsafe.Add(ref value, leftStride);
                lanes = ref Unsafe.Add(ref lanes, rightStride);
            }

            At<TVector>(ref output, 0) = sum00;
            At<TVector>(ref output, width) = sum01;
            At<TVector>(ref output, PanelLanes) = sum10;
            At<TVector>(ref output, PanelLanes + width) = sum11;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumOfOneRow<TVector, TLanes>(ref float left, ref float right, ref float result, int leftStride, int rightStride, int i, int rows, bool isStart)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        int width = Unsafe.SizeOf<TVector>() / sizeof(float);
        ref float output = ref Unsafe.Add(ref result, i * PanelLanes);
        TVector sum00 = Start<TVector, TLanes>(ref output, 0, isStart), sum01 = Start<TVector, TLanes>(ref output, width, isStart);
        ref float value = ref Unsafe.Add(ref left, i);
        ref float lanes = ref right;
        for (int row = 0; row < rows; row++)
        {
            TVector right0 = At<TVector>(ref lanes, 0), right1 = At<TVector>(ref lanes, width);
            TVector left0 = TLanes.Create(value);
            sum00 = TLanes.MultiplyAdd(left0, right0, sum00);
            sum01 = TLanes.MultiplyAdd(left0, right1, sum01);
            value = ref Unsafe.Add(ref value, leftStride);
            lanes = ref Unsafe.Add(ref lanes, rightStride);
        }

        At<TVector>(ref output, 0) = sum00;
        At<TVector>(ref output, width) = sum01;
    }
}
