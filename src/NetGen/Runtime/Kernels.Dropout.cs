using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

// A mask is a function of seed, purpose, layer, step, row and element alone, so that it is the same however rows are divided among blocks and threads.
public static partial class Kernels
{
    /// <summary>What dropout keeps: result[r * length + j] = 1 if a random number u of [0, 1) is at least the rate, else 0; so 1 with the probability 1 - rate.</summary>
    /// <remarks>u is word j mod 4 of <see cref="Philox4x32"/> without its lowest 8 bits, over 2^24. The key is the workspace's seed, the counter (j / 4, first + r, step, layer
    /// and purpose).</remarks>
    /// <param name="rate">The probability of 0, from 0 to below 1.</param>
    /// <param name="result">Rows of length floats.</param>
    /// <param name="length">The floats of a row, at least 1.</param>
    /// <param name="layer">The layer's number, below 2^24, so that layers get different masks.</param>
    /// <param name="workspace">Its <see cref="Workspace.Seed"/> and <see cref="Workspace.Step"/> count.</param>
    /// <param name="first">The number of row 0 in the whole batch.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DropoutMask(ref float rate, ref float result, int length, int layer, Workspace workspace, int first, int from, int to)
    {
        var source = new MaskSource(workspace, RandomPurpose.Dropout, layer, rate);
        for (nint row = from; row < to; row++)
        {
            source.Fill(ref Unsafe.Add(ref result, row * length), length, (uint)(first + (int)row));
        }
    }

    /// <summary>What a step keeps of a weight, the same for all rows: result[j] = 1 with the probability 1 - rate, else 0.</summary>
    /// <remarks>As <see cref="DropoutMask"/>, with a purpose of its own and row 0.</remarks>
    /// <param name="rate">The probability of 0, from 0 to below 1.</param>
    /// <param name="result">One float for each element of the weight.</param>
    /// <param name="length">The elements, at least 1.</param>
    /// <param name="layer">The layer's number, below 2^24, so that layers get different masks.</param>
    /// <param name="workspace">Its <see cref="Workspace.Seed"/> and <see cref="Workspace.Step"/> count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightMask(ref float rate, ref float result, int length, int layer, Workspace workspace) =>
        new MaskSource(workspace, RandomPurpose.WeightDropout, layer, rate).Fill(ref result, length, row: 0);
}
