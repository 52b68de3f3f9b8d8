using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

/// <summary>Kernels that do not depend on a network's shape.</summary>
/// <remarks>
/// <para>A matrix of rows x lanes in panels: element (row, lane) lies at <c>(lane / 16) * rows * 16 + row * 16 + lane % 16</c>; the lanes are padded
/// to a multiple of 16, with 0.</para>
/// <para>Nothing is checked: who calls vouches for the memory behind the references.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Kernels
{
    private const int PanelLanes = 16;

    /// <summary>Copies a matrix of up to 16 columns into one panel: strip[row * 16 + lane] = source[row * stride + lane], and 0 from <paramref name="lanes"/> on.</summary>
    /// <param name="source">The first float of the first row; in each row <paramref name="lanes"/> floats are read.</param>
    /// <param name="stride">The floats from one row to the next.</param>
    /// <param name="lanes">The columns, 1 to 16.</param>
    /// <param name="rows">The rows, 0 or more.</param>
    /// <param name="strip">Room for rows x 16 floats, all of which are written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackStrip(ref float source, int stride, int lanes, int rows, ref float strip)
    {
        // Vectors here are only copies of 16, 32 or 64 bytes, for which the JIT takes the widest registers there are. Where the last lanes fill none,
        // the last copy begins within the one before it.
        for (int row = 0; row < rows; row++)
        {
            if (lanes == PanelLanes)
            {
                At<Vector512<float>>(ref strip, 0) = At<Vector512<float>>(ref source, 0);
            }
            else if (lanes >= 8)
            {
                At<Vector256<float>>(ref strip, 8) = default;
                At<Vector256<float>>(ref strip, 0) = At<Vector256<float>>(ref source, 0);
                At<Vector256<float>>(ref strip, lanes - 8) = At<Vector256<float>>(ref source, lanes - 8);
            }
            else if (lanes >= 4)
            {
                At<Vector512<float>>(ref strip, 0) = default;
                At<Vector128<float>>(ref strip, 0) = At<Vector128<float>>(ref source, 0);
                At<Vector128<float>>(ref strip, lanes - 4) = At<Vector128<float>>(ref source, lanes - 4);
            }
            else
            {
                At<Vector512<float>>(ref strip, 0) = default;
                for (int lane = 0; lane < lanes; lane++)
                {
                    Unsafe.Add(ref strip, lane) = Unsafe.Add(ref source, lane);
                }
            }

            source = ref Unsafe.Add(ref source, stride);
            strip = ref Unsafe.Add(ref strip, PanelLanes);
        }
    }

    /// <summary>Sets the padding of one panel to 0: panel[row * 16 + lane] for <paramref name="lanes"/> &lt;= lane &lt; 16.</summary>
    /// <param name="panel">rows x 16 floats.</param>
    /// <param name="rows">The rows, 0 or more.</param>
    /// <param name="lanes">The lanes that stay, 0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearPadding(ref float panel, int rows, int lanes)
    {
        for (int lane = lanes & ~3; lane < PanelLanes; lane += 4)
        {
            Vector128<float> kept = Vector128.LessThan(Vector128.Create(0, 1, 2, 3), Vector128.Create(lanes - lane)).AsSingle();
            ref float four = ref Unsafe.Add(ref panel, lane);
            for (int row = 0; row < rows; row++)
            {
                Unsafe.As<float, Vector128<float>>(ref four) &= kept;
                four = ref Unsafe.Add(ref four, PanelLanes);
            }
        }
    }

    /// <summary>The sum of the rows' losses in double, in row order.</summary>
    /// <param name="losses">The loss of the first row.</param>
    /// <param name="count">The rows, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumInOrder(ref double losses, int count)
    {
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            sum += Unsafe.Add(ref losses, row);
        }

        return sum;
    }

    /// <summary>The sum of weight times loss in double, in row order. Weights of 1 give the bits of <see cref="SumInOrder"/>.</summary>
    /// <param name="losses">The loss of the first row; as many as there are weights.</param>
    /// <param name="weights">One for each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double WeightedSum(ref double losses, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            sum += weights[row] * Unsafe.Add(ref losses, row);
        }

        return sum;
    }
}
