using System;
using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class DropoutKernelsTests
{
    private readonly Workspace _workspace = new(new TestNetwork(), 8) { Seed = 0x123456789ABCDEF, Step = 5 };

    /// <summary>The definition, from the generator's published form. These numbers are a promise to every result that depends on a seed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(100)]
    public void A_mask_is_what_its_definition_says(int length)
    {
        float rate = 0.3f;
        var mask = new Guarded(6 * length);
        Kernels.DropoutMask(ref rate, ref mask.Start, length, 9, _workspace, 20, 1, 5);
        mask.RequireBits([.. Enumerable.Range(0, 6 * length).Select(i => i / length is >= 1 and < 5 ? Kept(i % length, 20 + (i / length), 4) : float.NaN)]);

        var weight = new Guarded(length);
        Kernels.WeightMask(ref rate, ref weight.Start, length, 9, _workspace);
        weight.RequireBits([.. Enumerable.Range(0, length).Select(j => Kept(j, 0, 5))]);

        static float Kept(int j, int row, uint purpose)
        {
            (uint Word0, uint Word1, uint Word2, uint Word3) words = Philox4x32.Block(((uint)j / 4, (uint)row, 5, (purpose << 24) + 9), (0x89ABCDEF, 0x1234567));
            uint word = (j % 4) switch { 0 => words.Word0, 1 => words.Word1, 2 => words.Word2, _ => words.Word3 };
            return (word >> 8) / (float)(1 << 24) >= 0.3f ? 1 : 0;
        }
    }

    [Fact]
    public void Rows_have_the_same_mask_however_they_are_divided()
    {
        float rate = 0.5f;
        const int Length = 37;
        var whole = new Guarded(10 * Length);
        Kernels.DropoutMask(ref rate, ref whole.Start, Length, 0, _workspace, 0, 0, 10);
        var parts = new Guarded(10 * Length);
        Kernels.DropoutMask(ref rate, ref parts.Start, Length, 0, _workspace, 0, 7, 10);
        Kernels.DropoutMask(ref rate, ref parts.Start, Length, 0, _workspace, 0, 0, 4);
        // A block of rows 4 to 6, in memory of its own.
        Kernels.DropoutMask(ref rate, ref parts.Content[4 * Length], Length, 0, _workspace, 4, 0, 3);
        parts.RequireBits(whole.Content.ToArray());
    }

    [Fact]
    public void Seed_step_layer_row_and_purpose_each_give_another_mask()
    {
        string[] masks =
        [
            Mask(1, 0, 0, 0), Mask(2, 0, 0, 0), Mask(1L << 32, 0, 0, 0), Mask(1, 1, 0, 0), Mask(1, 1L << 33, 0, 0), Mask(1, 0, 1, 0), Mask(1, 0, 0, 1), Mask(1, 0, 0, -1),
        ];
        Assert.Equal(masks.Length, masks.Distinct().Count());
        Assert.Equal(masks[0], Mask(1, 0, 0, 0));

        string Mask(long seed, long step, int layer, int row)
        {
            float rate = 0.5f;
            (_workspace.Seed, _workspace.Step) = (seed, step);
            var mask = new float[64];
            if (row < 0)
            {
                Kernels.WeightMask(ref rate, ref mask[0], 64, layer, _workspace);
            }
            else
            {
                Kernels.DropoutMask(ref rate, ref mask[0], 64, layer, _workspace, row, 0, 1);
            }

            return string.Concat(mask);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    [InlineData(0.99999994f)]
    public void A_share_of_one_minus_the_rate_is_kept(float rate)
    {
        const int Count = 100_000;
        var mask = new float[Count];
        Kernels.DropoutMask(ref rate, ref mask[0], 1000, 3, _workspace, 0, 0, 100);
        double deviation = Math.Sqrt(rate * (1 - rate) / Count);
        Assert.InRange(mask.Average(), 1 - rate - (4 * deviation), 1 - rate + (4 * deviation));
        Assert.All(mask, value => Assert.True(value is 0 or 1));
    }

    [Fact]
    public void Masks_allocate_nothing()
    {
        float rate = 0.5f;
        var mask = new float[64];
        Kernels.DropoutMask(ref rate, ref mask[0], 64, 3, _workspace, 0, 0, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Kernels.DropoutMask(ref rate, ref mask[0], 64, 3, _workspace, 0, 0, 1);
        Kernels.WeightMask(ref rate, ref mask[0], 64, 3, _workspace);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
