using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes steps as calls of kernels under their equations, and the references to the memory they work on.</summary>
internal sealed class StepWriter(CodeWriter writer, ValueNames names)
{
    /// <summary>Declares a reference for each value of the steps that has a place.</summary>
    /// <param name="steps">What the method runs.</param>
    /// <param name="place">The text of a value's reference, or null if it is an argument of the method.</param>
    /// <param name="scratch">The plan by which values share memory, or null if none do.</param>
    public void Declare(IEnumerable<Step> steps, Func<Value, string?> place, ScratchPlan? scratch = null)
    {
        var declared = new HashSet<Value>();
        foreach (Value value in steps.SelectMany(step => step.Write is null ? step.Reads : step.Reads.Append(step.Write)))
        {
            if (declared.Add(value) && place(value) is { } reference)
            {
                writer.Line($"ref float {names.Of(value)} = {reference};{Predecessor(value, scratch)}");
            }
        }
    }

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
    /// <param name="rows">The number of examples, as text.</param>
    /// <param name="result">What the loss is assigned to, for a step that returns one.</param>
    /// <param name="alias">Another name for a value than its own, or null.</param>
    public void Call(Step step, string kernels, string rows, string result = "", Func<Value, string?>? alias = null)
    {
        FileFrame.Comment(writer, step.Layer, step.Equation.Split('\n'));
        string Name(Value value) => "ref " + (alias?.Invoke(value) ?? names.Of(value));
        IEnumerable<string> arguments = step.Reads.Select(Name);
        if (step.Write is not null)
        {
            arguments = arguments.Append(Name(step.Write));
        }

        if (step.Kernel.ReturnsLoss)
        {
            arguments = arguments.Append("ref exampleWeights").Append("weightScale");
        }

        if (step.Kernel.HasRows)
        {
            bool single = rows == "1";
            arguments = arguments.Append(step.RowsPerExample == 1 ? rows : single ? Text.Number(step.RowsPerExample) : $"{rows} * {Text.Number(step.RowsPerExample)}");
        }

        writer.Line($"{result}{kernels}.{step.Kernel.Name}({string.Join(", ", arguments)});");
    }
}
