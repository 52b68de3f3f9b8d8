using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Interpreter;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using Xunit;
using Xunit.Abstractions;
using Plan = NetGen.Generator.Lowering.TrainingPlan;

namespace NetGen.Conformance.Tests.Batches;

/// <summary>
/// Which floats each member of a team touches in each step of a gradient, counted out: between two barriers no member may write what another touches.
/// Timing cannot hide a race from this.
/// </summary>
public sealed class RaceTests(ITestOutputHelper output)
{
    private const int Members = 3;
    private const int Rows = 40;
    private const int Capacity = 48;
    private const int RowGranule = 8;

    private static readonly Lazy<Plan[]> Plans = new(Lower);

    [Fact]
    public void No_member_writes_what_another_touches_between_two_barriers()
    {
        int withoutBarriers = 0;
        Plan[] plans = Plans.Value;
        foreach (Plan plan in plans)
        {
            Assert.Equal("", Races(plan, plan.Barriers));
            withoutBarriers += Races(plan, []).Length > 0 ? 1 : 0;
        }

        // Otherwise the count above sees nothing.
        output.WriteLine($"{withoutBarriers} of {plans.Length} networks would race without barriers");
        Assert.True(withoutBarriers > plans.Length / 2);
    }

    [Fact]
    public void Nearly_every_barrier_is_needed()
    {
        int barriers = Plans.Value.Sum(plan => plan.Barriers.Count);
        int needless = Plans.Value.Sum(plan => plan.Barriers.Count(barrier => Races(plan, [.. plan.Barriers.Where(other => other != barrier)]).Length == 0));
        output.WriteLine($"{needless} of {barriers} barriers could be left out at {Rows} rows");

        // The rule goes by places alone; at these few rows two members' shares may lie apart by chance.
        Assert.True(needless * 20 < barriers, $"{needless} of {barriers} barriers could be left out at {Rows} rows.");
    }

    private static Plan[] Lower() =>
    [
        .. ForwardGraphs.Read([.. RandomRuns.Networks.Select(network => network.Source)])
            .Where(graph => graph.Objective is not null && graph.Parameters.Count > 0)
            .Select(graph => Lowerer.Lower(graph, Differentiator.Differentiate(graph)).Training!),
    ];

    private static string Races(Plan plan, IReadOnlyCollection<Step> barriers)
    {
        var touched = new List<Touch>();
        foreach (Step step in plan.Forward.Concat(plan.LossesWithGradient).Concat(plan.Backward))
        {
            if (barriers.Contains(step))
            {
                touched.Clear();
            }

            for (int member = 0; member < Members; member++)
            {
                touched.AddRange(Touches(step, member, plan.Scratch));
            }

            foreach (Touch write in touched.Where(touch => touch.IsWrite))
            {
                if (touched.Find(write.Disturbs) is { } other)
                {
                    return $"{write} disturbs {other}";
                }
            }
        }

        return "";
    }

    private static IEnumerable<Touch> Touches(Step step, int member, ScratchPlan scratch)
    {
        (int from, int to) = Share(Rows, RowGranule, member);
        bool sums = step.Kernel.Extent == KernelExtent.SumOfRows;
        foreach (Value read in step.Reads)
        {
            if (read.Extent == Extent.Shared)
            {
                yield return Of(step, read, 0, PanelLayout.Of(read).Length, false);
            }
            else if (!sums || step.Kernel is OuterProductKernel || member == 0)
            {
                (int first, int end) = sums ? (0, Rows) : (from, to);
                yield return Of(step, read, first * read.Shape.Size, end * read.Shape.Size, false);
            }
        }

        if (step.Write is not { } write)
        {
            yield break;
        }

        if (step.Kernel is OuterProductKernel outer)
        {
            (int start, int end) = Share(outer.Rows, PanelLayout.PanelLanes, member);
            for (int panel = 0; panel < PanelLayout.RoundUp(outer.Lanes) * outer.Rows; panel += outer.Rows * PanelLayout.PanelLanes)
            {
                yield return Of(step, write, panel + start * PanelLayout.PanelLanes, panel + end * PanelLayout.PanelLanes, true);
            }
        }
        else if (!sums)
        {
            yield return Of(step, write, from * write.Shape.Size, to * write.Shape.Size, true);
        }
        else if (member == 0)
        {
            yield return Of(step, write, 0, write.Shape.Size, true);
        }

        Touch Of(Step by, Value value, int first, int end, bool isWrite)
        {
            if (!scratch.Slots.TryGetValue(value, out ScratchSlot? slot))
            {
                return new Touch(by, member, value, value, first, end, isWrite);
            }

            int start = slot.Offset * (value.Extent == Extent.Shared ? 1 : Capacity);
            return new Touch(by, member, value.Extent, value, start + first, start + end, isWrite);
        }
    }

    /// <summary>A fair division in whole granules; it need not be the runtime's, since barriers must hold for any.</summary>
    private static (int From, int To) Share(int items, int granule, int member)
    {
        int granules = (items + granule - 1) / granule;
        return (Math.Min(items, granules * member / Members * granule), Math.Min(items, granules * (member + 1) / Members * granule));
    }

    /// <param name="Step">What touches.</param>
    /// <param name="Member">Who.</param>
    /// <param name="Memory">The block of memory: that of a kind of values, or of one value that has its own.</param>
    /// <param name="Value">The value.</param>
    /// <param name="From">The first float.</param>
    /// <param name="To">The float after the last.</param>
    /// <param name="IsWrite">Whether it writes.</param>
    private sealed record Touch(Step Step, int Member, object Memory, Value Value, int From, int To, bool IsWrite)
    {
        public bool Disturbs(Touch other) => Member != other.Member && Memory.Equals(other.Memory) && From < other.To && other.From < To;

        public override string ToString() => $"member {Member} {(IsWrite ? "writes" : "reads")} {Value} [{From}, {To}) in {Step.Kernel.Name}";
    }
}
