using System;
using System.Linq;

namespace NetGen.Samples.Mnist1D;

/// <summary>The ten digits of MNIST-1D as curves of twelve points.</summary>
internal static class Templates
{
    /// <summary>Points per digit.</summary>
    public const int Length = 12;

    // As published; the height of the pen while it draws the digit.
    private static readonly double[][] Published =
    [
        [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
        [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
        [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
        [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
        [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
        [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
        [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
        [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
    ];

    /// <summary>The templates as the signals are made from them, [digit][point].</summary>
    public static double[][] Digits { get; } = [.. Published.Select(Normalize)];

    /// <summary>Deviation 1, then a start (and an end) at 0, then a sixth of that.</summary>
    private static double[] Normalize(double[] points)
    {
        double mean = points.Average();
        double deviation = Math.Sqrt(points.Average(point => (point - mean) * (point - mean)));
        double[] scaled = [.. points.Select(point => (point - mean) / deviation)];
        return [.. scaled.Select(point => (point - scaled[0]) / 6)];
    }
}
