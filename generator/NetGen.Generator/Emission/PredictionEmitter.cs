using System;
using NetGen.Generator.Common;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the forward pass of prediction.</summary>
internal sealed class PredictionEmitter(CodeWriter writer, NetworkPlan plan, EquatableArray<InstructionSet> sets, ValueNames names)
{
    /// <summary>Examples that a batch prediction takes at a time, so that scratch does not grow with the batch.</summary>
    private const int LargestBlock = 64;

    /// <summary>Floats of scratch that a block should not exceed: 64 of very wide rows would overflow an int, so those are taken one or a few at a time.</summary>
    private const int LargestScratch = 1 << 24;

    private readonly ForwardGraph _graph = plan.Graph;
    private readonly PassMethods _methods = new(writer, sets, names);
    private readonly StepWriter _steps = new(writer, names);

    private bool HasParameters => _graph.Parameters.Count > 0;

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
                _methods.Dispatch(set => $"{set.Kernels}.{probabilities.Name}(ref scores, ref scores, 0, 1);");
            }
        }
    }

    private void WriteForward()
    {
        ScratchPlan scratch = plan.Prediction.Scratch;
        string Signature(string type) => PassMethods.List(
            type + "x", type + "y", HasParameters ? type + "parameters" : "", scratch.FloatsPerRow > 0 ? type + "scratch" : "");
        string parameters = Signature("ref float ") + ", int rows";
        writer.Line("/// <summary>The forward pass of some rows, in the widest kernels that the processor has.</summary>");
        using (writer.Block($"public static void Forward({parameters})"))
        {
            _methods.Dispatch(set => $"Forward<{set.Kernels}>({Signature("ref ")}, rows);");
        }

        writer.Gap();
        writer.Line("/// <summary>The forward pass: values live in scratch only until they are read.</summary>");
        _methods.Generic($"private static void Forward<TKernels>({parameters})", () =>
        {
            _steps.Declare(
                plan.Prediction.Steps,
                value => value == _graph.Input || value == _graph.Output ? null : _methods.Place(value, scratch, "scratch", "scratch", "rows"),
                scratch);
            foreach (Step step in plan.Prediction.Steps)
            {
                writer.Gap();
                _steps.Call(step, "TKernels", StepRows.Whole, value => value == _graph.Output ? "y" : null);
            }
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
                writer.Line($"ref float scratch = ref MemoryMarshal.GetReference(NetGenScratch.Get({PassMethods.Times(perRow, $"(rows < {most} ? rows : {most})")}));");
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
}
