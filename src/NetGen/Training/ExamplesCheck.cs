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
        if (Decisions.Of(info) is { Classes: > 0 } decisions && info.Targets[0].Kind == ElementKind.Int)
        {
            Classes(examples.Targets[0].Ints, decisions.Classes, info, argument);
        }

        for (int i = 0; i < info.Targets.Length; i++)
        {
            FieldInfo target = info.Targets[i];
            if (target.Kind == ElementKind.Float && TargetFault.Find(RuleOf(info, i), examples.Targets[i].Floats, target.Size) is { } fault)
            {
                throw new ArgumentException($"The target {target.Name} of {argument} {fault.What} in row {fault.Row}, but {fault.Why}.", argument);
            }
        }
    }

    private static TargetRule RuleOf(NetworkInfo info, int target) =>
        !info.TargetRules.IsEmpty ? info.TargetRules[target] : target == 0 ? info.TargetRule : TargetRule.Any;

    private static void Classes(ReadOnlySpan<int> targets, int classes, NetworkInfo info, string argument)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if ((uint)targets[i] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"The target {info.Targets[0].Name} of {argument} is {targets[i]} in row {i / info.Targets[0].Size}, but {info.Name} has the classes 0 to {classes - 1}.",
                    argument);
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
