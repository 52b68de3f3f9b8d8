using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Limits;

/// <summary>What the machine allows.</summary>
/// <param name="Vector">The width with which the peak was reached.</param>
/// <param name="FlopsPerSecond">Peak of one thread; a multiply-add counts as two.</param>
/// <param name="TwoThreadFlopsPerSecond">Peak of two threads at once.</param>
/// <param name="Levels">The levels of the memory, each by a block or several, the smallest first.</param>
internal sealed record MachineLimits(string Vector, double FlopsPerSecond, double TwoThreadFlopsPerSecond, ImmutableArray<MemoryLevel> Levels)
{
    /// <summary>How much more two threads compute than one.</summary>
    public double TwoThreadRatio => TwoThreadFlopsPerSecond / FlopsPerSecond;

    /// <summary>The bound that applies to a call: arithmetic or reading, whichever takes longer. None for a call that costs neither.</summary>
    /// <param name="cost">What the call costs.</param>
    /// <param name="threads">The threads that share its arithmetic, 1 or 2.</param>
    public Bound? BoundOf(Cost cost, int threads)
    {
        MemoryLevel level = LevelOf(cost.Footprint);
        var arithmetic = new Bound("FMA", cost.Flops / (threads == 1 ? FlopsPerSecond : TwoThreadFlopsPerSecond));
        var reading = new Bound(level.Name, cost.BytesRead / level.BytesPerSecond);
        Bound bound = arithmetic.Seconds >= reading.Seconds ? arithmetic : reading;
        return bound.Seconds > 0 ? bound : null;
    }

    /// <summary>Of the blocks in the same level the one that is nearest in size: the larger the block, the more page tables and neighbours cost.</summary>
    private MemoryLevel LevelOf(long footprint)
    {
        string name = CacheSizes.LevelOf(footprint);
        return Levels.Where(level => level.Name == name).DefaultIfEmpty(Levels[^1]).MinBy(level => Math.Abs(Math.Log((double)Math.Max(footprint, 1) / level.Block)))!;
    }
}
