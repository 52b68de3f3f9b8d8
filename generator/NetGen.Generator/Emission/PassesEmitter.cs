using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the passes: forward, and for training forward that keeps values, loss and backward.</summary>
internal sealed class PassesEmitter(CodeWriter writer, NetworkPlan plan, EquatableArray<InstructionSet> sets, ValueNames names)
{
    /// <summary>Examples that a batch prediction takes at a time, so that scratch does not grow with the batch.</summary>
    private const int LargestBlock = 64;

    /// <summary>Floats of scratch that a block should not exceed: 64 of very wide rows would overflow an int, so those are taken one or a few at a time.</summary>
    private const int LargestScratch = 1 << 24;

    private readonly ForwardGraph _graph = plan.Graph;
    private readonly StepWriter _steps = new(writer, names);

    private bool HasParameters => _graph.Parameters.Count > 0;

    private string TargetReference => _graph.Objective!.Target.Kind == ElementKind.Int ? "ref int target" : "ref float target";

    public void Emit()
    {
        WriteForward();
        writer.Gap();
        WriteBlocks();
        if (plan.Probabilities is { } probabilities)
        {
            writer.Gap();
            writer.Line("/// <summary>Scores to probabilities, in place.</summary>");
            using (writer.Block("public static void Probabilities(ref float scores)"))
            {
                Dispatch(set => $"{set.Kernels}.{probabilities.Name}(ref scores, ref scores, 1);");
            }
        }

        if (plan.Training is { } training)
        {
            writer.Gap();
            WriteEntry(training, "Loss", "The loss of a batch.", withGradients: false);
            writer.Gap();
            WriteEntry(training, "Gradient", "The loss of a batch and its gradient.", withGradients: true);
            writer.Gap();
            WriteKeeping(training);
            writer.Gap();
            WriteLossOnly(training);
            writer.Gap();
            WriteBackward(training);
        }
    }

    private void WriteForward()
    {
        ScratchPlan scratch = plan.Prediction.Scratch;
        string parameters = "ref float x, ref float y" + (HasParameters ? ", ref float parameters" : "") + (scratch.FloatsPerRow > 0 ? ", ref float scratch" : "") + ", int rows";
        string arguments = "ref x, ref y" + (HasParameters ? ", ref parameters" : "") + (scratch.FloatsPerRow > 0 ? ", ref scratch" : "") + ", rows";
        writer.Line("/// <summary>The forward pass of some rows, in the widest kernels that the processor has.</summary>");
        using (writer.Block($"public static void Forward({parameters})"))
        {
            Dispatch(set => $"Forward<{set.Kernels}>({arguments});");
        }

        writer.Gap();
        writer.Line("/// <summary>The forward pass: values live in scratch only until they are read.</summary>");
        WriteGeneric($"private static void Forward<TKernels>({parameters})", () =>
        {
            _steps.Declare(plan.Prediction.Steps, value => value == _graph.Input || value == _graph.Output ? null : Place(value, scratch, "scratch", "rows"), scratch);
            WriteSteps(plan.Prediction.Steps, "rows", value => value == _graph.Output ? "y" : null);
        });
    }

    private void WriteBlocks()
    {
        int perRow = plan.Prediction.Scratch.FloatsPerRow;
        string most = Text.Number(perRow == 0 ? LargestBlock : Math.Min(Math.Max(LargestScratch / perRow, 1), LargestBlock));
        writer.Line("/// <summary>The forward pass of any number of rows, in blocks, so that scratch does not grow with them.</summary>");
        using (writer.Block($"public static void PredictBlocks(ref float x, ref float y{(HasParameters ? ", ref float parameters" : "")}, int rows)"))
        {
            string arguments = "ref Unsafe.Add(ref x, first * InputSize), ref Unsafe.Add(ref y, first * OutputSize)" + (HasParameters ? ", ref parameters" : "");
            if (perRow > 0)
            {
                writer.Line($"ref float scratch = ref MemoryMarshal.GetReference(NetGenScratch.Get({LaneText(perRow, $"(rows < {most} ? rows : {most})")}));");
                arguments += ", ref scratch";
            }

            // By the block's own rows: a full step beyond the last row could pass the largest int.
            writer.Line("int block;");
            using (writer.Block("for (int first = 0; first < rows; first += block)"))
            {
                writer.Line($"block = rows - first < {most} ? rows - first : {most};");
                writer.Line($"Forward({arguments}, block);");
            }
        }
    }

    private void WriteEntry(TrainingPlan training, string name, string summary, bool withGradients)
    {
        Objective objective = _graph.Objective!;
        bool gradients = withGradients && HasParameters;
        string target = objective.Target.Kind == ElementKind.Int ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan";
        string parameters = (HasParameters ? ", ref float parameters" : "") + (gradients ? ", ref float gradients" : "");
        writer.Line($"/// <summary>{summary} Weights are those of the examples; none means 1 each.</summary>");
        using (writer.Block($"public static double {name}(ReadOnlyFloatSpan x, {target} target, ReadOnlyFloatSpan weights{parameters}, global::NetGen.Workspace workspace)"))
        {
            if (objective.Operation.TargetCheck is { } check)
            {
                writer.Line($"NetGenCheck.{check}(target, {Text.Number(objective.Prediction.Shape.Size)}, nameof(target));");
            }

            writer.Line("int rows = x.Length / InputSize;");
            writer.Line("int capacity = workspace.PaddedCapacity;");
            writer.Line("ref float memory = ref workspace.Buffer.Reference;");
            writer.Line("workspace.Completed(0);");
            string ones = Place(training.ExampleWeights, training.Scratch, "memory", "capacity")!;
            writer.Line($"ReadOnlyFloatSpan exampleWeights = NetGenWeights.OrOnes(weights, MemoryMarshal.CreateSpan({ones}, rows));");
            string arguments = "ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(target), ref MemoryMarshal.GetReference(exampleWeights), weightScale"
                + (HasParameters ? ", ref parameters" : "") + (gradients ? ", ref gradients" : "") + ", ref memory, capacity, rows";
            bool isMean = objective.Reduction == Reduction.Mean;
            if (isMean)
            {
                writer.Line("double weightScale = 1 / NetGenWeights.Sum(exampleWeights);");
            }
            else
            {
                writer.Line("double weightScale = 1;");
            }

            writer.Line("double loss;");
            Dispatch(set => $"loss = {name}<{set.Kernels}>({arguments});");
            if (withGradients)
            {
                writer.Line("workspace.Completed(rows);");
            }

            writer.Line(isMean ? "return loss * weightScale;" : "return loss;");
        }
    }

