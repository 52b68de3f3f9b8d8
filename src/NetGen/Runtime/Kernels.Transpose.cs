using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime.V1;

// A block of 16 x 16 elements is contiguous on both sides. It is turned in pieces of 4 lanes by 4 rows (128 bits) or 8 rows (256 bits: two pieces side by
// side), each by zipping twice: rows 0 with 2 and 1 with 3, then those two with each other.
public static partial class Kernels
{
    /// <summary>Transposes a matrix in panels: result(lane, row) = x(row, lane). The padding of the result is written too, as 0; that of x does not matter.</summary>
    /// <param name="x">Panels of rows x lanes.</param>
    /// <param name="result">Panels of lanes x rows: room for lanes x rows floats, with the rows padded to a multiple of 16. Not the memory of x.</param>
    /// <param name="rows">The rows of x, 0 or more.</param>
    /// <param name="lanes">The lanes of x without padding, 0 or more.</param>
    public static void Transpose(ref float x, ref float result, int rows, int lanes)
    {
        if (Avx.IsSupported)
        {
            TransposeByEights(ref x, ref result, rows, lanes);
        }
        else
        {
            TransposeByFours(ref x, ref result, rows, lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TransposeByEights(ref float x, ref float result, int rows, int lanes)
    {
        for (int lane = 0; lane < lanes; lane += PanelLanes)
        {
            int lanesLeft = Math.Min(lanes - lane, PanelLanes);
            for (int row = 0; row < rows; row += PanelLanes)
            {
                ref float from = ref Unsafe.Add(ref x, (nint)lane * rows + (nint)row * PanelLanes);
                ref float to = ref Unsafe.Add(ref result, (nint)row * lanes + (nint)lane * PanelLanes);
                if (rows - row >= PanelLanes && lanesLeft == PanelLanes)
                {
                    for (int four = 0; four < PanelLanes; four += 4)
                    {
                        TurnEight(ref from, ref to, 8, 4);
                        TurnEight(ref Unsafe.Add(ref from, 8 * PanelLanes), ref Unsafe.Add(ref to, 8), 8, 4);
                        from = ref Unsafe.Add(ref from, 4);
                        to = ref Unsafe.Add(ref to, 4 * PanelLanes);
                    }

                    continue;
                }

                for (int four = 0; four < lanesLeft; four += 4)
                {
                    TurnPart(ref from, ref to, rows - row, lanesLeft - four);
                    TurnPart(ref Unsafe.Add(ref from, 8 * PanelLanes), ref Unsafe.Add(ref to, 8), rows - row - 8, lanesLeft - four);
                    from = ref Unsafe.Add(ref from, 4);
                    to = ref Unsafe.Add(ref to, 4 * PanelLanes);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TransposeByFours(ref float x, ref float result, int rows, int lanes)
    {
        for (int lane = 0; lane < lanes; lane += PanelLanes)
        {
            int lanesLeft = Math.Min(lanes - lane, PanelLanes);
            for (int row = 0; row < rows; row += PanelLanes)
            {
                ref float from = ref Unsafe.Add(ref x, (nint)lane * rows + (nint)row * PanelLanes);
                ref float to = ref Unsafe.Add(ref result, (nint)row * lanes + (nint)lane * PanelLanes);
                for (int part = 0; part < PanelLanes; part += 4)
                {
                    for (int four = 0; four < lanesLeft; four += 4)
                    {
                        TurnFour(
                            ref Unsafe.Add(ref from, part * PanelLanes + four),
                            ref Unsafe.Add(ref to, four * PanelLanes + part),
                            rows - row - part,
                            lanesLeft - four);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnPart(ref float x, ref float result, int rows, int lanes)
    {
        // With literal counts nothing remains of the tests for what is there.
        if (rows >= 8 && lanes >= 4)
        {
            TurnEight(ref x, ref result, 8, 4);
        }
        else
        {
            TurnEight(ref x, ref result, rows, lanes);
        }
    }

    // 8 rows, of which the first are there and the others 0, by 4 lanes, of which the first are stored.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnEight(ref float x, ref float result, int rows, int lanes)
    {
        Vector256<float> a = Vector256.Create(Four(ref x, 0, rows), Four(ref x, 4, rows));
        Vector256<float> b = Vector256.Create(Four(ref x, 1, rows), Four(ref x, 5, rows));
        Vector256<float> c = Vector256.Create(Four(ref x, 2, rows), Four(ref x, 6, rows));
        Vector256<float> d = Vector256.Create(Four(ref x, 3, rows), Four(ref x, 7, rows));
        Vector256<float> ac = Avx.UnpackLow(a, c);
        Vector256<float> bd = Avx.UnpackLow(b, d);
        Unsafe.As<float, Vector256<float>>(ref result) = Avx.UnpackLow(ac, bd);
        if (lanes > 1)
        {
            Unsafe.As<float, Vector256<float>>(ref Unsafe.Add(ref result, PanelLanes)) = Avx.UnpackHigh(ac, bd);
        }

        ac = Avx.UnpackHigh(a, c);
        bd = Avx.UnpackHigh(b, d);
        if (lanes > 2)
        {
            Unsafe.As<float, Vector256<float>>(ref Unsafe.Add(ref result, 2 * PanelLanes)) = Avx.UnpackLow(ac, bd);
        }

        if (lanes > 3)
        {
            Unsafe.As<float, Vector256<float>>(ref Unsafe.Add(ref result, 3 * PanelLanes)) = Avx.UnpackHigh(ac, bd);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFour(ref float x, ref float result, int rows, int lanes)
    {
        Vector128<float> a = Four(ref x, 0, rows);
        Vector128<float> b = Four(ref x, 1, rows);
        Vector128<float> c = Four(ref x, 2, rows);
        Vector128<float> d = Four(ref x, 3, rows);
        Vector128<float> ac = ZipLow(a, c);
        Vector128<float> bd = ZipLow(b, d);
        Unsafe.As<float, Vector128<float>>(ref result) = ZipLow(ac, bd);
        if (lanes > 1)
        {
            Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref result, PanelLanes)) = ZipHigh(ac, bd);
        }

        ac = ZipHigh(a, c);
        bd = ZipHigh(b, d);
        if (lanes > 2)
        {
            Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref result, 2 * PanelLanes)) = ZipLow(ac, bd);
        }

        if (lanes > 3)
        {
            Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref result, 3 * PanelLanes)) = ZipHigh(ac, bd);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four(ref float x, int row, int rows) =>
        row < rows ? Unsafe.As<float, Vector128<float>>(ref Unsafe.Add(ref x, row * PanelLanes)) : Vector128<float>.Zero;

    // left 0, right 0, left 1, right 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> left, Vector128<float> right)
    {
        if (Sse.IsSupported)
        {
            return Sse.UnpackLow(left, right);
        }

        return AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.ZipLow(left, right)
            : Vector128.Create(left.GetElement(0), right.GetElement(0), left.GetElement(1), right.GetElement(1));
    }

    // left 2, right 2, left 3, right 3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> left, Vector128<float> right)
    {
        if (Sse.IsSupported)
        {
            return Sse.UnpackHigh(left, right);
        }

        return AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.ZipHigh(left, right)
            : Vector128.Create(left.GetElement(2), right.GetElement(2), left.GetElement(3), right.GetElement(3));
    }
}
