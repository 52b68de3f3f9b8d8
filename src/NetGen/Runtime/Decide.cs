using System;
using System.ComponentModel;

namespace NetGen.Runtime.V1;

/// <summary>How scores become a class.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Decide
{
    /// <summary>The index of the largest score, the first of equals; -1 if any score is NaN or there is none.</summary>
    /// <param name="scores">The scores of one example.</param>
    public static int Argmax(ReadOnlySpan<float> scores)
    {
        int best = scores.Length == 0 ? -1 : 0;
        for (int k = 0; k < scores.Length; k++)
        {
            if (float.IsNaN(scores[k]))
            {
                return -1;
            }

            if (scores[k] > scores[best])
            {
                best = k;
            }
        }

        return best;
    }

    /// <summary>1 if the number is above the threshold, else 0; -1 if it is NaN.</summary>
    /// <param name="value">A probability or a score.</param>
    /// <param name="threshold">0.5 for a probability, 0 for a score.</param>
    public static int Above(float value, float threshold) => float.IsNaN(value) ? -1 : value > threshold ? 1 : 0;

    /// <summary>1 if the number is the threshold or above it, else 0; -1 if it is NaN.</summary>
    /// <param name="value">A score.</param>
    /// <param name="threshold">0 for labels of -1 and +1.</param>
    public static int AtLeast(float value, float threshold) => float.IsNaN(value) ? -1 : value >= threshold ? 1 : 0;
}
