using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Stochastic gradient descent: w ← w − η g.</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite.</exception>
public sealed class Sgd(double learningRate = 0.01) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    protected override bool LeavesAtZeroGradient => true;

    /// <inheritdoc/>
    protected override void Update(UpdateRange range) => Descend(range.Parameters, range.Gradients, (float)range.LearningRate);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, float rate)
    {
        // Ranges are multiples of 16 floats and no Vector<float> is wider, so there is no tail.
        Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        ReadOnlySpan<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients)[..w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            w[i] -= g[i] * rate;
        }
    }
}
