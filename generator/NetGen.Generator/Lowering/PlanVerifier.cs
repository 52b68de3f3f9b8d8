using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>Holds after lowering: no value is read before it is written, and no two values alive at one time overlap in scratch.</summary>
internal static class PlanVerifier
{
    public static void Verify(IReadOnlyList<Step> steps, ISet<Value> given, ScratchPlan scratch, IReadOnlyList<LoopPlan>? loops = null)
    {
        var written = new HashSet<Value>(given.Concat(LoopPlan.Carried(loops ?? [])));
        foreach (Step step in steps)
        {
            Require(step.Reads.Count == step.Kernel.Reads.Count, step.Kernel.Name + " takes " + step.Kernel.Reads.Count + " values but is given " + step.Reads.Count);
            foreach (Value read in step.Reads)
            {
                Require(written.Contains(read), step.Kernel.Name + " reads " + read + " before it is written");
            }

            if (step.Write is not null)
            {
                written.Add(step.Write);
            }
        }

        foreach (IGrouping<Extent, KeyValuePair<Value, ScratchSlot>> region in scratch.Slots.GroupBy(slot => slot.Key.Extent))
        {
            VerifyRegion(region.ToArray());
        }
    }

    /// <summary>Emitted kernels of one name are one method, so they must have one text.</summary>
    public static void VerifyNames(IEnumerable<Kernels.Kernel> kernels)
    {
        var texts = new Dictionary<string, Kernels.Kernel>(StringComparer.Ordinal);
        foreach (Kernels.Kernel kernel in kernels.Where(kernel => kernel.RuntimeMethod is null))
        {
            if (texts.TryGetValue(kernel.Name, out Kernels.Kernel? text))
            {
                Require(text == kernel.Text, "two different kernels are called " + kernel.Name);
            }
            else
            {
                texts.Add(kernel.Name, kernel.Text);
            }
        }
    }

    private static void VerifyRegion(KeyValuePair<Value, ScratchSlot>[] slots)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool clash = slots[i].Value.IsAliveWith(slots[j].Value) && slots[i].Value.Overlaps(slots[j].Value);
                Require(!clash, slots[i].Key + " and " + slots[j].Key + " are alive at the same time in the same memory");
            }
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The plan is inconsistent: " + otherwise + ".");
        }
    }
}
