using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.V1;

/// <summary>The weights of a batch's examples as generated code wants them: one for each row.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExampleWeights
{
    /// <summary>What the gradient of each row is multiplied by: its weight times the scale of the reduction, rounded to float.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="scale">1 for a sum, <see cref="MeanScale(ReadOnlySpan{float}, int)"/> for a mean.</param>
    /// <param name="scales">Receives one number a row.</param>
    /// <param name="rows">The rows of the batch.</param>
    public static void Scale(ReadOnlySpan<float> given, double scale, ref float scales, int rows)
    {
        Span<float> results = MemoryMarshal.CreateSpan(ref scales, rows);
        if (given.IsEmpty)
        {
            results.Fill((float)scale);
            return;
        }

        for (int row = 0; row < results.Length; row++)
        {
            results[row] = (float)(given[row] * scale);
        }
    }

    /// <summary>The sum of weight times loss in double, in row order.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="losses">The loss of each row.</param>
    /// <param name="rows">The rows of the batch.</param>
    public static double SumOfLosses(ReadOnlySpan<float> given, ref double losses, int rows) =>
        given.IsEmpty ? Kernels.SumInOrder(ref losses, rows) : Kernels.WeightedSum(ref losses, given);

    /// <summary>1 / the sum of the weights, by which a mean over the examples is scaled. The sum of ones is the number of rows exactly.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="rows">The rows of the batch.</param>
    public static double MeanScale(ReadOnlySpan<float> given, int rows) => given.IsEmpty ? 1.0 / rows : 1 / Sum(given);

    /// <summary>1 / the sum of example weight times the weight of the target's class, by which a mean is scaled whose losses have weights of classes.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="targets">The class of each row, checked before.</param>
    /// <param name="classWeights">One weight for each class.</param>
    /// <param name="name">The name of the targets' argument.</param>
    /// <exception cref="ArgumentException">The sum is 0.</exception>
    public static double MeanScale(ReadOnlySpan<float> given, ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights, string name)
    {
        double sum = Sum(given, targets, classWeights);
        return sum > 0 ? 1 / sum : throw new ArgumentException($"All classes in {name} or their examples have the weight 0, but the loss is divided by the sum of weights.", name);
    }

    /// <summary>The sum of example weight times class weight in double, in row order. A target that is no class counts nothing.</summary>
    /// <param name="given">The batch's weights, empty if all are 1.</param>
    /// <param name="targets">The class of each row.</param>
    /// <param name="classWeights">One weight for each class.</param>
    public static double Sum(ReadOnlySpan<float> given, ReadOnlySpan<int> targets, ReadOnlySpan<float> classWeights)
    {
        double sum = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            // Compared here too: the targets are the caller's memory, which another thread may have changed since they were checked.
            int target = targets[row];
            sum += (uint)target < (uint)classWeights.Length ? (given.IsEmpty ? 1.0 : given[row]) * classWeights[target] : 0;
        }

        return sum;
    }

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
