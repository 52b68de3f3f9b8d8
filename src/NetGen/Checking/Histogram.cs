using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>How numbers are distributed: counts in bins of one width, and what a mean, a spread and the extremes are.</summary>
/// <remarks>The width is a power of two, the smallest with which at most <see cref="MaxBins"/> bins hold all finite numbers, and bins begin at its multiples: 0 is always a border, and the same
/// numbers in any order give the same bins.</remarks>
/// <param name="Low">Where the first bin begins.</param>
/// <param name="BinWidth">The width of each bin, above 0.</param>
/// <param name="Bins">How many numbers are in each bin, that is at least its beginning and below its end; empty if no number is finite.</param>
/// <param name="Count">How many numbers there are, those that are not finite included.</param>
/// <param name="Zeros">How many are exactly 0.</param>
/// <param name="NonFinite">How many are NaN or infinite; they count in no bin and in no other measure.</param>
/// <param name="Min">The least finite number; NaN if there is none.</param>
/// <param name="Max">The largest finite number; NaN if there is none.</param>
/// <param name="Mean">The mean; NaN if no number is finite.</param>
/// <param name="StandardDeviation">The root of the mean squared distance from the mean; NaN if no number is finite.</param>
public sealed record Histogram(
    double Low, double BinWidth, ImmutableArray<long> Bins, long Count, long Zeros, long NonFinite, double Min, double Max, double Mean, double StandardDeviation)
{
    /// <summary>The most bins of a histogram.</summary>
    public const int MaxBins = 64;

    /// <summary>Where the last bin ends.</summary>
    public double High => Low + (BinWidth * Bins.Length);

    /// <summary>The share of numbers that are exactly 0, from 0 to 1.</summary>
    public double ZeroShare => Count == 0 ? 0 : (double)Zeros / Count;

    /// <summary>Counts numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Histogram Of(ReadOnlySpan<float> values)
    {
        var builder = new HistogramBuilder();
        builder.Add(values);
        return builder.ToHistogram();
    }
}
