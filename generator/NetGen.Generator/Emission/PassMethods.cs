using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>What the methods of passes have in common: the choice of kernels, the references to the memory of values.</summary>
internal sealed class PassMethods(CodeWriter writer, NetworkPlan plan, EquatableArray<InstructionSet> sets, ValueNames names)
{
    public void Generic(string opening, Action body)
    {
        writer.Line(opening);
        using (writer.Indent())
        {
            writer.Line("where TKernels : struct, IKernels");
        }

        using (writer.Block())
        {
            body();
        }
    }

    /// <summary>One statement for each instruction set, the first that the processor has.</summary>
    public void Dispatch(Func<InstructionSet, string> statement)
    {
        for (int i = 0; i < sets.Count; i++)
        {
            if (sets.Count == 1)
            {
                writer.Line(statement(sets[i]));
                return;
            }

            string condition = i == sets.Count - 1 ? "else" : $"{(i == 0 ? "if" : "else if")} ({sets[i].Kernels}.IsSupported)";
            using (writer.Block(condition))
            {
                writer.Line(statement(sets[i]));
            }
        }
    }

    /// <summary>The reference of a parameter, or of a value in scratch.</summary>
    /// <param name="value">Whose.</param>
    /// <param name="scratch">Where values lie.</param>
    /// <param name="rows">The reference to the memory of values of each example.</param>
    /// <param name="shared">The reference to the memory of values of the whole batch.</param>
    /// <param name="capacity">Rows of that memory, as text.</param>
    public string Place(Graph.Value value, ScratchPlan scratch, string rows, string shared, string capacity)
    {
        if (InfoEmitter.ConstantsName(plan, names, value) is { } constants)
        {
            return $"ref MemoryMarshal.GetReference({constants})";
        }

        if (!scratch.Slots.TryGetValue(value, out ScratchSlot? slot))
        {
            return Parameter("parameters", names, value);
        }

        // Where both share one memory, that of the whole batch comes first.
        int before = rows == shared ? scratch.FixedFloats : 0;
        string turn = slot.Turn == 0 ? "" : LoopWriter.Index + " * " + Text.Number(slot.Turn);
        return value.Extent == Graph.Extent.Shared
            ? At(shared, Sum(slot.Offset == 0 ? "" : Text.Number(slot.Offset), turn))
            : At(rows, Sum(before == 0 ? "" : Text.Number(before), slot.Offset == 0 ? "" : Times(slot.Offset, capacity), turn.Length == 0 ? "" : turn + " * " + capacity));
    }

    /// <summary>The reference to a parameter, in a loop to that of the block.</summary>
    public static string Parameter(string reference, ValueNames names, Graph.Value parameter) => At(
        reference,
        InfoEmitter.OffsetName(names, parameter) + (parameter.Loop is { } loop ? $" + {LoopWriter.Index} * {InfoEmitter.TurnName(loop)}" : ""));

    private static string Sum(params string[] terms) => terms.Where(term => term.Length > 0).ToArray() is { Length: > 0 } present ? string.Join(" + ", present) : "0";

    public static string At(string reference, string offset) => offset == "0" ? "ref " + reference : $"ref Unsafe.Add(ref {reference}, {offset})";

    public static string Times(int factor, string count) => factor == 1 ? count : Text.Number(factor) + " * " + count;

    /// <summary>The most spans that the team of the runtime takes.</summary>
    public const int MostSpans = 8;

    /// <summary>Spans as bytes, for the team.</summary>
    public static string Bytes(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => $"MemoryMarshal.AsBytes({field.Name})"));

    /// <summary>Parameters or arguments as text, without those that do not apply.</summary>
    public static string List(params string?[] items)
    {
        var present = new List<string>();
        foreach (string? item in items)
        {
            if (item is { Length: > 0 })
            {
                present.Add(item);
            }
        }

        return string.Join(", ", present);
    }
}
