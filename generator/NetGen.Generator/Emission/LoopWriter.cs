using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes steps in order, those of a loop as a loop: one turn for each block, with references to what is the block's.</summary>
/// <param name="writer">The text.</param>
/// <param name="names">The names of values.</param>
/// <param name="steps">Writes single steps.</param>
/// <param name="place">The text of a value's reference, or null if it is an argument of the method.</param>
/// <param name="scratch">Where values lie.</param>
/// <param name="loops">What goes from turn to turn.</param>
/// <param name="call">Writes one step.</param>
internal sealed class LoopWriter(
    CodeWriter writer, ValueNames names, StepWriter steps, Func<Value, string?> place, ScratchPlan scratch, IReadOnlyList<LoopPlan> loops, Action<Step> call)
{
    /// <summary>The name of an output's value in a prediction; null for all others.</summary>
    public Func<Value, string?> OutputName { get; init; } = _ => null;

    /// <summary>True if members of a team run the steps.</summary>
    public bool HasMembers { get; init; }

    /// <summary>The variable that counts the turns of a loop, from 0. Loops do not nest, and rows of blocks that share parameters count alike, so one name serves all.</summary>
    public const string Index = "turn";

    /// <summary>The name of a local of a loop.</summary>
    public static string Local(Loop loop, string what) =>
        string.Concat(loop.Base.Split('.').Select((part, i) => i == 0 ? part : Text.Capital(part))) + (loop.First == 1 ? "" : Text.Number(loop.First)) + what;

    /// <summary>Gives the locals of loops their names before other values can take them.</summary>
    public static void Register(ValueNames names, IEnumerable<LoopPlan> loops)
    {
        foreach (LoopPlan plan in loops)
        {
            names.Register(plan.Input, Local(plan.Loop, Taken(plan)));
            names.Reserve(Local(plan.Loop, Made(plan)));
            names.Reserve(Local(plan.Loop, "Other"));
            names.Reserve(Index);
        }
    }

    /// <summary>Declares what lies outside loops, then writes all steps.</summary>
    public void Write(IReadOnlyList<Step> all, bool showsReuse)
    {
        steps.Declare(OuterValues(all), place, showsReuse ? scratch : null);
        foreach (IGrouping<int, Step> run in Grouped(all))
        {
            Step[] ofRun = [.. run];
            writer.Gap();
            if (ofRun[0].Loop is { } loop)
            {
                WriteLoop(loop, ofRun);
            }
            else
            {
                call(ofRun[0]);
            }
        }
    }

    /// <summary>The values that lie outside loops.</summary>
    public IEnumerable<Value> OuterValues(IReadOnlyList<Step> all) => all.SelectMany(ValuesOf).Where(value => value.Loop is null);

    private static IEnumerable<IGrouping<int, Step>> Grouped(IReadOnlyList<Step> all)
    {
        (int First, int Last)[] runs = Lifetimes.Runs(all);
        return all.Select((step, i) => (step, runs[i].First)).GroupBy(pair => pair.First, pair => pair.step);
    }

    /// <summary>What a step reads and writes; of a loop also what its first turn reads and its last makes, if the step uses what goes between.</summary>
    private IEnumerable<Value> ValuesOf(Step step) => (step.Write is null ? step.Reads : step.Reads.Append(step.Write))
        .Concat(step.Loop is null ? [] : CarriedIn([step]).SelectMany(plan => new[] { plan.Initial, plan.Result }));

    /// <summary>The loops whose carried values some steps read or write.</summary>
    private IEnumerable<LoopPlan> CarriedIn(IReadOnlyList<Step> some) => loops.Where(plan => some.Any(step => step.Write == plan.Output || step.Reads.Contains(plan.Input) || step.Reads.Contains(plan.Output)));

    private void WriteLoop(Loop loop, Step[] ofRun)
    {
        const string index = Index;
        LoopPlan[] carried = [.. CarriedIn(ofRun)];
        LoopPlan? own = carried.FirstOrDefault(plan => plan.Loop == loop && ofRun.Any(step => step.Write == plan.Output));
        bool swaps = own is not null && !IsKept(own);
        string direction = loop.IsReversed ? $"{loop.Last} back to {loop.Prefix.TrimEnd('.')}" : $"{loop.Prefix.TrimEnd('.')} to {loop.Last}";
        writer.Line($"// {direction}: the same steps, each time with the parameters of another block.");
        if (swaps)
        {
            WriteBuffers(own!);
        }

        string last = Text.Number(loop.Count - 1);
        using (writer.Block(loop.IsReversed ? $"for (int {index} = {last}; {index} >= 0; {index}--)" : $"for (int {index} = 0; {index} < {Text.Number(loop.Count)}; {index}++)"))
        {
            if (HasMembers)
            {
                writer.Line("member.Wait();");
            }

            foreach (LoopPlan plan in carried.Where(plan => plan != own || !swaps))
            {
                WriteKept(plan, ofRun);
            }

            if (swaps)
            {
                writer.Line($"ref float {names.Of(own!.Output)} = ref {Local(loop, Made(own))};");
            }

            var declared = new HashSet<Value>(carried.SelectMany(plan => new[] { plan.Input, plan.Output }));
            steps.Declare(ofRun.SelectMany(step => step.Write is null ? step.Reads : step.Reads.Append(step.Write)).Where(value => value.Loop is not null && !declared.Contains(value)), place);
            foreach (Step step in ofRun)
            {
                writer.Gap();
                call(step);
            }

            if (swaps)
            {
                WriteSwap(own!);
            }
        }
    }

    /// <summary>True if another loop reads what goes between the turns of this one, so that each turn has a place of its own for it.</summary>
    private bool IsKept(LoopPlan plan) => scratch.Slots[plan.Output].Turn > 0;

    private string Name(Value value) => OutputName(value) ?? names.Of(value);

    private static string Made(LoopPlan plan) => plan.Loop.IsReversed ? "InputGradient" : "Output";

    private static string Taken(LoopPlan plan) => plan.Loop.IsReversed ? "OutputGradient" : "Input";

    /// <summary>Turns write to two places by turns, of which the last one's is that of the result.</summary>
    private void WriteBuffers(LoopPlan plan)
    {
        string result = Name(plan.Result);
        string other = place(plan.Output)!;
        bool isOdd = plan.Loop.Count % 2 == 1;
        writer.Line($"scoped ref float {Local(plan.Loop, Taken(plan))} = ref {Name(plan.Initial)};");
        writer.Line($"scoped ref float {Local(plan.Loop, Made(plan))} = {(isOdd ? "ref " + result : other)};");
        writer.Line($"scoped ref float {Local(plan.Loop, "Other")} = {(isOdd ? other : "ref " + result)};");
    }

    private void WriteSwap(LoopPlan plan)
    {
        writer.Gap();
        writer.Line("// What this turn made is what the next one reads.");
        writer.Line($"{Local(plan.Loop, Taken(plan))} = ref {Local(plan.Loop, Made(plan))};");
        writer.Line($"{Local(plan.Loop, Made(plan))} = ref {Local(plan.Loop, "Other")};");
        writer.Line($"{Local(plan.Loop, "Other")} = ref {Local(plan.Loop, Taken(plan))};");
    }

    /// <summary>What each turn keeps: the first reads what came into the loop, the last makes its result.</summary>
    private void WriteKept(LoopPlan plan, Step[] ofRun)
    {
        const string index = Index;
        (int start, int end) = plan.Loop.IsReversed ? (plan.Loop.Count - 1, 0) : (0, plan.Loop.Count - 1);
        string before = index + (plan.Loop.IsReversed ? " + 1" : " - 1");
        if (ofRun.Any(step => step.Reads.Contains(plan.Input)))
        {
            writer.Line($"ref float {names.Of(plan.Input)} = ref ({index} == {Text.Number(start)} ? ref {Name(plan.Initial)} : {Turn(plan, before)});");
        }

        if (ofRun.Any(step => step.Reads.Contains(plan.Output) || step.Write == plan.Output))
        {
            writer.Line($"ref float {names.Of(plan.Output)} = ref ({index} == {Text.Number(end)} ? ref {Name(plan.Result)} : {Turn(plan, index)});");
        }
    }

    private string Turn(LoopPlan plan, string turn) => place(plan.Output)!.Replace(Index, turn.Contains(' ') ? "(" + turn + ")" : turn);
}
