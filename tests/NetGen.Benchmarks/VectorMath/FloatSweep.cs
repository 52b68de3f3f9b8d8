using System;
using System.Runtime.Intrinsics;
using System.Threading;
using System.Threading.Tasks;

namespace NetGen.Benchmarks;

/// <summary>A function of vectors over many floats: how far off it is, and a hash of each width's output bits.</summary>
/// <remarks>The hashes depend on the floats and the bits alone, not on the number of threads. All NaNs count as one.</remarks>
public static class FloatSweep
{
    private const ulong FloatCount = 1UL << 32;
    private const int BlockFloats = 1 << 16;
    private const int Lanes = 16;

    /// <summary>Over every <paramref name="stride"/>-th of all floats, in the order of their bit patterns; 1 takes every float there is.</summary>
    public static SweepResult EveryNth(VectorMathFunction function, uint stride, CancellationToken cancellation)
    {
        ulong floats = (FloatCount + stride - 1) / stride;
        var blocks = new SweepResult[(floats + BlockFloats - 1) / BlockFloats];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, blocks.Length, options, block =>
        {
            ulong first = (ulong)block * BlockFloats;
            Span<float> inputs = new float[Math.Min(BlockFloats, floats - first)];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = BitConverter.UInt32BitsToSingle((uint)((first + (ulong)i) * stride));
            }

            blocks[block] = Over(function, inputs);
        });

        SweepResult all = SweepResult.Empty;
        foreach (SweepResult block in blocks)
        {
            all = all.Then(block);
        }

        return all;
    }

    /// <summary>Over the floats given.</summary>
    public static SweepResult Over(VectorMathFunction function, ReadOnlySpan<float> inputs)
    {
        double worst = 0;
        float worstAt = 0;
        ulong singleHash = SweepResult.Basis, fourHash = SweepResult.Basis, eightHash = SweepResult.Basis, sixteenHash = SweepResult.Basis;
        Span<float> x = stackalloc float[Lanes];
        Span<float> four = stackalloc float[Lanes];
        Span<float> eight = stackalloc float[Lanes];
        Span<float> sixteen = stackalloc float[Lanes];
        Span<float> single = stackalloc float[Lanes];
        for (int first = 0; first < inputs.Length; first += Lanes)
        {
            // Lanes behind the last float repeat it.
            for (int lane = 0; lane < Lanes; lane++)
            {
                x[lane] = inputs[Math.Min(first + lane, inputs.Length - 1)];
                single[lane] = function.Scalar(x[lane]);
            }

            for (int lane = 0; lane < Lanes; lane += Vector128<float>.Count)
            {
                function.Four(Vector128.Create<float>(x[lane..])).CopyTo(four[lane..]);
            }

            for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
            {
                function.Eight(Vector256.Create<float>(x[lane..])).CopyTo(eight[lane..]);
            }

            function.Sixteen(Vector512.Create<float>(x)).CopyTo(sixteen);
            for (int lane = 0; lane < Math.Min(Lanes, inputs.Length - first); lane++)
            {
                double error = Ulps.Error(single[lane], function.Exact(x[lane]));
                if (error > worst)
                {
                    (worst, worstAt) = (error, x[lane]);
                }

                singleHash = SweepResult.Mixed(singleHash, single[lane]);
                fourHash = SweepResult.Mixed(fourHash, four[lane]);
                eightHash = SweepResult.Mixed(eightHash, eight[lane]);
                sixteenHash = SweepResult.Mixed(sixteenHash, sixteen[lane]);
            }
        }

        return new SweepResult((ulong)inputs.Length, worst, worstAt, singleHash, fourHash, eightHash, sixteenHash);
    }
}
