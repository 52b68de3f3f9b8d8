using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests;

public class TrainerThreadTests
{
    [Fact]
    public void Any_number_of_threads_gives_the_same_parameters()
    {
        var random = new RandomStream(3, RandomPurpose.General);
        var x = new float[300, 64];
        var t = new int[300];
        for (int row = 0; row < 300; row++)
        {
            for (int i = 0; i < 64; i++)
            {
                x[row, i] = (float)random.NextNormal();
            }

            t[row] = random.NextBounded(10);
        }

        Examples train = Examples.From(x, t);
        float[] one = Trained(1);
        Assert.Equal(one, Trained(2));
        Assert.Equal(one, Trained(8));
        Assert.All(one, value => Assert.True(float.IsFinite(value)));

        float[] Trained(int threads)
        {
            var model = new Wide(seed: 5);
            var trainer = new Trainer(model, new Adam(0.002) { ClipNorm = 1, WeightDecay = 0.01 }) { BatchSize = 128, Seed = 5, Threads = threads, Progress = null };
            trainer.Fit(train, 3);
            return [.. model.Parameters.Layout.Entries.SelectMany(entry => model.Parameters[entry.Name].ToArray())];
        }
    }
}
