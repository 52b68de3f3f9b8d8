using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>Up to so many steps a call less is worth more than the code.</summary>
    private const int InlinedSteps = 4;

    private readonly ForwardGraph _graph = plan.Graph;
    private readonly Fields _fields = new(plan);
    private readonly PassMethods _methods = new(writer, plan, sets, names);
    private readonly StepWriter _steps = new(writer, names);

    private bool HasParameters => _graph.Parameters.Count > 0;

    public void Emit()
    {
        WriteForward();
        writer.Gap();
        WriteBlocks();
        writer.Gap();
        WriteBatch();
        WriteTeamPass();
        if (plan.Probabilities is { } probabilities)
        {
            writer.Gap();
            writer.Line("/// <summary>Scores to probabilities, in place.</summary>");
            using (writer.Block("public static void Probabilities(ref float scores)"))
            {
                _methods.Dispatch(set => $"{set.Kernels}.{probabilities.Name}(ref scores, ref scores, {string.Concat(probabilities.Sizes.Select(size => Text.Number(size.Value) + ", "))}0, 1);");
            }
        }
    }

    private void WriteForward()
    {
        ScratchPlan scratch = plan.Prediction.Scratch;
        string parameters = PassMethods.List(
            Fields.RefParameters(_fields.Inputs), Fields.RefParameters(_fields.Outputs), HasParameters ? "ref float parameters" : "", HasScratch ? "ref float scratch" : "", "int rows");
        string arguments = PassMethods.List(Fields.Refs(_fields.Inputs), Fields.Refs(_fields.Outputs), HasParameters ? "ref parameters" : "", HasScratch ? "ref scratch" : "", "rows");
        writer.Line("/// <summary>The forward pass of some rows, in the widest kernels that the processor has.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void Forward({parameters})"))
        {
            _methods.Dispatch(set => $"Forward<{set.Kernels}>({arguments});");
        }

        writer.Gap();
        writer.Line("/// <summary>The forward pass: values live in scratch only until they are read.</summary>");
        if (plan.Prediction.Steps.Count <= InlinedSteps)
        {
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        }

        _methods.Generic($"private static void Forward<TKernels>({parameters})", () =>
        {
            var loops = new LoopWriter(
                writer,
                names,
                _steps,
                value => _fields.IsGiven(value) || _fields.OutputName(value) is not null ? null : _methods.Place(value, scratch, "scratch", "scratch", "rows"),
                scratch,
                plan.Prediction.Loops,
                step => _steps.Call(step, "TKernels", StepRows.Whole, _fields.OutputName))
            {
                OutputName = _fields.OutputName,
            };
            loops.Write(plan.Prediction.Steps, showsReuse: true);
        });
    }

    private bool HasScratch => plan.Prediction.Scratch.FloatsPerRow + plan.Prediction.Scratch.FixedFloats > 0;

    private void WriteBlocks()
    {
        int perRow = plan.Prediction.Scratch.FloatsPerRow;
        string most = Text.Number(perRow == 0 ? LargestBlock : Math.Min(Math.Max(LargestScratch / perRow, 1), LargestBlock));
        writer.Line("/// <summary>The forward pass of any number of rows, in blocks, so that scratch does not grow with them.</summary>");
        using (writer.Block($"private static void PredictBlocks({PassMethods.List(Fields.RefParameters(_fields.Inputs), Fields.RefParameters(_fields.Outputs), HasParameters ? "ref float parameters" : "", "int rows")})"))
        {
            string arguments = PassMethods.List(RefsAt(_fields.Inputs, "Input", "first"), RefsAt(_fields.Outputs, "Output", "first"), HasParameters ? "ref parameters" : "");
            if (HasScratch)
            {
                string fixedFloats = plan.Prediction.Scratch.FixedFloats == 0 ? "" : Text.Number(plan.Prediction.Scratch.FixedFloats) + (perRow == 0 ? "" : " + ");
                writer.Line($"ref float scratch = ref MemoryMarshal.GetReference(NetGenScratch.Get({fixedFloats}{(perRow == 0 ? "" : PassMethods.Times(perRow, $"(rows < {most} ? rows : {most})"))}));");
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

    /// <summary>References to a row of each field, with the constant of the class that holds the size of a single one.</summary>
    private static string RefsAt(IReadOnlyList<Field> fields, string role, string row) => fields.Count == 1
        ? $"ref Unsafe.Add(ref {fields[0].Name}, {row} * {role}Size)"
        : Fields.RefsAt(fields, row);

    private string Spans => Fields.SpanParameters(_fields.Inputs) + string.Concat(_fields.Outputs.Select(output => ", FloatSpan " + output.Name));

    private string Parameters => HasParameters ? ", ref float parameters" : "";

    private IReadOnlyList<Field> Both => [.. _fields.Inputs, .. _fields.Outputs];

    /// <summary>A team takes a limited number of spans.</summary>
    private bool HasTeam => Both.Count <= PassMethods.MostSpans;

    private void WriteBatch()
    {
        string arguments = HasParameters ? ", ref parameters" : "";
        long multiplyAdds = plan.Prediction.Steps.Sum(step => step.MultiplyAdds);
        writer.Line("/// <summary>Any number of rows, on several threads where that pays.</summary>");
        using (writer.Block($"public static void PredictBatch({Spans}{Parameters}, int rows, int threads)"))
        {
            string alone = $"PredictBlocks({Fields.RefsOfSpans(_fields.Inputs)}, {Fields.RefsOfSpans(_fields.Outputs)}{arguments}, rows);";
            if (!HasTeam)
            {
                writer.Line(alone);
                return;
            }

            writer.Line($"threads = NetGenTeam.Threads(threads, rows * {Text.Number(multiplyAdds)}L);");
            using (writer.Block("if (threads > 1)"))
            {
                writer.Line($"PredictionPass.Run(threads, {Fields.Names(_fields.Inputs)}, {Fields.Names(_fields.Outputs)}{arguments}, rows);");
            }

            using (writer.Block("else"))
            {
                writer.Line(alone);
            }
        }
    }

    private void WriteTeamPass()
    {
        if (!HasTeam)
        {
            return;
        }

        writer.Gap();
        writer.Line("/// <summary>A prediction on several threads, each of which takes some of the rows.</summary>");
        using (writer.Block("private sealed class PredictionPass : NetGenTeamPass"))
        {
            writer.Line("[global::System.ThreadStatic]");
            writer.Line("private static PredictionPass? _ofThread;");
            writer.Gap();
            if (HasParameters)
            {
                writer.Line("private nint _parameters;");
            }

            writer.Line("private int _rows;");
            writer.Gap();
            using (writer.Block($"public static void Run(int threads, {Spans}{Parameters}, int rows)"))
            {
                writer.Line("PredictionPass pass = _ofThread ??= new PredictionPass();");
                if (HasParameters)
                {
                    writer.Line("pass._parameters = NetGenAddress.Of(ref parameters);");
                }

                writer.Line("pass._rows = rows;");
                writer.Line(_fields.IsSimple && !_fields.Inputs[0].IsInt
                    ? $"NetGenTeam.Run(pass, threads, {_fields.Inputs[0].Name}, default, {_fields.Outputs[0].Name});"
                    : $"NetGenTeam.Run(pass, threads, {PassMethods.Bytes(Both)});");
                if (HasParameters)
                {
                    writer.Line("NetGenAddress.KeepAlive(ref parameters);");
                }
            }

            writer.Gap();
            using (writer.Block("protected override void Run(NetGenMember member)"))
            {
                writer.Line("member.Share(_rows, 8, out int from, out int to);");
                string[] places = _fields.IsSimple && !_fields.Inputs[0].IsInt
                    ? ["ref Unsafe.Add(ref FloatsOf(0), from * InputSize)", "ref Unsafe.Add(ref FloatsOf(2), from * OutputSize)"]
                    : [.. Both.Select((field, i) => $"ref Unsafe.Add(ref {(field.IsInt ? "Ints" : "Floats")}Of({Text.Number(i)}), {Templates.IndexText.Times("from", field.Size)})")];
                writer.Line($"PredictBlocks({string.Join(", ", places)}{(HasParameters ? ", ref NetGenAddress.Floats(_parameters)" : "")}, to - from);");
            }
        }
    }
}
