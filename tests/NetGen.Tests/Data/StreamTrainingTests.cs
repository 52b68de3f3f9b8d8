using System.IO;
using System.Linq;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests;

public class StreamTrainingTests
{
    private static readonly Examples Plane = Samples.Plane(50);

    [Fact]
    public void Training_has_the_same_bits_whether_or_not_batches_are_made_ahead()
    {
        float[] plain = Trained(prefetch: 0);
        Assert.Equal(plain, Trained(prefetch: 1));
        Assert.Equal(plain, Trained(prefetch: 5));

        static float[] Trained(int prefetch)
        {
            Trainer trainer = Fresh();
            using ExampleStream stream = Stream(prefetch);
            trainer.Fit(stream, new TrainingLimit { Epochs = 4 });
            return Parameters(trainer);
        }
    }

    [Fact]
    public void A_stream_that_keeps_the_order_trains_as_examples_in_their_order()
    {
        Trainer streamed = Fresh();
        using ExampleStream stream = Stream(prefetch: 2, shuffleBuffer: 1);
        streamed.Fit(stream, new TrainingLimit { Epochs = 4 });
        Trainer inMemory = Fresh();
        inMemory.Fit(Plane.InBatches(8, sampling: Sampling.Sequential), new TrainingLimit { Epochs = 4 });

        Assert.Equal(Parameters(inMemory), Parameters(streamed));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(17)]
    public void Resuming_reads_over_what_was_learnt_from_and_gives_the_same_bits(int steps)
    {
        using var folder = new TemporaryFolder();
        using ExampleStream stream = Stream(prefetch: 3);
        Trainer whole = Fresh();
        whole.Fit(stream, new TrainingLimit { Epochs = 4 });
        Trainer first = Fresh();
        first.Fit(stream, new TrainingLimit { Epochs = 4, Steps = steps });
        first.SaveCheckpoint(folder["a"]);
        Trainer second = Fresh();
        second.Resume(folder["a"]);
        using ExampleStream again = Stream(prefetch: 0);
        second.Fit(again, new TrainingLimit { Epochs = 4 });

        Assert.NotEqual(Parameters(whole), Parameters(first));
        Assert.Equal(Parameters(whole), Parameters(second));
    }

    [Fact]
    public void An_error_of_the_reader_ends_training_and_leaves_the_parameters_of_the_steps_before()
    {
        Trainer failing = Fresh();
        using ExampleStream bad = ExampleStream.From(
            ExampleLayout.Of(failing.Network.Info), _ => Enumerable.Range(0, 50), (i, row) => Write(i == 30 ? throw new InvalidDataException("Bad cell.") : i, row), 8, new() { ShuffleBuffer = 1 });
        Assert.Equal("Example 30 of epoch 0 could not be read. Bad cell.", Assert.Throws<InvalidDataException>(() => failing.Fit(bad, new TrainingLimit { Epochs = 1 })).Message);

        Trainer three = Fresh();
        using ExampleStream good = Stream(prefetch: 0, shuffleBuffer: 1);
        three.Fit(good, new TrainingLimit { Steps = 3 });
        Assert.Equal(Parameters(three), Parameters(failing));
    }

    private static Trainer Fresh() => new(new LinearNetwork(2, 1, seed: 3), new Adam(0.1)) { Progress = null };

    private static float[] Parameters(Trainer trainer) => ((LinearNetwork)trainer.Network).ToArray();

    private static ExampleStream Stream(int prefetch, int shuffleBuffer = 20) => ExampleStream.From(
        ExampleLayout.Of(new LinearNetwork(2, 1).Info), _ => Enumerable.Range(0, Plane.Count), Write, 8, new() { Seed = 5, Prefetch = prefetch, ShuffleBuffer = shuffleBuffer });

    private static void Write(int i, ExampleRow row)
    {
        Plane.Inputs[0].Floats.Slice(2 * i, 2).CopyTo(row.FloatInput(0));
        row.FloatTarget(0)[0] = Plane.Targets[0].Floats[i];
    }
}
