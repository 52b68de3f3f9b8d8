using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Emission.Templates;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission;

/// <summary>Writes steps as calls of kernels under their equations, and the references to the memory they work on.</summary>
internal sealed class StepWriter(CodeWriter writer, ValueNames names)
{
    /// <summary>The name of the losses, or of the scales, of one of several objectives.</summary>
    public static string OfObjective(string name, int objective) => objective == 0 ? name : name + Text.Number(objective + 1);

    /// <summary>Declares a reference for each value that has a place.</summary>
    /// <param name="values">What the method reads and writes.</param>
    /// <param name="place">The text of a value's reference, or null if it is an argument of the method.</param>
    /// <param name="scratch">The plan by which values share memory, or null if none do.</param>
    public void Declare(IEnumerable<Value> values, Func<Value, string?> place, ScratchPlan? scratch = null)
    {
        var declared = new HashSet<Value>();
        foreach (Value value in values)
        {
            if (declared.Add(value) && place(value) is { } reference)
            {
                writer.Line($"ref float {names.Of(value)} = {reference};{Predecessor(value, scratch)}");
            }
        }
    }

    /// <summary>What steps read and write.</summary>
    public static IEnumerable<Value> ValuesOf(IEnumerable<Step> steps) => steps.SelectMany(step => step.Write is null ? step.Reads : step.Reads.Append(step.Write));

    /// <summary>A comment that names the value whose memory this one takes over.</summary>
    private string Predecessor(Value value, ScratchPlan? scratch)
    {
        if (scratch is null || !scratch.Slots.TryGetValue(value, out ScratchSlot? slot))
        {
            return "";
        }

        Value? before = scratch.Slots
            .Where(other => other.Key.Extent == value.Extent && other.Value.LastStep < slot.FirstStep && other.Value.Overlaps(slot))
            .OrderByDescending(other => other.Value.LastStep)
            .Select(other => other.Key)
            .FirstOrDefault();
        return before is null ? "" : $" // where {names.Of(before)} was";
    }

    /// <param name="step">What to run.</param>
    /// <param name="kernels">The type that holds the kernels.</param>
    /// <param name="rows">The examples it takes.</param>
    /// <param name="alias">Another name for a value than its own, or null.</param>
    /// <param name="losses">What receives the losses.</param>
    public void Call(Step step, string kernels, StepRows rows, Func<Value, string?>? alias = null, string losses = "losses")
    {
        string General(string text) => step.Loop?.Generalize(text) ?? text;
        FileFrame.Comment(writer, General(step.Layer), General(step.Equation).Split('\n'));
        Kernel kernel = step.Kernel;
        string Name(Value value) => "ref " + (alias?.Invoke(value) ?? names.Of(value));
        List<string> arguments = [.. step.Reads.Select(Name), .. step.Write is null ? [] : new[] { Name(step.Write) }];
        if (kernel is RowKernel { IsScaled: true })
        {
            arguments.Add("ref " + OfObjective("scales", step.Objective));
        }

        if (kernel.WritesLosses)
        {
            arguments.Add("ref " + OfObjective(losses, step.Objective));
        }

        // Each block of a loop has a stream of random numbers of its own.
        arguments.AddRange(kernel.Sizes.Select(size => Text.Number(size.Value) + (size.IsStream && step.Loop is { } loop ? " + " + LoopWriter.Index : "")));
        string Of(string examples) => IndexText.Times(examples, step.RowsPerExample);
        if (step.IsOnce)
        {
            arguments.AddRange(kernel.Extent == KernelExtent.Rows ? ["0", "1"] : []);
        }

        switch (step.IsOnce ? KernelExtent.Weights : kernel.Extent)
        {
            case KernelExtent.Rows:
                arguments.AddRange(kernel.Context(rows.First));
                arguments.AddRange([Of(rows.From), Of(rows.To)]);
                break;
            case KernelExtent.SumOfRows when kernel is OuterProductKernel outer:
                writer.Line($"member.Share({Text.Number(outer.Rows)}, {Text.Number(PanelLayout.PanelLanes)}, out start, out end);");
                arguments.AddRange([Of(rows.All), step.Accumulates ? "false" : "isFirst", "start", "end"]);
                break;
            case KernelExtent.SumOfRows:
                arguments.AddRange([Of(rows.All), step.Accumulates ? "false" : "isFirst"]);
                break;
            case KernelExtent.Weights:
                arguments.AddRange(kernel.Context(null));
                break;
        }

        string call = $"{(kernel.RuntimeMethod is { } method ? "NetGenKernels." + method : kernels + "." + kernel.Name)}({string.Join(", ", arguments)});";
        if (rows.HasMembers && (step.IsOnce || (kernel.Extent == KernelExtent.SumOfRows && kernel.RuntimeMethod is not null)))
        {
            using (writer.Block("if (member.IsFirst)"))
            {
                writer.Line(call);
            }
        }
        else
        {
            writer.Line(call);
        }
    }
}

/// <summary>Examples as text: those that a call takes, how many there are, and which of the whole batch is the first of them.</summary>
internal sealed record StepRows(string From, string To, string All, string First = "0", bool HasMembers = false)
{
    /// <summary>All rows of a prediction.</summary>
    public static readonly StepRows Whole = new("0", "rows", "rows");

    /// <summary>The part of one member of a team.</summary>
    public static readonly StepRows OfMember = new("from", "to", "rows", "first", HasMembers: true);

    /// <summary>Before the rows, by the first member alone.</summary>
    public static readonly StepRows Before = new("0", "0", "0");

    public static readonly StepRows One = new("0", "1", "1");
}
