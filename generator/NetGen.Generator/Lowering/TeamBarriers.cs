using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>
/// Where the members of a team, each of which runs all steps on its share of the rows, must wait for each other: before a sum over rows that others made,
/// and before a value takes the place of one that others may still use. A member's rows of one value lie beside other rows of another, unless both have one width and one place.
/// </summary>
internal static class TeamBarriers
{
    public static IReadOnlyCollection<Step> Find(IReadOnlyList<Step> steps, ScratchPlan scratch)
    {
        var barriers = new HashSet<Step>();
        var written = new HashSet<Value>();
        var used = new HashSet<Value>();
        var summed = new HashSet<Value>();
        Graph.Loop? loop = null;
        foreach (Step step in steps)
        {
            if (step.Loop != loop)
            {
                // Members wait before each turn of a loop, see LoopWriter, and here after its last.
                if (step.Loop is null)
                {
                    barriers.Add(step);
                }

                loop = step.Loop;
                written.Clear();
                used.Clear();
                summed.Clear();
            }

            bool sumsWhatOthersMade = step.Kernel.Extent == KernelExtent.SumOfRows && step.Reads.Any(written.Contains);
            bool readsWhatOthersSummed = (step.Kernel.Extent == KernelExtent.Rows || step.IsOnce) && step.Reads.Any(read => read.Extent == Extent.Shared && written.Contains(read));
            // One member adds to its share of what another may have made whole.
            bool addsToWhatOthersMade = step.Accumulates && step.Write is { } sum && written.Contains(sum);
            if (sumsWhatOthersMade || readsWhatOthersSummed || addsToWhatOthersMade || used.Any(value => TakesPlaceOf(step.Write, value, scratch, summed.Contains(value))))
            {
                barriers.Add(step);
                written.Clear();
                used.Clear();
                summed.Clear();
            }

            used.UnionWith(step.Reads);
            if (step.Kernel.Extent == KernelExtent.SumOfRows)
            {
                summed.UnionWith(step.Reads);
            }

            if (step.Write is not null)
            {
                used.Add(step.Write);
                written.Add(step.Write);
            }
        }

        return barriers;
    }

    private static bool TakesPlaceOf(Value? value, Value other, ScratchPlan scratch, bool isReadWhole) =>
        value is not null && value != other && value.Extent == other.Extent
        && scratch.Slots.TryGetValue(value, out ScratchSlot? slot) && scratch.Slots.TryGetValue(other, out ScratchSlot? otherSlot)
        && slot.Overlaps(otherSlot)
        && (isReadWhole || value.Extent == Extent.Shared || slot.Offset != otherSlot.Offset || slot.Length != otherSlot.Length);
}
