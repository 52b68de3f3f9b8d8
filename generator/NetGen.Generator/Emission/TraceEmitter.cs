using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission;

/// <summary>Writes the trace: the passes without fusion, one example at a time, in the narrowest kernels, which every machine has.</summary>
internal sealed class TraceEmitter(NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly TracePlan _trace = plan.Trace;
    private readonly ValueNames _names = new();

    public SourceFile Emit()
    {
        // Under the names that they have in the story.
        foreach ((Value value, _) in plan.Constants)
        {
            _names.Of(value);
        }

        return Write();
    }

    private SourceFile Write() => FileFrame.Write(
        declaration,
        "Trace",
        [
            $"The trace of {declaration.Name}: the same computation without fusion, so that every value can be looked at.",
            "The order of every sum is that of the fast passes, so the bits are the same.",
        ],
        [
            "NetGenBuffer = global::NetGen.Runtime.V1.AlignedBuffer",
            "MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal",
            "ReadOnlyFloatSpan = global::System.ReadOnlySpan<float>",
            "ReadOnlyIntSpan = global::System.ReadOnlySpan<int>",
            "NetGenKernels = global::NetGen.Runtime.V1.Kernels",
            "NetGenTracedValue = global::NetGen.TracedValue",
        ],
        writer =>
        {
            using (writer.Block("partial class " + declaration.Name))
            using (writer.Block("private static partial class Compiled"))
            {
                WriteTrace(writer);
            }
        });

    private void WriteTrace(CodeWriter writer)
    {
        string target = _graph.Objective is null ? "" : $", {(_graph.Objective.Target.Kind == ElementKind.Int ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan")} target, bool hasTarget";
        string parameters = _graph.Parameters.Count > 0 ? ", ref float parameters" : "";
        writer.Line("/// <summary>Every named value of one example, and with a target its gradient.</summary>");
        using (writer.Block($"public static global::NetGen.Trace Trace(ReadOnlyFloatSpan example{target}{parameters})"))
        {
            int floats = _trace.Scratch.FixedFloats + _trace.Scratch.FloatsPerRow;
            writer.Line($"var memory = new NetGenBuffer({Text.Number(floats)});");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(example);");
            var steps = new StepWriter(writer, _names);
            steps.Declare(_trace.Forward, Place);
            WriteSteps(writer, steps, _trace.Forward);
            if (_trace.Loss is { } loss)
            {
                WriteBackward(writer, steps, loss);
            }

            writer.Gap();
            WriteResult(writer);
        }
    }

    private void WriteBackward(CodeWriter writer, StepWriter steps, Step loss)
    {
        writer.Gap();
        writer.Line("double loss = 0;");
        using (writer.Block("if (hasTarget)"))
        {
            if (new[] { loss, _trace.DeclaredLoss }.Any(step => step?.Kernel is RowKernel { IsScaled: true }))
            {
                writer.Line("float scales = 1;");
            }

            writer.Line($"ref {(_graph.Objective!.Target.Kind == ElementKind.Int ? "int" : "float")} expected = ref MemoryMarshal.GetReference(target);");
            var declared = new HashSet<Value>(_trace.Forward.SelectMany(step => step.Reads.Append(step.Write!)));
            Step[] losses = _trace.DeclaredLoss is { } declaredLoss ? [loss, declaredLoss] : [loss];
            steps.Declare(losses.Concat(_trace.Backward), value => declared.Contains(value) ? null : Place(value));
            writer.Gap();
            string? Alias(Value value) => value == _graph.Objective.Target ? "expected" : null;
            steps.Call(loss, InstructionSet.Narrowest.Kernels, StepRows.One, Alias, "loss");
            if (_trace.DeclaredLoss is not null)
            {
                writer.Gap();
                writer.Line("double declaredLoss = 0;");
                writer.Line($"// Only to be looked at: training goes from the loss to {loss.Reads[0].Name} at once.");
                steps.Call(_trace.DeclaredLoss, InstructionSet.Narrowest.Kernels, StepRows.One, Alias, "declaredLoss");
            }

            WriteSteps(writer, steps, _trace.Backward);
        }
    }

    private static void WriteSteps(CodeWriter writer, StepWriter steps, IEnumerable<Step> list)
    {
        foreach (Step step in list)
        {
            writer.Gap();
            steps.Call(step, InstructionSet.Narrowest.Kernels, StepRows.One);
        }
    }

    private void WriteResult(CodeWriter writer)
    {
        writer.Line("global::System.Span<float> values = memory.Span;");
        writer.Line("return new global::NetGen.Trace(");
        writer.Line("[");
        using (writer.Indent())
        {
            writer.Line(Traced(_graph.Input, "example.ToArray()"));
            foreach (Node node in _graph.Nodes)
            {
                writer.Line(Traced(node.Output, Slice(node.Output)));
            }
        }

        writer.Line(_graph.Objective is null ? "]);" : "], hasTarget ? loss : null);");
    }

    private string Traced(Value value, string content)
    {
        string gradient = _trace.Gradients.TryGetValue(value, out Value? found) && _trace.Scratch.Slots.ContainsKey(found)
            ? "hasTarget ? " + Slice(found) + " : null"
            : "null";
        return $"new NetGenTracedValue({Text.Quoted(value.Name)}, {value.Shape}, {content}, {gradient}),";
    }

    private string Slice(Value value) => $"values.Slice({Text.Number(OffsetOf(value))}, {Text.Number(value.Shape.Size)}).ToArray()";

    private int OffsetOf(Value value) => _trace.Scratch.OffsetOf(value) + (value.Extent == Extent.PerExample ? _trace.Scratch.FixedFloats : 0);

    private string? Place(Value value)
    {
        if (value == _graph.Input || value == _graph.Objective?.Target)
        {
            return null;
        }

        if (InfoEmitter.ConstantsName(plan, _names, value) is { } constants)
        {
            return $"ref MemoryMarshal.GetReference({constants})";
        }

        return _trace.Scratch.Slots.ContainsKey(value)
            ? Reference("memory.Reference", OffsetOf(value))
            : $"ref Unsafe.Add(ref parameters, {InfoEmitter.OffsetName(_names, value)})";
    }

    private static string Reference(string memory, int offset) => offset == 0 ? "ref " + memory : $"ref Unsafe.Add(ref {memory}, {Text.Number(offset)})";
}
