using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using Xunit;

namespace NetGen.Generator.Tests.Stages;

public class ScratchPlannerTests
{
    private static readonly HashSet<Value> None = [];

    /// <summary>Programs of any order of reads, some values kept to the end, some with a place of their own, both extents.</summary>
    [Fact]
    public void Values_alive_at_the_same_time_never_overlap()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            (List<Step> steps, HashSet<Value> given, HashSet<Value> kept) = Program(random);
            ScratchPlan plan = ScratchPlanner.Plan(steps, given, kept);
            PlanVerifier.Verify(steps, given, plan);
            Assert.All(plan.Slots.Keys, value => Assert.DoesNotContain(value, given));
            AssertHeld(steps, given, kept, plan, seed);
        }
    }

    [Fact]
    public void A_chain_needs_room_for_two_neighbours()
    {
        Value x = Hand.Value("x", 9);
        Value[] chain = [.. Enumerable.Range(0, 10).Select(number => Hand.Value("v" + number, 5))];
        Step[] steps = [.. chain.Select((value, number) => Hand.Step(value, number == 0 ? x : chain[number - 1]))];
        ScratchPlan plan = ScratchPlanner.Plan(steps, new HashSet<Value> { x, chain[9] }, None);
        Assert.Equal(10, plan.FloatsPerRow);
        Assert.Equal(45, plan.FloatsPerRowWithoutReuse);
    }

    [Fact]
    public void A_result_never_lies_over_what_its_own_step_reads()
    {
        (Value x, Value a, Value b) = (Hand.Value("x", 4), Hand.Value("a", 4), Hand.Value("b", 4));
        ScratchPlan plan = ScratchPlanner.Plan([Hand.Step(a, x), Hand.Step(b, a)], new HashSet<Value> { x }, None);
        Assert.False(plan.Slots[a].Overlaps(plan.Slots[b]));
    }

    [Fact]
    public void A_value_that_nobody_reads_has_room_while_it_is_written()
    {
        (Value x, Value a, Value b) = (Hand.Value("x", 4), Hand.Value("a", 4), Hand.Value("b", 4));
        ScratchPlan plan = ScratchPlanner.Plan([Hand.Step(a, x), Hand.Step(b, x)], new HashSet<Value> { x }, new HashSet<Value> { a });
        Assert.False(plan.Slots[a].Overlaps(plan.Slots[b]));
        Assert.Equal(4, ScratchPlanner.Plan([Hand.Step(a, x), Hand.Step(b, x)], new HashSet<Value> { x }, None).FloatsPerRow);
    }

    [Theory]
    [InlineData("[Network(40)] [Dense(100), Relu] [Dense(100), Relu] [Dense(10)]")]
    [InlineData("[Network(40)] [Dense(100), Tanh] [Dense(1), Sigmoid] [HalfSquaredError]")]
    public void Prediction_reuses_what_is_read_no_more(string attributes)
    {
        NetworkPlan plan = Compiled.Plan(attributes);
        Assert.True(plan.Prediction.Scratch.FloatsPerRow <= 200, $"{plan.Prediction.Scratch.FloatsPerRow} floats");
        Assert.All(new[] { plan.Prediction.Scratch, plan.Training?.Scratch, plan.Trace.Scratch }.OfType<ScratchPlan>(), scratch => Assert.True(scratch.FloatsPerRow <= scratch.FloatsPerRowWithoutReuse));
    }

    /// <summary>The published network for MNIST-1D: what lifetimes save of the floats of a row.</summary>
    [Fact]
    public void A_residual_network_saves_scratch()
    {
        NetworkPlan plan = Compiled.Plan("[Network(40)] [Dense(100), Relu] [Dense(100), Relu, Add(\"relu1\", \"relu2\")] [Dense(10)] [SoftmaxCrossEntropy]");
        Assert.Equal((200, 200), (plan.Prediction.Scratch.FloatsPerRow, plan.Prediction.Scratch.FloatsPerRowWithoutReuse));
        Assert.Equal((400, 620), (plan.Training!.Scratch.FloatsPerRow, plan.Training.Scratch.FloatsPerRowWithoutReuse));
    }

    private static (List<Step> Steps, HashSet<Value> Given, HashSet<Value> Kept) Program(Random random)
    {
        var given = new HashSet<Value> { Hand.Value("x", random.Next(1, 40)), Hand.Value("w", random.Next(1, 40), Extent.Shared) };
        var known = given.ToList();
        var kept = new HashSet<Value>();
        var steps = new List<Step>();
        for (int number = random.Next(1, 25); number > 0; number--)
        {
            Value[] reads = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => known[random.Next(known.Count)])];
            Value value = Hand.Value("v" + number, random.Next(1, 40), random.Next(4) == 0 ? Extent.Shared : Extent.PerExample);
            steps.Add(Hand.Step(value, reads));
            known.Add(value);
            _ = random.Next(8) switch
            {
                0 => kept.Add(value),
                1 => given.Add(value),
                _ => false,
            };
        }

        return (steps, given, kept);
    }

    /// <summary>Walks the program with a set of live values of its own reckoning, and compares the peak with what the plan takes.</summary>
    private static void AssertHeld(List<Step> steps, HashSet<Value> given, HashSet<Value> kept, ScratchPlan plan, int seed)
    {
        foreach (Extent extent in new[] { Extent.PerExample, Extent.Shared })
        {
            int peak = 0;
            for (int now = 0; now < steps.Count; now++)
            {
                Value[] live = [.. plan.Slots.Keys.Where(value => value.Extent == extent && IsLive(value, now))];
                peak = Math.Max(peak, live.Sum(Length));
                int[] floats = [.. live.SelectMany(value => Enumerable.Range(plan.OffsetOf(value), Length(value)))];
                Assert.True(floats.Length == floats.Distinct().Count(), $"seed {seed}, step {now}: two live values share a float");
            }

            int taken = extent == Extent.PerExample ? plan.FloatsPerRow : plan.FixedFloats;
            int sum = plan.Slots.Keys.Where(value => value.Extent == extent).Sum(Length);
            Assert.InRange(taken, peak, sum);
            Assert.All(plan.Slots.Where(slot => slot.Key.Extent == extent), slot => Assert.True(slot.Value.Offset >= 0 && slot.Value.Offset + slot.Value.Length <= taken));
        }

        bool IsLive(Value value, int now)
        {
            int made = steps.FindIndex(step => step.Write == value);
            return made <= now && (made == now || kept.Contains(value) || steps.FindLastIndex(step => step.Reads.Contains(value)) >= now);
        }

        static int Length(Value value) => value.Extent == Extent.Shared ? PanelLayout.Of(value).Length : value.Shape.Size;
    }
}
