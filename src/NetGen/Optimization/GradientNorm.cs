using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>The root of the sum of all squared gradients that a step uses, in double.</summary>
/// <remarks>Sixteen sums, of the storage's floats k, k + 16, ..., which are added at the end in a tree, so the order depends on no vector width. Squares of floats are exact in double.
/// Rows of a table that were not touched are 0 and change no sum: leaving them out gives the same bits.</remarks>
internal sealed class GradientNorm
{
    private const int Sums = 16;

    private readonly double[] _sums = new double[Sums];

    internal double Of(ParameterLayers layers, ReadOnlySpan<bool> frozen, Gradients gradients)
    {
        ReadOnlySpan<float> slopes = gradients.Block.Span;
        Array.Clear(_sums);
        foreach (LayerPart part in layers.Trainable)
        {
            if (!frozen[part.Layer])
            {
                Add(slopes, part.Entry, gradients);
            }
        }

        for (int half = Sums / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                _sums[i] += _sums[i + half];
            }
        }

        return Math.Sqrt(_sums[0]);
    }

    private void Add(ReadOnlySpan<float> slopes, ParameterEntry entry, Gradients gradients)
    {
        if (entry.HasSparseRows)
        {
            var pieces = new RowRanges(entry, gradients.RowsOf(entry));
            while (pieces.Next(out StorageRange piece))
            {
                AddSquares(_sums, slopes.Slice(piece.Offset, piece.Length));
            }
        }
        else
        {
            AddSquares(_sums, slopes.Slice(entry.Offset, entry.StorageLength));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(Span<double> sums, ReadOnlySpan<float> slopes)
    {
        Span<Vector256<double>> s = MemoryMarshal.Cast<double, Vector256<double>>(sums);
        ReadOnlySpan<Vector256<float>> g = MemoryMarshal.Cast<float, Vector256<float>>(slopes);
        (Vector256<double> sum0, Vector256<double> sum1, Vector256<double> sum2, Vector256<double> sum3) = (s[0], s[1], s[2], s[3]);
        for (int i = 0; i + 1 < g.Length; i += 2)
        {
            (Vector256<double> g0, Vector256<double> g1) = Vector256.Widen(g[i]);
            (Vector256<double> g2, Vector256<double> g3) = Vector256.Widen(g[i + 1]);
            sum0 += g0 * g0;
            sum1 += g1 * g1;
            sum2 += g2 * g2;
            sum3 += g3 * g3;
        }

        (s[0], s[1], s[2], s[3]) = (sum0, sum1, sum2, sum3);
    }
}
