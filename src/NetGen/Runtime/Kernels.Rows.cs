using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

/// <summary>What is found in one row as a whole. Element e of a row lies at <c>e * stride</c>.</summary>
public static partial class Kernels
{
    /// <summary>The position of the largest element, the first of equals; that of the first NaN if there is one.</summary>
    /// <param name="row">The first element.</param>
    /// <param name="length">How many elements, at least 1.</param>
    /// <param name="stride">The floats from one element to the next.</param>
    /// <param name="except">A position that does not count; -1 if all count. There must be another.</param>
    public static int FirstMaximum(ref float row, int length, int stride, int except = -1)
    {
        int best = except == 0 && length > 1 ? 1 : 0;
        float largest = Unsafe.Add(ref row, best * stride);
        for (int i = best + 1; i < length && !float.IsNaN(largest); i++)
        {
            float candidate = Unsafe.Add(ref row, i * stride);
            if (!(candidate <= largest) && i != except)
            {
                (best, largest) = (i, candidate);
            }
        }

        return best;
    }

    /// <summary>
    /// The threshold of the Euclidean projection of a row z onto the simplex, relative to the row's maximum m: the number t with
    /// sum_i max(z[i] - m - t, 0) = 1. It lies from -1 to -1 / length. Relative, because beside a large m the digits of m + t would be lost.
    /// </summary>
    /// <remarks>
    /// Michelot, A finite algorithm for finding the projection of a point onto the canonical simplex of R^n, 1986: the elements above the
    /// threshold of a set that holds the support are the next such set, and one that stays is the support. It stays after at most as many
    /// passes as there are elements, mostly after two or three.
    /// </remarks>
    /// <param name="row">The first element.</param>
    /// <param name="length">How many elements, at least 1.</param>
    /// <param name="stride">The floats from one element to the next.</param>
    /// <returns>The threshold; NaN if an element is NaN, or if the largest is not finite.</returns>
    public static double SparsemaxThreshold(ref float row, int length, int stride)
    {
        double max = Unsafe.Add(ref row, FirstMaximum(ref row, length, stride) * stride);
        if (!double.IsFinite(max))
        {
            return double.NaN;
        }

        // The largest element exceeds the threshold, and by no more than 1.
        double threshold = -1;
        int support = length + 1;
        while (true)
        {
            int count = 0;
            double sum = 0;
            for (int i = 0; i < length; i++)
            {
                double below = Unsafe.Add(ref row, i * stride) - max;
                if (below > threshold)
                {
                    sum += below;
                    count++;
                }
            }

            if (count >= support)
            {
                return threshold;
            }

            support = count;
            threshold = (sum - 1) / count;
        }
    }
}
