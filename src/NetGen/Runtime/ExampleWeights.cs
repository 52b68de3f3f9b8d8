using System;
using System.ComponentModel;

namespace NetGen.Runtime.V1;

/// <summary>The weights of a batch's examples as generated code wants them: one for each row.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExampleWeights
{
    /// <summary>The weights given, or ones.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="ones">A 1 for each row, returned if nothing is given.</param>
    public static ReadOnlySpan<float> OrOnes(ReadOnlySpan<float> given, ReadOnlySpan<float> ones) => given.IsEmpty ? ones : given;

    /// <summary>1 / the sum of the weights, by which a mean over the examples is scaled. The sum of ones is the number of rows exactly.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="rows">The rows of the batch.</param>
    public static double MeanScale(ReadOnlySpan<float> given, int rows) => given.IsEmpty ? 1.0 / rows : 1 / Sum(given);

    /// <summary>The sum of the weights in double, in row order.</summary>
    /// <param name="weights">One for each row.</param>
    public static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