    private void WriteKeeping(TrainingPlan training)
    {
        string parameters = "ref float x" + (HasParameters ? ", ref float parameters" : "") + ", ref float memory, int capacity, int rows";
        writer.Line("/// <summary>The forward pass of a training step: keeps in the workspace what the backward pass reads.</summary>");
        WriteGeneric($"private static void ForwardKeeping<TKernels>({parameters})", () =>
        {
            _steps.Declare(training.Forward, value => TrainingPlace(value, training), training.Scratch);
            WriteSteps(training.Forward, "rows", _ => null);
        });
    }

    private string Keeping => $"ForwardKeeping<TKernels>(ref x{(HasParameters ? ", ref parameters" : "")}, ref memory, capacity, rows);";

    private string TrainingParameters(bool gradients) =>
        $"ref float x, {TargetReference}, ref float exampleWeights, double weightScale{(HasParameters ? ", ref float parameters" : "")}{(gradients && HasParameters ? ", ref float gradients" : "")}, ref float memory, int capacity, int rows";

    private void WriteLossOnly(TrainingPlan training)
    {
        writer.Line("/// <summary>Forward, then the sum of the examples' losses, each times its weight.</summary>");
        WriteGeneric($"private static double Loss<TKernels>({TrainingParameters(gradients: false)})", () =>
        {
            writer.Line(Keeping);
            _steps.Declare([training.LossOnly], value => TrainingPlace(value, training));
            writer.Gap();
            _steps.Call(training.LossOnly, "TKernels", "rows", "return ");
        });
    }

    private void WriteBackward(TrainingPlan training)
    {
        writer.Line("/// <summary>Forward, the sum of the examples' losses, and backward.</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// d v stands for dL/dv, summed over the examples for a parameter. The chain rule takes it from each output to what the output was made of:");
        IEnumerable<string> derivations = _graph.Nodes.Reverse().Select(node => node.Operation.Derivation).OfType<string>().Prepend(training.Graph.Objective.Operation.Derivation).Distinct();
        foreach (string derivation in derivations)
        {
            writer.Line("/// <para>" + Text.Xml(derivation) + "</para>");
        }

        writer.Line("/// </remarks>");
        WriteGeneric($"private static double Gradient<TKernels>({TrainingParameters(gradients: true)})", () =>
        {
            writer.Line(Keeping);
            _steps.Declare(training.Backward.Prepend(training.LossWithGradient), value => TrainingPlace(value, training), training.Scratch);
            writer.Gap();
            _steps.Call(training.LossWithGradient, "TKernels", "rows", "double loss = ");
            WriteSteps(training.Backward, "rows", _ => null);
            writer.Gap();
            writer.Line("return loss;");
        });
    }

    private void WriteSteps(IReadOnlyList<Step> steps, string rows, Func<Value, string?> alias)
    {
        foreach (Step step in steps)
        {
            writer.Gap();
            _steps.Call(step, "TKernels", rows, alias: alias);
        }
    }

    private void WriteGeneric(string opening, Action body)
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
    private void Dispatch(Func<InstructionSet, string> statement)
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

    private string? TrainingPlace(Value value, TrainingPlan training)
    {
        if (value == _graph.Input || value == _graph.Objective!.Target)
        {
            return null;
        }

        foreach (KeyValuePair<Value, Value> gradient in training.Graph.Gradients)
        {
            if (gradient.Value == value && _graph.Parameters.Any(parameter => parameter.Value == gradient.Key))
            {
                return At("gradients", InfoEmitter.OffsetName(names, gradient.Key));
            }
        }

        return Place(value, training.Scratch, "memory", "capacity");
    }

    /// <summary>The reference of a parameter, or of a value in scratch.</summary>
    private string Place(Value value, ScratchPlan scratch, string memory, string capacity)
    {
        if (!scratch.Slots.TryGetValue(value, out ScratchSlot? slot))
        {
            return At("parameters", InfoEmitter.OffsetName(names, value));
        }

        if (value.Extent == Extent.Shared)
        {
            return At(memory, Text.Number(slot.Offset));
        }

        string offset = slot.Offset == 0 ? "" : LaneText(slot.Offset, capacity);
        string before = scratch.FixedFloats == 0 ? "" : Text.Number(scratch.FixedFloats);
        return At(memory, before.Length > 0 && offset.Length > 0 ? before + " + (" + offset + ")" : before.Length + offset.Length == 0 ? "0" : before + offset);
    }

    private static string At(string reference, string offset) => offset == "0" ? "ref " + reference : $"ref Unsafe.Add(ref {reference}, {offset})";

    private static string LaneText(int factor, string count) => factor == 1 ? count : Text.Number(factor) + " * " + count;
}
