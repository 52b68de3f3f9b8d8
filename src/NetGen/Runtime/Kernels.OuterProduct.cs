using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

// The gradient of a weight matrix. 16 rows of the result at a time go against all its lanes, in tiles whose sums are in registers (Kernels.OuterProductTiles.cs).
public static partial class Kernels
{
    /// <summary>Rows of the batch that are summed before the next tile: so many of both operands stay in the first cache. The sums continue in the result.</summary>
    private const int BlockRows = 64;

    /// <summary>
    /// Rows of the left operand are copied to consecutive memory when their length is a multiple of this, 8 cache lines, since a column of them would share few
    /// lines of the first cache; and from a length on at which each row lies in a page of its own.
    /// </summary>
    private const int CollidingLength = 128;

    private const int LengthOfPage = 1024;

    /// <summary>Rows of the right operand are copied from this length on: every tile reads them.</summary>
    private const int PackedFrom = 128;

    /// <summary>
    /// result(i, j) = (isFirst ? 0 : result(i, j)) + sum_r left[r * height + i] * right[r * width + j] for <paramref name="from"/> &lt;= i &lt; <paramref name="to"/> and
    /// j &lt; <paramref name="width"/>, each sum in the order of the rows, with vectors of 16 floats. The padding of these rows is set to 0.
    /// </summary>
    /// <remarks>Where the processor fuses multiply and add, the bits are those of the other widths. Takes the thread's <see cref="Scratch"/>.</remarks>
    /// <param name="left">rows x height floats.</param>
    /// <param name="right">rows x width floats.</param>
    /// <param name="result">Panels of height x width. Not the memory of left or right.</param>
    /// <param name="height">The rows of the result, 1 or more.</param>
    /// <param name="width">The lanes of the result without padding, 1 or more.</param>
    /// <param name="rows">The rows that are summed, 0 or more.</param>
    /// <param name="isFirst">Whether the sums start at 0 instead of at what the result holds; if there are no rows it stays as it is.</param>
    /// <param name="from">The first row of the result that is written, a multiple of 16.</param>
    /// <param name="to">The first row that is not, at most <paramref name="height"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OuterProduct512(ref float left, ref float right, ref float result, int height, int width, int rows, bool isFirst, int from, int to) =>
        OuterProduct<Vector512<float>, Lanes512>(ref left, ref right, ref result, height, width, rows, isFirst, from, to);

    /// <inheritdoc cref="OuterProduct512" path="//*[not(self::summary)]"/>
    /// <summary><see cref="OuterProduct512"/> with vectors of 8 floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OuterProduct256(ref float left, ref float right, ref float result, int height, int width, int rows, bool isFirst, int from, int to) =>
        OuterProduct<Vector256<float>, Lanes256>(ref left, ref right, ref result, height, width, rows, isFirst, from, to);

    /// <inheritdoc cref="OuterProduct512" path="//*[not(self::summary)]"/>
    /// <summary><see cref="OuterProduct512"/> with vectors of 4 floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OuterProduct128(ref float left, ref float right, ref float result, int height, int width, int rows, bool isFirst, int from, int to) =>
        OuterProduct<Vector128<float>, Lanes128>(ref left, ref right, ref result, height, width, rows, isFirst, from, to);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OuterProduct<TVector, TLanes>(ref float left, ref float right, ref float result, int height, int width, int rows, bool isFirst, int from, int to)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        bool packsLeft = height % CollidingLength == 0 || height > LengthOfPage;
        bool packsRight = width >= PackedFrom || width % PanelLanes != 0;
        ref float packedLeft = ref result;
        if (packsLeft || packsRight)
        {
            packedLeft = ref MemoryMarshal.GetReference(Scratch.Get((width + 2 * PanelLanes - 1) / PanelLanes * PanelLanes * BlockRows));
        }

        ref float packedRight = ref Unsafe.Add(ref packedLeft, packsLeft ? PanelLanes * BlockRows : 0);
        int leftStride = packsLeft ? PanelLanes : height, rightStride = packsRight ? PanelLanes : width;
        for (int first = 0; first < rows; first += BlockRows)
        {
            int count = Math.Min(rows - first, BlockRows);
            bool isStart = isFirst && first == 0;
            ref float rightRows = ref Unsafe.Add(ref right, first * width);
            for (int j = 0; packsRight && j < width; j += PanelLanes)
            {
                PackStrip(ref Unsafe.Add(ref rightRows, j), width, Math.Min(width - j, PanelLanes), count, ref Unsafe.Add(ref packedRight, j * BlockRows));
            }

            for (int i = from; i < to; i += PanelLanes)
            {
                int group = Math.Min(to - i, PanelLanes);
                ref float leftGroup = ref Unsafe.Add(ref left, first * height + i);
                if (packsLeft)
                {
                    PackStrip(ref leftGroup, height, group, count, ref packedLeft);
                    leftGroup = ref packedLeft;
                }

                int strip = Math.Min(2 * Unsafe.SizeOf<TVector>() / sizeof(float), PanelLanes);
                for (int j = 0; j < width; j += strip)
                {
                    int panel = j & -PanelLanes, lane = j & (PanelLanes - 1);
                    ref float rightStrip = ref packsRight ? ref Unsafe.Add(ref packedRight, panel * BlockRows + lane) : ref Unsafe.Add(ref rightRows, j);
                    ref float output = ref Unsafe.Add(ref result, panel * height + lane + i * PanelLanes);
                    SumStrip<TVector, TLanes>(ref leftGroup, ref rightStrip, ref output, leftStride, rightStride, group, count, isStart);
                }
            }
        }

        if (width % PanelLanes != 0)
        {
            // Padding stays 0 whatever the operands are: infinity times the padding's 0 would be NaN.
            ClearPadding(ref Unsafe.Add(ref result, width / PanelLanes * PanelLanes * height + from * PanelLanes), to - from, width % PanelLanes);
        }
    }
}
