using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.V1;

// Sixteen sums in double, of the elements k, k + 16, ..., as a tree at the end: i + 8, i + 4, i + 2, i + 1. A product of floats is exact in double, so fusing changes no bit.
public static partial class Kernels
{
    /// <summary>The regularizers of a weight: l2/2 sum w^2 + l1 sum |w|, in double.</summary>
    /// <param name="weights">The first weight.</param>
    /// <param name="l1">The strength of the sum of absolute values.</param>
    /// <param name="l2">The strength of half the sum of squares.</param>
    /// <param name="length">How many weights, a multiple of 16; padding is 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Penalty(ref float weights, ref float l1, ref float l2, int length)
    {
        SixteenSums squares = default;
        SixteenSums absolutes = default;
        for (nint i = 0; i < length; i += 16)
        {
            Add(At<Vector256<float>>(ref weights, i), At<Vector256<float>>(ref weights, i + 8), ref squares, ref absolutes);
        }

        return (0.5 * l2 * squares.Total) + (l1 * absolutes.Total);
    }

    /// <summary>What <see cref="Penalty"/> gives, and its derivative: gradients[i] += l2 * w[i] + l1 * sign(w[i]) with sign(0) = 0.</summary>
    /// <param name="weights">The first weight.</param>
    /// <param name="gradients">The gradient of the first weight. Not the memory of the weights.</param>
    /// <param name="l1">The strength of the sum of absolute values.</param>
    /// <param name="l2">The strength of half the sum of squares.</param>
    /// <param name="length">How many weights, a multiple of 16; padding is 0 and stays so.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double AddPenalty(ref float weights, ref float gradients, ref float l1, ref float l2, int length)
    {
        Vector256<float> l1s = Vector256.Create(l1);
        Vector256<float> l2s = Vector256.Create(l2);
        SixteenSums squares = default;
        SixteenSums absolutes = default;
        for (nint i = 0; i < length; i += 16)
        {
            Vector256<float> lower = At<Vector256<float>>(ref weights, i);
            Vector256<float> upper = At<Vector256<float>>(ref weights, i + 8);
            At<Vector256<float>>(ref gradients, i) += (lower * l2s) + WithSignOf(lower, l1s);
            At<Vector256<float>>(ref gradients, i + 8) += (upper * l2s) + WithSignOf(upper, l1s);
            Add(lower, upper, ref squares, ref absolutes);
        }

        return (0.5 * l2 * squares.Total) + (l1 * absolutes.Total);
    }

    /// <summary>A number of 0 or more with the sign of each weight; 0 for weights of 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> WithSignOf(Vector256<float> weights, Vector256<float> number) =>
        Vector256.AndNot(number | (weights & Vector256.Create(-0f)), Vector256.Equals(weights, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<float> lower, Vector256<float> upper, ref SixteenSums squares, ref SixteenSums absolutes)
    {
        (Vector256<double> w0, Vector256<double> w1) = Vector256.Widen(lower);
        (Vector256<double> w2, Vector256<double> w3) = Vector256.Widen(upper);
        squares.Add(w0 * w0, w1 * w1, w2 * w2, w3 * w3);
        absolutes.Add(Vector256.Abs(w0), Vector256.Abs(w1), Vector256.Abs(w2), Vector256.Abs(w3));
    }

    private struct SixteenSums
    {
        // Four fields, not an array of them: as many as the just-in-time compiler keeps in registers.
        private Vector256<double> _sum0;
        private Vector256<double> _sum1;
        private Vector256<double> _sum2;
        private Vector256<double> _sum3;

        internal readonly double Total
        {
            get
            {
                Vector256<double> four = _sum0 + _sum2 + (_sum1 + _sum3);
                Vector128<double> two = four.GetLower() + four.GetUpper();
                return two[0] + two[1];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(Vector256<double> w0, Vector256<double> w1, Vector256<double> w2, Vector256<double> w3)
        {
            _sum0 += w0;
            _sum1 += w1;
            _sum2 += w2;
            _sum3 += w3;
        }
    }
}
