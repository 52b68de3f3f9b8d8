using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class WeightAverageTests
{
    private static readonly string[] Averaged = ["step1.dense1.weight", "step1.dense1.bias", "norm1.weight", "norm1.mean"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_follows_its_formula(bool warmStart)
    {
        BareNetwork network = Create();
        var average = new WeightAverage(network, 0.8) { WarmStart = warmStart };
        double[] expected = Array.ConvertAll(Values(network), value => (double)value);
        for (int k = 1; k <= 20; k++)
        {
            Move(network, k);
            average.Update();
            double kept = warmStart ? Math.Min(0.8, 1 - 1.0 / k) : 0.8;
            expected = [.. expected.Zip(Values(network), (a, w) => kept * a + (1 - kept) * w)];
        }

        Assert.Equal(20, average.Updates);
        average.Swap();
        foreach ((double one, float other) in expected.Zip(Values(network)))
        {
            Assert.Equal(one, other, 1e-6);
        }
    }

    [Fact]
    public void The_first_of_a_warm_start_is_a_copy()
    {
        BareNetwork network = Create();
        var average = new WeightAverage(network);
        Move(network, 1);
        float[] after = network.Parameters.Block.Span.ToArray();
        average.Update();
        network.Parameters.Clear();
        average.CopyTo(network);
        Assert.Equal(Stored(after, network), Stored(network.Parameters.Block.Span.ToArray(), network));
    }

    [Fact]
    public void Swapping_twice_gives_everything_back()
    {
        BareNetwork network = Create();
        var average = new WeightAverage(network, 0.5);
        Move(network, 1);
        average.Update();
        Move(network, 2);
        average.Update();
        float[] before = network.Parameters.Block.Span.ToArray();
        average.Swap();
        Assert.True(average.IsSwapped);
        Assert.NotEqual(before, network.Parameters.Block.Span.ToArray());
        var error = Assert.Throws<InvalidOperationException>(average.Update);
        Assert.Equal("BareNetwork has the averaged parameters; call Swap() again before it is trained on.", error.Message);
        Assert.Equal(2, average.Updates);
        average.Swap();
        Assert.False(average.IsSwapped);
        Assert.Equal(before, network.Parameters.Block.Span.ToArray());
    }

    [Fact]
    public void Constants_are_copied_and_settings_are_the_networks_own()
    {
        BareNetwork network = Create();
        var average = new WeightAverage(network, 0.5) { WarmStart = false };
        network.Parameters["normalize1.offset"].CopyFrom([5, 6, 7]);
        network.Parameters["encoder.weight"].CopyFrom([1, 2, 3, 4, 5]);
        network.Parameters["dropout1.rate"].Value = 0.25f;
        average.Update();
        network.Parameters["normalize1.offset"].CopyFrom([0, 0, 0]);
        network.Parameters["dropout1.rate"].Value = 0.75f;
        average.Swap();
        Assert.Equal([5f, 6, 7], network.Parameters["normalize1.offset"].ToArray());
        Assert.Equal([1f, 2, 3, 4, 5], network.Parameters["encoder.weight"].ToArray());
        Assert.Equal(0.75f, network.Parameters["dropout1.rate"].Value);
    }

    [Fact]
    public void A_copy_goes_to_networks_of_the_class_whether_swapped_or_not()
    {
        BareNetwork network = Create();
        BareNetwork other = new(network.Info);
        var average = new WeightAverage(network, 0.5);
        Move(network, 1);
        average.Update();
        Move(network, 2);
        average.Update();
        other.Parameters["dropout1.rate"].Value = 0.125f;
        average.CopyTo(other);
        float[] copied = other.Parameters.Block.Span.ToArray();
        average.Swap();
        average.CopyTo(other);
        Assert.Equal(copied, other.Parameters.Block.Span.ToArray());
        Assert.Equal(Stored(network.Parameters.Block.Span.ToArray(), network), Stored(copied, network));
        Assert.Equal(0.125f, other.Parameters["dropout1.rate"].Value);
        Assert.Throws<ArgumentException>("network", () => average.CopyTo(Create()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_goes_on_from_a_file(bool swapped)
    {
        (BareNetwork whole, BareNetwork resumed) = (Create(), Create());
        var expected = new WeightAverage(whole, 0.8);
        var average = new WeightAverage(resumed, 0.8);
        for (int k = 1; k <= 8; k++)
        {
            Move(whole, k);
            expected.Update();
            Move(resumed, k);
            average.Update();
            if (k == 3)
            {
                if (swapped)
                {
                    average.Swap();
                }

                SafetensorsFile file = Saved(average);
                if (swapped)
                {
                    average.Swap();
                }

                average = new WeightAverage(resumed, 0.8);
                average.LoadState(file, "file");
                Assert.Equal(3, average.Updates);
            }
        }

        expected.Swap();
        average.Swap();
        Assert.Equal(whole.Parameters.Block.Span.ToArray(), resumed.Parameters.Block.Span.ToArray());
    }

    [Fact]
    public void Files_that_do_not_fit_are_refused()
    {
        BareNetwork network = Create();
        var average = new WeightAverage(network, 0.8);
        average.Update();
        SafetensorsFile file = Saved(average);
        Assert.Contains("average.value/norm1.mean", file.Tensors.Select(tensor => tensor.Name));
        var other = new WeightAverage(network, 0.9) { WarmStart = false };
        var error = Assert.Throws<InvalidDataException>(() => other.LoadState(file, "state.safetensors"));
        Assert.Equal(
            "The average of state.safetensors does not fit BareNetwork; nothing was loaded.\n  average: expected WeightAverage(decay 0.9), but the file has WeightAverage(decay 0.8, warmStart)",
            error.Message);
        Assert.Equal(0, other.Updates);
        average.Swap();
        Assert.Throws<InvalidOperationException>(() => average.LoadState(file, "state.safetensors"));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        BareNetwork network = Create();
        var average = new WeightAverage(network);
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            average.Update();
            average.Update();
            average.Swap();
            average.Swap();
        }
    }

    [Fact]
    public void A_decay_out_of_range_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("decay", () => new WeightAverage(Create(), 1));

    private static BareNetwork Create()
    {
        var network = new BareNetwork(PartsLayout.Create());
        network.Parameters.Initialize(1);
        return network;
    }

    private static void Move(BareNetwork network, int seed)
    {
        var random = new RandomStream(seed, RandomPurpose.General);
        foreach (string name in Averaged)
        {
            ParameterView view = network.Parameters[name];
            for (int i = 0; i < view.Count; i++)
            {
                view[i] += (float)random.NextNormal();
            }
        }
    }

    private static float[] Values(BareNetwork network) => [.. Averaged.SelectMany(name => network.Parameters[name].ToArray())];

    private static float[] Stored(float[] storage, BareNetwork network) =>
        [.. network.Info.Layout.Stored.SelectMany(entry => storage[entry.Offset..(entry.Offset + entry.StorageLength)])];

    private static SafetensorsFile Saved(WeightAverage average)
    {
        var file = new SafetensorsFile();
        average.SaveState(file);
        var stream = new MemoryStream();
        file.Write(stream);
        stream.Position = 0;
        return SafetensorsFile.Read(stream, "stream");
    }
}
