using System.Linq;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class EmbeddingKernelsTests
{
    private const int Vocabulary = 9;
    private const int Rows = 7;

    public static TheoryData<int> Widths => [1, 3, 8, 16, 19, 37];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Embed_takes_rows_of_the_table(int width)
    {
        float[] table = Guarded.Random(Vocabulary * width, 1);
        int[] indices = [8, 0, 3, 3, 1, 0, 8];
        var result = new Guarded(Rows * width);
        Kernels.Embed(ref table[0], ref indices[0], ref result.Start, width, 1, 6);
        result.RequireBits([.. Enumerable.Range(0, Rows * width).Select(i => i / width is >= 1 and < 6 ? table[(indices[i / width] * width) + (i % width)] : float.NaN)]);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void EmbedBag_is_the_mean_in_order(int width)
    {
        foreach (int bag in new[] { 1, 2, 3, 5 })
        {
            float[] table = Guarded.Random(Vocabulary * width, 2);
            int[] indices = [.. Enumerable.Range(0, Rows * bag).Select(i => i * i % Vocabulary)];
            var result = new Guarded(Rows * width);
            Kernels.EmbedBag(ref table[0], ref indices[0], ref result.Start, bag, width, 0, Rows);
            float share = 1f / bag;
            result.RequireBits([.. Enumerable.Range(0, Rows * width).Select(i =>
            {
                float sum = 0;
                for (int k = 0; k < bag; k++)
                {
                    sum += table[(indices[(i / width * bag) + k] * width) + (i % width)];
                }

                return sum * share;
            })]);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void AddRows_adds_in_order_of_the_rows(int width)
    {
        float[] x = Guarded.Random(Rows * width, 3);
        int[] indices = [8, 0, 3, 3, 1, 3, 8];
        foreach (bool isFirst in new[] { true, false })
        {
            var result = new Guarded(Vocabulary * width, content: 0.5f);
            float[] expected = result.Content.ToArray();
            for (int i = 0; i < x.Length; i++)
            {
                expected[(indices[i / width] * width) + (i % width)] += x[i];
            }

            Kernels.AddRows(ref indices[0], ref x[0], ref result.Start, width, Rows, isFirst);
            result.RequireBits(expected);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void AddBags_adds_each_rows_share(int width)
    {
        const int Bag = 3;
        float[] x = Guarded.Random(Rows * width, 4);
        int[] indices = [.. Enumerable.Range(0, Rows * Bag).Select(i => i * i % Vocabulary)];
        var result = new Guarded(Vocabulary * width, content: 0.5f);
        float[] expected = result.Content.ToArray();
        for (int i = 0; i < indices.Length; i++)
        {
            for (int j = 0; j < width; j++)
            {
                float share = x[(i / Bag * width) + j] * (1f / Bag);
                expected[(indices[i] * width) + j] += share;
            }
        }

        Kernels.AddBags(ref indices[0], ref x[0], ref result.Start, Bag, width, Rows, isFirst: true);
        result.RequireBits(expected);
    }
}
