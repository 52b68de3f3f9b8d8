using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

public sealed partial class Examples
{
    /// <summary>Deals the examples at random into two parts, such as train and test. Each keeps its weight.</summary>
    /// <param name="first">The share of the first part, above 0; both sum to 1.</param>
    /// <param name="second">The share of the second part.</param>
    /// <param name="seed">Fixes who goes where: the same on every machine.</param>
    /// <returns>Copies of the examples. A part has its share rounded down; what is left goes to the parts that lost most in rounding.</returns>
    /// <exception cref="ArgumentException">The shares are not above 0 or do not sum to 1, or a part would be empty.</exception>
    public (Examples First, Examples Second) Split(double first, double second, long seed = 0)
    {
        Examples[] parts = Split([first, second], seed);
        return (parts[0], parts[1]);
    }

    /// <summary>Deals the examples at random into three parts, such as train, validation and test. Each keeps its weight.</summary>
    /// <param name="first">The share of the first part, above 0; all sum to 1.</param>
    /// <param name="second">The share of the second part.</param>
    /// <param name="third">The share of the third part.</param>
    /// <param name="seed">Fixes who goes where: the same on every machine.</param>
    /// <returns>Copies of the examples. A part has its share rounded down; what is left goes to the parts that lost most in rounding.</returns>
    /// <exception cref="ArgumentException">The shares are not above 0 or do not sum to 1, or a part would be empty.</exception>
    public (Examples First, Examples Second, Examples Third) Split(double first, double second, double third, long seed = 0)
    {
        Examples[] parts = Split([first, second, third], seed);
        return (parts[0], parts[1], parts[2]);
    }

    private Examples[] Split(double[] ratios, long seed)
    {
        int[] sizes = Sizes(ratios, Count);
        int[] order = new int[Count];
        Permutation.Shuffle(order, new RandomStream(seed, RandomPurpose.Splitting));
        var parts = new Examples[ratios.Length];
        int start = 0;
        for (int part = 0; part < parts.Length; part++)
        {
            // Ascending rows: a part is a set, and copying in order is faster.
            Span<int> rows = order.AsSpan(start, sizes[part]);
            rows.Sort();
            parts[part] = Select(rows);
            start += sizes[part];
        }

        return parts;
    }

    /// <summary>The sizes by largest remainder; of equal remainders the first part gets more.</summary>
    private static int[] Sizes(double[] ratios, int count)
    {
        string shares = string.Join(" + ", ratios.Select(ratio => ratio.ToString(CultureInfo.InvariantCulture)));
        if (!ratios.All(ratio => ratio > 0) || !(Math.Abs(ratios.Sum() - 1) <= 1e-9))
        {
            throw new ArgumentException($"The shares of a split must each be above 0 and sum to 1, but are {shares}.");
        }

        // A share such as 0.7 of 10 is not 7 exactly in binary; what is off by rounding alone counts as whole.
        double[] exact = [.. ratios.Select(ratio => ratio * count)];
        double[] whole = [.. exact.Select(size => Math.Abs(size - Math.Round(size)) < 1e-6 ? Math.Round(size) : Math.Floor(size))];
        int[] sizes = [.. whole.Select(size => (int)size)];
        int left = count - sizes.Sum();
        foreach (int part in Enumerable.Range(0, sizes.Length).OrderByDescending(part => exact[part] - whole[part]).Take(left))
        {
            sizes[part]++;
        }

        return sizes.Contains(0)
            ? throw new ArgumentException($"A split of {count} examples by {shares} leaves a part empty; use more examples or larger shares.")
            : sizes;
    }

    private Examples Select(ReadOnlySpan<int> rows)
    {
        Memory<float> weights = AlignedMemory.Floats(Weights.IsEmpty ? 0 : rows.Length);
        if (!weights.IsEmpty)
        {
            RowGather.Copy(Weights, 1, rows, weights.Span);
        }

        return new Examples(Select(Inputs, rows), Select(Targets, rows), weights, "weights");
    }

    private static ImmutableArray<Column> Select(ImmutableArray<Column> columns, ReadOnlySpan<int> rows)
    {
        ImmutableArray<Column>.Builder parts = ImmutableArray.CreateBuilder<Column>(columns.Length);
        foreach (Column column in columns)
        {
            var part = new GatheredColumn(column, rows.Length);
            part.Gather(rows);
            parts.Add(part.Column);
        }

        return parts.MoveToImmutable();
    }
}
