using System;
using System.Collections.Immutable;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Refuses examples that a network cannot learn from, before anything is computed and with the rows' numbers as the caller knows them.</summary>
internal static class ExamplesCheck
{
    internal static void Require(Examples examples, NetworkInfo info, string argument)
    {
        Fields(examples.Inputs, info.Inputs, "input", info.Name, argument);
        Fields(examples.Targets, info.Targets, "target", info.Name, argument);
        Decisions decisions = Decisions.Of(info);
        for (int i = 0; i < info.Targets.Length; i++)
        {
            if (info.Targets[i].Kind == ElementKind.Int)
            {
                // How many classes a target of several has, the network does not say; the loss checks it batch by batch.
                int classes = decisions.Classes > 0 ? decisions.Classes : RuleOf(info, i) == TargetRule.ClassIndices ? int.MaxValue : 0;
                Classes(examples.Targets[i], classes, info, i, argument);
            }
            else
            {
                Floats(examples.Targets[i], decisions.Classes > 0, info, i, argument);
            }
        }
    }

    private static TargetRule RuleOf(NetworkInfo info, int target) =>
        !info.TargetRules.IsEmpty ? info.TargetRules[target] : target == 0 ? info.TargetRule : TargetRule.Any;

    /// <summary>Refuses indices of no class; 0 classes allow any.</summary>
    private static void Classes(Column column, int classes, NetworkInfo info, int target, string argument)
    {
        ReadOnlySpan<int> targets = column.Ints;
        for (int i = 0; i < targets.Length && classes > 0; i++)
        {
            if ((uint)targets[i] >= (uint)classes)
            {
                string expected = classes == int.MaxValue ? "classes are counted from 0" : $"{info.Name} has the classes 0 to {classes - 1}";
                throw new ArgumentException($"The target {info.Targets[target].Name} of {argument} is {targets[i]} in row {i / column.Size}, but {expected}.", argument);
            }
        }
    }

    private static void Floats(Column column, bool areClasses, NetworkInfo info, int target, string argument)
    {
        string name = info.Targets[target].Name;
        if (TargetFault.Find(RuleOf(info, target), column.Floats, column.Size) is { } fault)
        {
            throw new ArgumentException($"The target {name} of {argument} {fault.What} in row {fault.Row}, but {fault.Why}.", argument);
        }

        ReadOnlySpan<float> targets = column.Floats;
        for (int i = 0; i < targets.Length && areClasses; i++)
        {
            if (float.IsNaN(targets[i]))
            {
                throw new ArgumentException($"The target {name} of {argument} holds NaN in row {i / column.Size}, which is no class.", argument);
            }
        }
    }

    private static void Fields(ImmutableArray<Column> columns, ImmutableArray<FieldInfo> fields, string role, string network, string argument)
    {
        if (columns.Length != fields.Length)
        {
            throw new ArgumentException($"{argument} has {Counted(columns.Length, role)}, but {network} has {fields.Length}.", argument);
        }

        for (int i = 0; i < fields.Length; i++)
        {
            if (columns[i].Kind != fields[i].Kind)
            {
                throw new ArgumentException(
                    $"The {role} {fields[i].Name} of {argument} holds {Noun(columns[i].Kind)}, but {network} expects {Noun(fields[i].Kind)}.", argument);
            }

            if (columns[i].Size != fields[i].Size)
            {
                throw new ArgumentException(
                    $"The {role} {fields[i].Name} of {argument} has {Counted(columns[i].Size, "value")} per example, but one example of {network} has {fields[i].Size}.",
                    argument);
            }
        }
    }

    private static string Noun(ElementKind kind) => kind == ElementKind.Float ? "floats" : "ints";

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
