using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>What a step does to running statistics, such as the mean and variance of a batch normalization: running = (1 - m) running + m s, with the batch's statistic s
/// at the entry's place in the gradients. The gradient itself does not write the network, so that several threads may compute gradients of one.</summary>
internal static class RunningStatistics
{
    internal static void Update(ImmutableArray<LayerPart> statistics, ReadOnlySpan<bool> frozen, Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        foreach (LayerPart part in statistics)
        {
            if (!frozen[part.Layer])
            {
                StorageRange range = part.Entry.Storage;
                Blend(parameters.Slice(range.Offset, range.Length), gradients.Slice(range.Offset, range.Length), part.Entry.Momentum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend(Span<float> running, ReadOnlySpan<float> statistic, double momentum)
    {
        // Ranges are multiples of 16 floats and no Vector<float> is wider, so there is no tail.
        Span<Vector<float>> r = MemoryMarshal.Cast<float, Vector<float>>(running);
        ReadOnlySpan<Vector<float>> s = MemoryMarshal.Cast<float, Vector<float>>(statistic)[..r.Length];
        var kept = new Vector<float>((float)(1 - momentum));
        var taken = new Vector<float>((float)momentum);
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = (r[i] * kept) + (s[i] * taken);
        }
    }
}
