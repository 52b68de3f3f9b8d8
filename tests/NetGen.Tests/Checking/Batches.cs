using System;
using System.Linq;

namespace NetGen.Tests.Checking;

/// <summary>Small batches that are the same each time.</summary>
internal static class Batches
{
    internal static float[] Normal(int count, long seed, double deviation = 1)
    {
        var random = new RandomStream(seed, RandomPurpose.General);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(deviation * random.NextNormal());
        }

        return values;
    }

    internal static int[] Classes(int rows, int classes) => [.. Enumerable.Range(0, rows).Select(row => row * 7 % classes)];

    internal static Minibatch OfClasses(int rows = 32, int inputs = 6, int classes = 3, long seed = 5, double deviation = 1) =>
        Minibatch.From(Normal(rows * inputs, seed, deviation), inputs, Classes(rows, classes));

    internal static Minibatch OfNumbers(int rows = 32, int inputs = 6, int targets = 2, long seed = 5) =>
        Minibatch.From(Normal(rows * inputs, seed), inputs, Normal(rows * targets, seed + 1), targets);

    internal static Minibatch OfWords(int rows = 24) => new(
        [new Column(Normal(rows * 4, 3), 4), new Column(Classes(rows, 7))], [new Column(Classes(rows, 3))], rows);
}
