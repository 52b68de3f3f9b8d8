using System;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>How many examples each part of a split has.</summary>
internal static class SplitSizes
{
    /// <summary>The sizes by largest remainder; of equal remainders the first part gets more.</summary>
    /// <exception cref="ArgumentException">The shares are not above 0 or do not sum to 1, or a part would be empty.</exception>
    internal static int[] Of(double[] ratios, int count)
    {
        string shares = string.Join(" + ", ratios.Select(ratio => ratio.ToString(CultureInfo.InvariantCulture)));
        if (!ratios.All(ratio => ratio > 0) || !(Math.Abs(ratios.Sum() - 1) <= 1e-9))
        {
            throw new ArgumentException($"The shares of a split must each be above 0 and sum to 1, but are {shares}.");
        }

        double[] exact = [.. ratios.Select(ratio => ratio * count)];
        int[] sizes = [.. exact.Select(Whole)];
        int left = count - sizes.Sum();
        foreach (int part in Enumerable.Range(0, sizes.Length).OrderByDescending(part => exact[part] - sizes[part]).Take(left))
        {
            sizes[part]++;
        }

        return sizes.Contains(0)
            ? throw new ArgumentException($"A split of {count} examples by {shares} leaves a part empty; use more examples or larger shares.")
            : sizes;
    }

    /// <summary>The size rounded down. A share such as 0.7 of 10 is not 7 exactly in binary; what is off by rounding alone counts as whole.</summary>
    internal static int Whole(double exact) => Math.Abs(exact - Math.Round(exact)) < 1e-6 ? (int)Math.Round(exact) : (int)Math.Floor(exact);
}
