using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>
/// Where a program's intermediate values lie. Values of each example take a share of every row; values of the whole batch, such as
/// transposed weights, lie in front of them. With capacity C a per-example value begins at <c>FixedFloats + Offset * C</c>.
/// </summary>
internal sealed class ScratchPlan
{
    public required int FixedFloats { get; init; }

    public required int FloatsPerRow { get; init; }

    public required IReadOnlyDictionary<Value, ScratchSlot> Slots { get; init; }

    /// <summary>Floats per row if no two values shared memory: what the lifetimes save is the difference.</summary>
    public required int FloatsPerRowWithoutReuse { get; init; }

    public int OffsetOf(Value value) => Slots[value].Offset;
}

/// <param name="Offset">In floats: of each row for a value of each example, of the fixed part otherwise.</param>
/// <param name="Length">In floats.</param>
/// <param name="FirstStep">The step that writes it.</param>
/// <param name="LastStep">The last step that reads it.</param>
internal sealed record ScratchSlot(int Offset, int Length, int FirstStep, int LastStep)
{
    public bool IsAliveWith(ScratchSlot other) => FirstStep <= other.LastStep && other.FirstStep <= LastStep;

    public bool Overlaps(ScratchSlot other) => Offset < other.Offset + other.Length && other.Offset < Offset + Length;
}

/// <summary>Gives values memory by their lifetimes: the lowest place that no value alive at the same time holds, larger values first.</summary>
internal static class ScratchPlanner
{
    /// <param name="steps">The program in order.</param>
    /// <param name="elsewhere">Values with a place of their own: inputs, parameters, their gradients, the caller's output.</param>
    /// <param name="kept">Values that must outlive the program.</param>
    public static ScratchPlan Plan(IReadOnlyList<Step> steps, ISet<Value> elsewhere, ISet<Value> kept)
    {
        List<(Value Value, int First, int Last)> lifetimes = Lifetimes(steps, elsewhere, kept);
        var slots = new Dictionary<Value, ScratchSlot>();
        int perRow = Place(lifetimes.Where(lifetime => lifetime.Value.Extent == Extent.PerExample), slots, value => value.Shape.Size);
        int fixedFloats = Place(lifetimes.Where(lifetime => lifetime.Value.Extent == Extent.Shared), slots, value => PanelLayout.RoundUp(PanelLayout.Of(value).Length));
        return new ScratchPlan
        {
            FixedFloats = fixedFloats,
            FloatsPerRow = perRow,
            Slots = slots,
            FloatsPerRowWithoutReuse = lifetimes.Where(lifetime => lifetime.Value.Extent == Extent.PerExample).Sum(lifetime => lifetime.Value.Shape.Size),
        };
    }

    private static List<(Value Value, int First, int Last)> Lifetimes(IReadOnlyList<Step> steps, ISet<Value> elsewhere, ISet<Value> kept)
    {
        var first = new Dictionary<Value, int>();
        var last = new Dictionary<Value, int>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Value read in steps[i].Reads)
            {
                last[read] = i;
            }

            if (steps[i].Write is { } value && !elsewhere.Contains(value))
            {
                last[value] = i;
                if (!first.ContainsKey(value))
                {
                    first.Add(value, i);
                }
            }
        }

        return [.. first.Select(value => (value.Key, value.Value, kept.Contains(value.Key) ? steps.Count : last[value.Key]))];
    }

    private static int Place(IEnumerable<(Value Value, int First, int Last)> lifetimes, Dictionary<Value, ScratchSlot> slots, System.Func<Value, int> length)
    {
        var placed = new List<ScratchSlot>();
        foreach ((Value value, int first, int last) in lifetimes.OrderByDescending(lifetime => length(lifetime.Value)).ThenBy(lifetime => lifetime.First))
        {
            var slot = new ScratchSlot(0, length(value), first, last);
            foreach (ScratchSlot other in placed.Where(slot.IsAliveWith).OrderBy(other => other.Offset))
            {
                if (slot.Overlaps(other))
                {
                    slot = slot with { Offset = other.Offset + other.Length };
                }
            }

            placed.Add(slot);
            slots.Add(value, slot);
        }

        return placed.Count == 0 ? 0 : placed.Max(slot => slot.Offset + slot.Length);
    }
}
