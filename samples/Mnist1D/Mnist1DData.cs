using System;

namespace NetGen.Samples.Mnist1D;

/// <summary>Makes the MNIST-1D data: 4000 training and 1000 test signals of ten classes.</summary>
internal static class Mnist1DData
{
    /// <summary>Number of classes, the digits 0 to 9.</summary>
    public const int Classes = 10;

    private const int SignalsPerClass = 500;

    /// <summary>Makes the data of a seed; the published set is another draw of the same distribution.</summary>
    public static (Examples Train, Examples Test) Generate(long seed)
    {
        var x = new double[Classes * SignalsPerClass * Signal.Length];
        var labels = new int[Classes * SignalsPerClass];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = row / SignalsPerClass;
            var random = new RandomStream(seed, RandomPurpose.General, stream: (uint)row);
            Signal.Generate(Templates.Digits[labels[row]], ref random).CopyTo(x, row * Signal.Length);
        }

        return Examples.From(Standardize(x), Signal.Length, labels).Split(0.8, 0.2, seed);
    }

    /// <summary>One mean and one deviation for all numbers, of training and test signals together, as published.</summary>
    private static float[] Standardize(double[] x)
    {
        double mean = 0;
        foreach (double value in x)
        {
            mean += value / x.Length;
        }

        double variance = 0;
        foreach (double value in x)
        {
            variance += (value - mean) * (value - mean) / x.Length;
        }

        double deviation = Math.Sqrt(variance);
        return Array.ConvertAll(x, value => (float)((value - mean) / deviation));
    }
}
