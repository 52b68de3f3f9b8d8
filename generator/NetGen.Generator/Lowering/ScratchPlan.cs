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
    /// <summary>Of a value that each turn of a loop keeps, the floats from one turn's to the next; 0 if turns share it.</summary>
    public int Turn { get; init; }

    public bool IsAliveWith(ScratchSlot other) => FirstStep <= other.LastStep && other.FirstStep <= LastStep;

    public bool Overlaps(ScratchSlot other) => Offset < other.Offset + other.Length && other.Offset < Offset + Length;
}

/// <summary>Gives values memory by their lifetimes: the lowest place that no value alive at the same time holds, larger values first.</summary>
internal static class ScratchPlanner
{
    /// <param name="steps">The program in order.</param>
    /// <param name="elsewhere">Values with a place of their own: inputs, parameters, their gradients, the caller's output.</param>
    /// <param name="kept">Values that must outlive the program, which may run again, on other rows, and find them: no other value has their memory before either.</param>
    /// <param name="loops">What goes from turn to turn.</param>
    public static ScratchPlan Plan(IReadOnlyList<Step> steps, ISet<Value> elsewhere, ISet<Value> kept, IReadOnlyList<LoopPlan>? loops = null)
    {
        IReadOnlyList<Lifetime> lifetimes = Lifetimes.Of(steps, elsewhere, kept, loops ?? []);
        var slots = new Dictionary<Value, ScratchSlot>();
        int perRow = Place(lifetimes.Where(lifetime => lifetime.Value.Extent == Extent.PerExample), slots);
        int fixedFloats = Place(lifetimes.Where(lifetime => lifetime.Value.Extent == Extent.Shared), slots);
        return new ScratchPlan
        {
            FixedFloats = fixedFloats,
            FloatsPerRow = perRow,
            Slots = slots,
            FloatsPerRowWithoutReuse = lifetimes.Where(lifetime => lifetime.Value.Extent == Extent.PerExample).Sum(lifetime => lifetime.Length),
        };
    }

    private static int Place(IEnumerable<Lifetime> lifetimes, Dictionary<Value, ScratchSlot> slots)
    {
        var placed = new List<ScratchSlot>();
        foreach (Lifetime lifetime in lifetimes.OrderByDescending(lifetime => lifetime.Length).ThenBy(lifetime => lifetime.First))
        {
            var slot = new ScratchSlot(0, lifetime.Length, lifetime.First, lifetime.Last) { Turn = lifetime.Turn };
            foreach (ScratchSlot other in placed.Where(slot.IsAliveWith).OrderBy(other => other.Offset))
            {
                if (slot.Overlaps(other))
                {
                    slot = slot with { Offset = other.Offset + other.Length };
                }
            }

            placed.Add(slot);
            slots.Add(lifetime.Value, slot);
        }

        return placed.Count == 0 ? 0 : placed.Max(slot => slot.Offset + slot.Length);
    }
}
