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
        LoopWriter.Register(_names, _trace.Loops);
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
            WriteSteps(writer, steps, _trace.Forward, Place, null);
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

            var declared = new HashSet<Value>(Loops(writer, steps, Place, null).OuterValues(_trace.Forward));
            string? NewPlace(Value value) => declared.Contains(value) ? null : Place(value);
            string? Alias(Value value) => _fields.Targets.FirstOrDefault(field => field.Value == value) is { } field ? Expected(field) : null;
            WriteSteps(writer, steps, [.. _trace.Ends, .. _trace.Losses], NewPlace, Alias);
            declared.UnionWith(StepWriter.ValuesOf([.. _trace.Ends, .. _trace.Losses]));
            WriteDeclaredLosses(writer, steps, NewPlace, Alias);
            declared.UnionWith(StepWriter.ValuesOf(_trace.DeclaredLosses));
            WriteSteps(writer, steps, _trace.Backward, NewPlace, Alias);
            WriteSum(writer);
        }
    }

    private static bool IsScaled(Step step) => step.Kernel is RowKernel { IsScaled: true };

    private void WriteDeclaredLosses(CodeWriter writer, StepWriter steps, System.Func<Value, string?> place, System.Func<Value, string?> alias)
    {
        steps.Declare(StepWriter.ValuesOf(_trace.DeclaredLosses), place);
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

    private void WriteSteps(CodeWriter writer, StepWriter steps, IReadOnlyList<Step> list, System.Func<Value, string?> place, System.Func<Value, string?>? alias) =>
        Loops(writer, steps, place, alias).Write(list, showsReuse: false);

    private LoopWriter Loops(CodeWriter writer, StepWriter steps, System.Func<Value, string?> place, System.Func<Value, string?>? alias) =>
        new(writer, _names, steps, place, _trace.Scratch, _trace.Loops, step => steps.Call(step, InstructionSet.Narrowest.Kernels, StepRows.One, alias, "loss"));

    private void WriteResult(CodeWriter writer)
    {
        Node[] shown = [.. _trace.Nodes.Where(node => node.Output.Extent == Extent.PerExample && node.Operation is not (Operators.LoopInput or Operators.LoopOutput))];
        writer.Line("global::System.Span<float> values = memory.Span;");
        if (shown.Any(node => node.Loop is not null))
        {
            WriteList(writer, shown);
            return;
        }

        writer.Line("return new global::NetGen.Trace(");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (string traced in Inputs().Concat(shown.Select(Traced)))
            {
                writer.Line(traced + ",");
            }
        }

        writer.Line(HasTargets ? "], hasTarget ? loss : null);" : "]);");
    }

    private IEnumerable<string> Inputs() => _fields.Inputs.Where(input => !input.IsInt).Select(input => Traced(input.Value, Text.Quoted(input.Name), Example(input) + ".ToArray()", SliceOfGradient(input.Value)));

    /// <summary>The values of loops, of one block after the other.</summary>
    private void WriteList(CodeWriter writer, Node[] shown)
    {
        writer.Line("var traced = new global::System.Collections.Generic.List<NetGenTracedValue>();");
        foreach (string input in Inputs())
        {
            writer.Line($"traced.Add({input});");
        }

        Loop? loop = null;
        for (int i = 0; i < shown.Length; i++)
        {
            if (shown[i].Loop is not { } current)
            {
                writer.Line($"traced.Add({Traced(shown[i])});");
            }
            else if (current != loop)
            {
                string index = LoopWriter.Index;
                using (writer.Block($"for (int {index} = 0; {index} < {Text.Number(current.Count)}; {index}++)"))
                {
                    foreach (Node node in shown.Where(node => node.Loop == current))
                    {
                        writer.Line($"traced.Add({Traced(node)});");
                    }
                }
            }

            loop = shown[i].Loop;
        }

        writer.Line(HasTargets ? "return new global::NetGen.Trace([.. traced], hasTarget ? loss : null);" : "return new global::NetGen.Trace([.. traced]);");
    }

    private string Traced(Node node)
    {
        Value value = node.Output;
        string name = node.Loop is { } loop
            ? $"$\"{loop.Base}{{{LoopWriter.Index} + {Text.Number(loop.First)}}}.{value.Name.Substring(loop.Prefix.Length)}\""
            : Text.Quoted(value.Name);
        return Traced(value, name, Content(_trace.Views.Of(value)), SliceOfGradient(value));
    }

    private string Content(Value place) => _fields.Inputs.FirstOrDefault(input => input.Value == place) is { } input ? Example(input) + ".ToArray()" : Slice(place);

    private static string Traced(Value value, string name, string content, string gradient) => $"new NetGenTracedValue({name}, {value.Shape}, {content}, {gradient})";

    private string SliceOfGradient(Value value) => _trace.Gradients.TryGetValue(value, out Value? found) && (_trace.Scratch.Slots.ContainsKey(found) || IsCarriedInput(found))
        ? "hasTarget ? " + Slice(found) + " : null"
        : "null";

    private bool IsCarriedInput(Value value) => _trace.Loops.Any(loop => loop.Input == value);

    /// <summary>A copy of a value. Of what goes from turn to turn the first input and the last result lie elsewhere.</summary>
    private string Slice(Value value)
    {
        if (_trace.Loops.FirstOrDefault(loop => loop.Output == value) is { } made)
        {
            string end = Text.Number(made.Loop.IsReversed ? 0 : made.Loop.Count - 1);
            return $"values.Slice({LoopWriter.Index} == {end} ? {PlainOffset(made.Result)} : {Offset(value, "")}, {Text.Number(value.Shape.Size)}).ToArray()";
        }

        if (_trace.Loops.FirstOrDefault(loop => loop.Input == value) is { } taken)
        {
            string start = Text.Number(taken.Loop.IsReversed ? taken.Loop.Count - 1 : 0);
            if (_fields.Inputs.FirstOrDefault(input => input.Value == taken.Initial) is { } given)
            {
                return $"({LoopWriter.Index} == {start} ? {Example(given)}.ToArray() : values.Slice({Offset(taken.Output, " - 1")}, {Text.Number(value.Shape.Size)}).ToArray())";
            }

            return $"values.Slice({LoopWriter.Index} == {start} ? {PlainOffset(taken.Initial)} : {Offset(taken.Output, taken.Loop.IsReversed ? " + 1" : " - 1")}, {Text.Number(value.Shape.Size)}).ToArray()";
        }

        return $"values.Slice({Offset(value, "")}, {Text.Number(value.Shape.Size)}).ToArray()";
    }

    private string PlainOffset(Value value) => Text.Number(OffsetOf(value));

    /// <summary>Where a value lies, in a loop that of another turn.</summary>
    private string Offset(Value value, string turn)
    {
        int step = _trace.Scratch.Slots[value].Turn;
        string index = step == 0 ? "" : LoopWriter.Index;
        return step == 0 ? PlainOffset(value) : $"{PlainOffset(value)} + {(turn.Length == 0 ? index : "(" + index + turn + ")")} * {Text.Number(step)}";
    }

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

        return _trace.Scratch.Slots.ContainsKey(value) ? PassMethods.At("memory.Reference", Offset(value, "")) : PassMethods.Parameter("parameters", _names, value);
    }
}
