using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

public sealed partial class Examples
{
    /// <summary>Deals the examples at random into two parts, such as train and test. Each keeps its weight.</summary>
    /// <param name="first">The share of the first part, above 0; both sum to 1.</param>
    /// <param name="second">The share of the second part.</param>
    /// <param name="seed">Fixes who goes where: the same on every machine.</param>
    /// <param name="stratified">Whether each part has its share of every class too, rounded down or up. The target must be one class index, or one float of 0 or 1.</param>
    /// <returns>Copies of the examples, in their order. A part has its share rounded down; what is left goes to the parts that lost most in rounding.</returns>
    /// <exception cref="ArgumentException">The shares are not above 0 or do not sum to 1, a part would be empty, or the target says no class.</exception>
    public (Examples First, Examples Second) Split(double first, double second, long seed = 0, bool stratified = false)
    {
        Examples[] parts = Split([first, second], seed, stratified);
        return (parts[0], parts[1]);
    }

    /// <summary>Deals the examples at random into three parts, such as train, validation and test. Each keeps its weight.</summary>
    /// <param name="first">The share of the first part, above 0; all sum to 1.</param>
    /// <param name="second">The share of the second part.</param>
    /// <param name="third">The share of the third part.</param>
    /// <param name="seed">Fixes who goes where: the same on every machine.</param>
    /// <param name="stratified">Whether each part has its share of every class too, rounded down or up. The target must be one class index, or one float of 0 or 1.</param>
    /// <returns>Copies of the examples, in their order. A part has its share rounded down; what is left goes to the parts that lost most in rounding.</returns>
    /// <exception cref="ArgumentException">The shares are not above 0 or do not sum to 1, a part would be empty, or the target says no class.</exception>
    public (Examples First, Examples Second, Examples Third) Split(double first, double second, double third, long seed = 0, bool stratified = false)
    {
        Examples[] parts = Split([first, second, third], seed, stratified);
        return (parts[0], parts[1], parts[2]);
    }

    /// <summary>Deals the examples at random into folds of equal size, or of two sizes that differ by 1. Each fold in turn is held out for validation, the others are for training:
    /// <c>foreach ((Examples train, Examples validation) in examples.Folds(5))</c>.</summary>
    /// <param name="count">The number of folds, from 2 to the number of examples.</param>
    /// <param name="seed">Fixes who goes where: the same on every machine.</param>
    /// <param name="stratified">Whether also of each class the folds have equally many, or numbers that differ by 1. The target must be one class index, or one float of 0 or 1.</param>
    /// <returns>A pair of copies for each fold, made anew each time that the pair is asked for, so that only those in use take memory.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of folds is below 2 or above that of the examples.</exception>
    /// <exception cref="ArgumentException">The target says no class.</exception>
    public IReadOnlyList<(Examples Train, Examples Validation)> Folds(int count, long seed = 0, bool stratified = false)
    {
        if (count < 2 || count > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{Count} examples cannot be dealt into {count} folds; use 2 to {Count}.");
        }

        int[] order = SplitOrder(seed);
        if (stratified)
        {
            // Stable: within a class the order stays random. Dealt in turn, classes and folds both come out even.
            int[] ranks = ExampleClasses.Of(this, "A stratified split").Ranks;
            order = [.. order.OrderBy(row => ranks[row])];
        }

        return new FoldList(this, order, count);
    }

    private Examples[] Split(double[] ratios, long seed, bool stratified)
    {
        int[] sizes = SplitSizes.Of(ratios, Count);
        int[] order = SplitOrder(seed);
        if (stratified)
        {
            ExampleClasses classes = ExampleClasses.Of(this, "A stratified split");
            order = ByPart(order, classes.Ranks, StratifiedSizes.Of(classes.Counts, ratios, sizes), sizes);
        }

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

    private int[] SplitOrder(long seed)
    {
        int[] order = new int[Count];
        Permutation.Shuffle(order, new RandomStream(seed, RandomPurpose.Splitting));
        return order;
    }

    /// <summary>Goes through the rows and gives each to the first part that still wants one of its class; returns the parts' rows one part after the other.</summary>
    private static int[] ByPart(int[] order, int[] ranks, int[,] wanted, int[] sizes)
    {
        var next = new int[sizes.Length];
        for (int part = 1; part < next.Length; part++)
        {
            next[part] = next[part - 1] + sizes[part - 1];
        }

        var dealt = new int[order.Length];
        foreach (int row in order)
        {
            int part = 0;
            while (wanted[ranks[row], part] == 0)
            {
                part++;
            }

            wanted[ranks[row], part]--;
            dealt[next[part]++] = row;
        }

        return dealt;
    }
}
