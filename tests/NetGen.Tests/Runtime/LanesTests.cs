using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class LanesTests
{
    private const int Offset = 3;

    [Fact]
    public void Loads_take_the_first_lanes_and_set_the_rest_to_0()
    {
        float[] source = Enumerable.Range(1, 40).Select(i => (float)i).ToArray();
        for (int count = 1; count <= 16; count++)
        {
            Assert.Equal(Expected(count, 16, 1), Numbers(Lanes.Load16(ref source[Offset], count)));
            Assert.Equal(Expected(count, 16, 2), Numbers(Lanes.Load16(ref source[Offset], 2, count)));
            if (count <= 8)
            {
                Assert.Equal(Expected(count, 8, 1), Numbers(Lanes.Load8(ref source[Offset], count)));
                Assert.Equal(Expected(count, 8, 3), Numbers(Lanes.Load8(ref source[Offset], 3, count)));
            }

            if (count <= 4)
            {
                Assert.Equal(Expected(count, 4, 1), Numbers(Lanes.Load4(ref source[Offset], count)));
                Assert.Equal(Expected(count, 4, 5), Numbers(Lanes.Load4(ref source[Offset], 5, count)));
            }
        }

        float[] Expected(int count, int width, int stride) =>
            Enumerable.Range(0, width).Select(lane => lane < count ? source[Offset + lane * stride] : 0).ToArray();
    }

    [Fact]
    public void Stores_write_the_first_lanes_and_nothing_else()
    {
        Vector512<float> lanes = Vector512.Create(1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        Vector256<float> eight = lanes.GetLower();
        Vector128<float> four = eight.GetLower();
        for (int stored = 1; stored <= 16; stored++)
        {
            int count = stored;
            AssertStores(count, 1, memory => Lanes.Store(lanes, ref memory[Offset], count));
            AssertStores(count, 2, memory => Lanes.Store(lanes, ref memory[Offset], 2, count));
            if (count <= 8)
            {
                AssertStores(count, 1, memory => Lanes.Store(eight, ref memory[Offset], count));
                AssertStores(count, 3, memory => Lanes.Store(eight, ref memory[Offset], 3, count));
            }

            if (count <= 4)
            {
                AssertStores(count, 1, memory => Lanes.Store(four, ref memory[Offset], count));
                AssertStores(count, 5, memory => Lanes.Store(four, ref memory[Offset], 5, count));
            }
        }
    }

    [Fact]
    public void Sums_follow_one_tree_at_every_width()
    {
        var random = new RandomStream(1, RandomPurpose.General);
        for (int round = 0; round < 1000; round++)
        {
            float[] values = Enumerable.Range(0, 16).Select(_ => (float)random.NextNormal()).ToArray();
            float[] tree = [.. values];
            for (int half = 8; half >= 1; half /= 2)
            {
                for (int i = 0; i < half; i++)
                {
                    tree[i] += tree[i + half];
                }
            }

            AssertAllWidths(values, tree[0], Lanes.Sum, Lanes.Sum, Lanes.Sum);
            AssertAllWidths(values, values.Max(), Lanes.Max, Lanes.Max, Lanes.Max);
        }
    }

    [Fact]
    public void Max_keeps_NaN_from_every_lane()
    {
        for (int lane = 0; lane < 16; lane++)
        {
            float[] values = Enumerable.Repeat(1f, 16).ToArray();
            values[lane] = float.NaN;
            AssertAllWidths(values, float.NaN, Lanes.Max, Lanes.Max, Lanes.Max);
        }
    }

    private static void AssertStores(int count, int stride, Action<float[]> store)
    {
        var memory = new float[50];
        store(memory);
        float[] expected = new float[50];
        for (int lane = 0; lane < count; lane++)
        {
            expected[Offset + lane * stride] = lane + 1;
        }

        Assert.Equal(expected, memory);
    }

    private static void AssertAllWidths(
        float[] values,
        float expected,
        Func<Vector512<float>, float> sixteen,
        Func<Vector256<float>, Vector256<float>, float> eights,
        Func<Vector128<float>, Vector128<float>, Vector128<float>, Vector128<float>, float> fours)
    {
        Assert.Equal(expected, sixteen(Vector512.Create(values)));
        Assert.Equal(expected, eights(Vector256.Create(values, 0), Vector256.Create(values, 8)));
        Assert.Equal(expected, fours(Vector128.Create(values, 0), Vector128.Create(values, 4), Vector128.Create(values, 8), Vector128.Create(values, 12)));
    }

    private static float[] Numbers(Vector128<float> vector) => Enumerable.Range(0, 4).Select(lane => vector.GetElement(lane)).ToArray();

    private static float[] Numbers(Vector256<float> vector) => Enumerable.Range(0, 8).Select(lane => vector.GetElement(lane)).ToArray();

    private static float[] Numbers(Vector512<float> vector) => Enumerable.Range(0, 16).Select(lane => vector.GetElement(lane)).ToArray();
}
