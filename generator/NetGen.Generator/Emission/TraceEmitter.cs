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
    private readonly Fields _fields = new(plan);
    private readonly ValueNames _names = new();

    public SourceFile Emit()
    {
        // Under the names that they have in the story.
        _fields.Register(_names);
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

    private bool HasTargets => _trace.Losses.Count > 0;

    private void WriteTrace(CodeWriter writer)
    {
        string inputs = string.Join(", ", _fields.Inputs.Select(field => $"{field.Span} {Example(field)}"));
        string targets = HasTargets ? string.Concat(_fields.Targets.Select(field => $", {field.SpanParameter}")) + ", bool hasTarget" : "";
        string parameters = _graph.Parameters.Count > 0 ? ", ref float parameters" : "";
        writer.Line("/// <summary>Every named value of one example, and with a target its gradient.</summary>");
        using (writer.Block($"public static global::NetGen.Trace Trace({inputs}{targets}{parameters})"))
        {
            int floats = _trace.Scratch.FixedFloats + _trace.Scratch.FloatsPerRow;
            writer.Line($"var memory = new NetGenBuffer({Text.Number(floats)});");
            foreach (Field field in _fields.Inputs)
            {
                writer.Line($"ref {(field.IsInt ? "int" : "float")} {field.Name} = ref MemoryMarshal.GetReference({Example(field)});");
            }

            var steps = new StepWriter(writer, _names);
            steps.Declare(_trace.Forward, Place);
            WriteSteps(writer, steps, _trace.Forward);
            if (HasTargets)
            {
                WriteBackward(writer, steps);
            }

            writer.Gap();
            WriteResult(writer);
        }
    }

    /// <summary>The name of an input's span.</summary>
    private static string Example(Field field) => field.Name == "x" ? "example" : field.Name + "Example";

    /// <summary>The name of a target's number or numbers.</summary>
    private static string Expected(Field field) => field.Name == "target" ? "expected" : field.Name + "Expected";

    private void WriteBackward(CodeWriter writer, StepWriter steps)
    {
        writer.Gap();
        writer.Line("double loss = 0;");
        using (writer.Block("if (hasTarget)"))
        {
            foreach (Step step in _trace.Losses.Where(step => IsScaled(step) || _trace.DeclaredLosses.Any(declared => declared.Objective == step.Objective && IsScaled(declared))))
            {
                double weight = _graph.Objectives[step.Objective].Weight;
                writer.Line($"float {StepWriter.OfObjective("scales", step.Objective)} = {(weight == 1 ? "1" : Text.Float(weight))};");
            }

            foreach (Step step in _trace.Losses.Where(step => step.Objective > 0))
            {
                writer.Line($"double {StepWriter.OfObjective("loss", step.Objective)} = 0;");
            }

            foreach (Field target in _fields.Targets)
            {
                writer.Line($"ref {(target.IsInt ? "int" : "float")} {Expected(target)} = ref MemoryMarshal.GetReference({target.Name});");
            }

            var declared = new HashSet<Value>(_trace.Forward.SelectMany(step => step.Reads.Append(step.Write!)));
            steps.Declare(_trace.Ends.Concat(_trace.Losses).Concat(_trace.DeclaredLosses).Concat(_trace.Backward), value => declared.Contains(value) ? null : Place(value));
            string? Alias(Value value) => _fields.Targets.FirstOrDefault(field => field.Value == value) is { } field ? Expected(field) : null;
            WriteSteps(writer, steps, _trace.Ends, Alias);
            WriteSteps(writer, steps, _trace.Losses, Alias);
            WriteDeclaredLosses(writer, steps, Alias);
            WriteSteps(writer, steps, _trace.Backward, Alias);
            WriteSum(writer);
        }
    }

    private static bool IsScaled(Step step) => step.Kernel is RowKernel { IsScaled: true };

    private void WriteDeclaredLosses(CodeWriter writer, StepWriter steps, System.Func<Value, string?> alias)
    {
        foreach (Step step in _trace.DeclaredLosses)
        {
            Step trained = _trace.Losses.First(loss => loss.Objective == step.Objective);
            writer.Gap();
            writer.Line($"double {StepWriter.OfObjective("declaredLoss", step.Objective)} = 0;");
            writer.Line($"// Only to be looked at: training goes from the loss to {trained.Reads[0].Name} at once.");
            steps.Call(step, InstructionSet.Narrowest.Kernels, StepRows.One, alias, "declaredLoss");
        }
    }

    /// <summary>The loss of the example is the sum of all, each times its weight.</summary>
    private void WriteSum(CodeWriter writer)
    {
        if (_graph.Objectives.Count == 1 && _graph.Objective!.Weight == 1)
        {
            return;
        }

        string sum = string.Join(" + ", _graph.Objectives.Select((objective, i) => StepWriter.OfObjective("loss", i) + (objective.Weight == 1 ? "" : " * " + Text.Double(objective.Weight))));
        writer.Gap();
        writer.Line($"loss = {sum};");
    }

    private static void WriteSteps(CodeWriter writer, StepWriter steps, IEnumerable<Step> list, System.Func<Value, string?>? alias = null)
    {
        foreach (Step step in list)
        {
            writer.Gap();
            steps.Call(step, InstructionSet.Narrowest.Kernels, StepRows.One, alias, "loss");
        }
    }

    private void WriteResult(CodeWriter writer)
    {
        writer.Line("global::System.Span<float> values = memory.Span;");
        writer.Line("return new global::NetGen.Trace(");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (Field input in _fields.Inputs.Where(input => !input.IsInt))
            {
                writer.Line(Traced(input.Value, Example(input) + ".ToArray()"));
            }

            foreach (Node node in _trace.Nodes.Where(node => node.Output.Extent == Extent.PerExample))
            {
                writer.Line(Traced(node.Output, Content(_trace.Views.Of(node.Output))));
            }
        }

        writer.Line(HasTargets ? "], hasTarget ? loss : null);" : "]);");
    }

    private string Content(Value place) => _fields.Inputs.FirstOrDefault(input => input.Value == place) is { } input ? Example(input) + ".ToArray()" : Slice(place);

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
        if (_fields.IsGiven(value))
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
