using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission;

/// <summary>Writes the passes of training: the losses of a batch, and with them the gradient, block of rows after block, on one thread or several.</summary>
internal sealed class TrainingEmitter
{
    private readonly CodeWriter _writer;
    private readonly NetworkPlan _plan;
    private readonly TrainingPlan _training;
    private readonly ValueNames _names;
    private readonly ForwardGraph _graph;
    private readonly Fields _fields;
    private readonly PassMethods _methods;
    private readonly StepWriter _steps;
    private readonly ObjectiveTexts _objectives;

    public TrainingEmitter(CodeWriter writer, NetworkPlan plan, TrainingPlan training, EquatableArray<InstructionSet> sets, ValueNames names)
    {
        _writer = writer;
        _plan = plan;
        _training = training;
        _names = names;
        _graph = plan.Graph;
        _fields = new Fields(plan);
        _methods = new PassMethods(writer, plan, sets, names);
        _steps = new StepWriter(writer, names);
        _objectives = new ObjectiveTexts(plan, names);
    }

    private bool HasParameters => _graph.Parameters.Count > 0;

    /// <summary>True if steps draw random numbers, which depend on the step and on the number of the row.</summary>
    private bool IsRandom => _training.Forward.Any(step => step.Kernel.Context("").Count > 0);

    private IReadOnlyList<Field> Given => [.. _fields.Inputs, .. _fields.Targets];

    private string Spans => Fields.SpanParameters(Given);

    private string Refs => Fields.RefParameters(Given);

    private bool HasTeam => HasParameters && Given.Count <= PassMethods.MostSpans;

    private IEnumerable<Step> LossSteps => _training.LossesWithGradient;

    private int Objectives => _graph.Objectives.Count;

    public void Emit()
    {
        WriteLoss();
        _writer.Gap();
        WriteGradient();
        if (HasTeam)
        {
            _writer.Gap();
            WriteTeamPass();
        }

        _writer.Gap();
        WriteLossOfBlocks();
        _writer.Gap();
        WriteGradientOfBlocks();
        _writer.Gap();
        WriteKeeping();
        if (_training.Evaluation is { } evaluation)
        {
            _writer.Gap();
            WriteEvaluation(evaluation);
        }

        _writer.Gap();
        WriteGradientOfBlock();
        new PenaltyEmitter(_writer, _plan, _names).Emit();
    }

    private void WriteLoss()
    {
        _writer.Line("/// <summary>The loss of a batch. Weights are those of the examples; none means 1 each.</summary>");
        using (_writer.Block($"public static double Loss({Spans}, ReadOnlyFloatSpan weights{(HasParameters ? ", ref float parameters" : "")}, global::NetGen.Workspace workspace)"))
        {
            WriteStart();
            foreach (string scale in _objectives.ScalesOfLoss())
            {
                _writer.Line(scale);
            }

            _methods.Dispatch(set => $"LossOfBlocks<{set.Kernels}>({Fields.RefsOfSpans(Given)}, {(HasParameters ? "ref parameters, " : "")}workspace, rows);");
            _writer.Line($"return {_objectives.Total(ofLoss: true)};");
        }
    }

    private void WriteStart()
    {
        foreach (string check in _objectives.Checks())
        {
            _writer.Line(check);
        }

        _writer.Line($"int rows = {_fields.Rows};");
        _writer.Line("workspace.Completed(0);");
    }

    private void WriteGradient()
    {
        _writer.Line("/// <summary>The loss of a batch and its gradient. Weights are those of the examples; none means 1 each.</summary>");
        using (_writer.Block($"public static double Gradient({Spans}, ReadOnlyFloatSpan weights{(HasParameters ? ", ref float parameters, ref float gradients" : "")}, global::NetGen.Workspace workspace)"))
        {
            WriteStart();
            foreach (string line in _objectives.ScalesOfGradient())
            {
                _writer.Line(line);
            }

            foreach (Parameter parameter in _training.Graph.Unreached)
            {
                WriteZeros(parameter, $"No loss depends on {parameter.Name}.");
            }

            foreach (Parameter table in _graph.Parameters.Where(parameter => parameter.IsTable && parameter.IsTrained && !parameter.HasSparseRows))
            {
                WriteZeros(table, $"The penalty gives every row of {table.Name} a gradient.");
            }

            WriteRun();
            _writer.Line("workspace.Completed(rows);");
            _writer.Line($"return {_objectives.Total(ofLoss: false)};");
        }

        _writer.Gap();
        _writer.Line("/// <summary>The part of one member of a team, in the widest kernels that the processor has; alone it does everything.</summary>");
        using (_writer.Block($"private static void Gradient({BatchParameters})"))
        {
            _methods.Dispatch(set => $"GradientOfBlocks<{set.Kernels}>({BatchArguments});");
        }
    }

    private void WriteZeros(Parameter parameter, string reason)
    {
        string zeros = $"MemoryMarshal.CreateSpan({PassMethods.Parameter("gradients", _names, parameter.Value)}, {Text.Number(PanelLayout.RoundUp(PanelLayout.Of(parameter.Value).Length))}).Clear();";
        _writer.Line("// " + reason);
        if (parameter.Loop is { } loop)
        {
            using (_writer.Block($"for (int {LoopWriter.Index} = 0; {LoopWriter.Index} < {Text.Number(loop.Count)}; {LoopWriter.Index}++)"))
            {
                _writer.Line(zeros);
            }

            return;
        }

        _writer.Line(zeros);
    }

    private void WriteRun()
    {
        string alone = $"Gradient({Fields.RefsOfSpans(Given)}, {(HasParameters ? "ref parameters, ref gradients, " : "")}workspace, rows, default);";
        if (!HasTeam)
        {
            _writer.Line(alone);
            return;
        }

        _writer.Line($"int threads = NetGenTeam.Threads(workspace.Threads, rows * {Text.Number(MultiplyAdds())}L);");
        using (_writer.Block("if (threads > 1)"))
        {
            _writer.Line($"GradientPass.Run(threads, {Fields.Names(Given)}, ref parameters, ref gradients, workspace, rows);");
        }

        using (_writer.Block("else"))
        {
            _writer.Line(alone);
        }
    }

    private string BatchParameters => PassMethods.List(Refs, HasParameters ? "ref float parameters, ref float gradients" : "", "global::NetGen.Workspace workspace", "int rows", "NetGenMember member");

    private string BatchArguments => PassMethods.List(Fields.Refs(Given), HasParameters ? "ref parameters, ref gradients" : "", "workspace", "rows", "member");

    /// <summary>Of one example's forward and backward pass: what decides whether several threads pay.</summary>
    private long MultiplyAdds() => _training.Forward.Concat(_training.Backward).Sum(step => step.MultiplyAdds);

    private void WriteTeamPass()
    {
        _writer.Line("/// <summary>A gradient on several threads. The result has the same bits for any number of them.</summary>");
        using (_writer.Block("private sealed class GradientPass : NetGenTeamPass"))
        {
            _writer.Line("private nint _parameters;");
            _writer.Line("private nint _gradients;");
            _writer.Line("private global::NetGen.Workspace? _workspace;");
            _writer.Line("private int _rows;");
            _writer.Gap();
            using (_writer.Block($"public static void Run(int threads, {Spans}, ref float parameters, ref float gradients, global::NetGen.Workspace workspace, int rows)"))
            {
                _writer.Line("// The workspace keeps it, so that a step allocates nothing.");
                _writer.Line("GradientPass pass = workspace.TakePass() as GradientPass ?? new GradientPass();");
                _writer.Line("pass._parameters = NetGenAddress.Of(ref parameters);");
                _writer.Line("pass._gradients = NetGenAddress.Of(ref gradients);");
                _writer.Line("pass._workspace = workspace;");
                _writer.Line("pass._rows = rows;");
                _writer.Line(Given.Count == 2 && !Given[0].IsInt
                    ? $"NetGenTeam.Run(pass, threads, {Given[0].Name}, MemoryMarshal.AsBytes({Given[1].Name}), default);"
                    : $"NetGenTeam.Run(pass, threads, {PassMethods.Bytes(Given)});");
                _writer.Line("NetGenAddress.KeepAlive(ref parameters);");
                _writer.Line("NetGenAddress.KeepAlive(ref gradients);");
                _writer.Line("workspace.KeepPass(pass);");
            }

            _writer.Gap();
            _writer.Line("protected override void Run(NetGenMember member) =>");
            using (_writer.Indent())
            {
                string given = string.Join(", ", Given.Select((field, i) => $"ref {(field.IsInt ? "Ints" : "Floats")}Of({Text.Number(i)})"));
                _writer.Line($"Gradient({given}, ref NetGenAddress.Floats(_parameters), ref NetGenAddress.Floats(_gradients), _workspace!, _rows, member);");
            }
        }
    }

    private void WriteLossOfBlocks()
    {
        _writer.Line("/// <summary>Forward and the loss of each example, block after block.</summary>");
        _methods.Generic($"private static void LossOfBlocks<TKernels>({Refs}, {(HasParameters ? "ref float parameters, " : "")}global::NetGen.Workspace workspace, int rows)", () =>
        {
            _writer.Line("int capacity = workspace.BlockRows;");
            _writer.Line("ref float memory = ref workspace.RowMemory;");
            if (_training.Evaluation is null)
            {
                _writer.Line("NetGenMember member = default;");
                if (_training.Forward.Any(step => step.Reads.Append(step.Write!).Any(value => value.Extent == Extent.Shared && _training.Scratch.Slots.ContainsKey(value))))
                {
                    WritePreparation();
                }
            }

            WriteBlockLoop(() =>
            {
                foreach (Field field in Given)
                {
                    _writer.Line($"ref {(field.IsInt ? "int" : "float")} {Block(field)} = {BlockPlace(field)};");
                }

                for (int i = 0; i < Objectives; i++)
                {
                    _writer.Line($"ref double {StepWriter.OfObjective("losses", i)} = ref Unsafe.Add(ref {ObjectiveTexts.Memory("Losses", i)}, first);");
                }

                WriteLossSteps();
            });
        });
    }

    private void WriteLossSteps()
    {
        string inputs = string.Join(", ", _fields.Inputs.Select(field => "ref " + Block(field)));
        string? Alias(Value value) => Given.FirstOrDefault(field => field.Value == value) is { } field ? Block(field) : null;
        if (_training.Evaluation is { } evaluation)
        {
            string? Place(Value value) => _methods.Place(value, evaluation.Scratch, "memory", "sharedMemory", "capacity");
            _writer.Line($"ForwardForLoss<TKernels>({PassMethods.List(inputs, EvaluationReadsTargets ? Refs2(_fields.Targets) : "", HasParameters ? "ref parameters" : "", HasSharedMemory(evaluation.Scratch) ? "ref workspace.SharedMemory" : "")}, ref memory, capacity, count);");
            _steps.Declare(StepWriter.ValuesOf(evaluation.Losses), value => _fields.IsGiven(value) ? null : Place(value));
            WriteCalls(evaluation.Losses, Alias);
            return;
        }

        _writer.Line(Keeping(inputs, Refs2(_fields.Targets), "0, count"));
        _steps.Declare(StepWriter.ValuesOf(_training.Losses), value => _fields.IsGiven(value) ? null : TrainingPlace(value));
        WriteCalls(_training.Losses, Alias);
    }

    private static string Refs2(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => "ref " + Block(field)));

    private void WriteCalls(IEnumerable<Step> steps, System.Func<Value, string?> alias)
    {
        foreach (Step step in steps)
        {
            _writer.Gap();
            _steps.Call(step, "TKernels", new StepRows("0", "count", "count"), alias);
        }
    }

    /// <summary>The name of a field's rows of a block.</summary>
    private static string Block(Field field) => field.Name switch
    {
        "x" => "inputs",
        "target" => "targets",
        var name => name + "Rows",
    };

    private string BlockPlace(Field field) => field.Name == "x" && _fields.Inputs.Count == 1 ? "ref Unsafe.Add(ref x, first * InputSize)" : field.RefAt("first");

    private void WriteGradientOfBlocks()
    {
        _writer.Line("/// <summary>Forward, the loss of each example, and backward, block after block, so that what a block keeps stays in the cache.</summary>");
        _methods.Generic($"private static void GradientOfBlocks<TKernels>({BatchParameters})", () =>
        {
            if (_training.Preparation.Count > 0)
            {
                WritePreparation();
                _writer.Line("member.Wait();");
            }

            WriteBlockLoop(() =>
            {
                string arguments = PassMethods.List(
                    string.Join(", ", Given.Select(BlockPlace)),
                    HasParameters ? "ref parameters, ref gradients" : "",
                    string.Join(", ", Enumerable.Range(0, Objectives).Select(i => $"ref Unsafe.Add(ref {ObjectiveTexts.Memory("Scales", i)}, first)")),
                    string.Join(", ", Enumerable.Range(0, Objectives).Select(i => $"ref Unsafe.Add(ref {ObjectiveTexts.Memory("Losses", i)}, first)")),
                    InputGradientPlaces(),
                    "workspace",
                    "count",
                    IsRandom ? "first" : "",
                    "first == 0",
                    "member");
                _writer.Line($"GradientOfBlock<TKernels>({arguments});");
                _writer.Line("member.Wait();");
            });
        });
    }

    private string InputGradientPlaces() => string.Join(", ", _training.Graph.InputsWithGradient.Select(input =>
    {
        int index = _graph.Inputs.ToList().IndexOf(input);
        return _graph.Inputs.Count == 1
            ? "ref Unsafe.Add(ref workspace.InputGradientMemory, first * InputSize)"
            : $"ref Unsafe.Add(ref workspace.InputGradientMemoryOf({Text.Number(index)}), {Templates.IndexText.Times("first", input.Shape.Size)})";
    }));

    private void WritePreparation()
    {
        _writer.Line("ref float sharedMemory = ref workspace.SharedMemory;");
        using (_writer.Block("if (member.IsFirst)"))
        {
            Loops(TrainingPlace, _training.Scratch, _training.Loops, step => _steps.Call(step, "TKernels", StepRows.Before), hasMembers: false).Write(_training.Preparation, showsReuse: false);
        }
    }

    private void WriteBlockLoop(System.Action body)
    {
        _writer.Line("int block = workspace.BlockOf(rows);");
        using (_writer.Block("for (int first = 0; first < rows; first += block)"))
        {
            _writer.Line("int count = rows - first < block ? rows - first : block;");
            body();
        }
    }

    private static bool HasSharedMemory(ScratchPlan scratch) => scratch.FixedFloats > 0;

    private bool ForwardReadsTargets => Reads(_training.Forward, _fields.Targets);

    private bool EvaluationReadsTargets => Reads(_training.Evaluation!.Forward, _fields.Targets);

    private static bool Reads(IEnumerable<Step> steps, IEnumerable<Field> fields) => steps.Any(step => step.Reads.Any(read => fields.Any(field => field.Value == read)));

    /// <summary>True if forward uses values of the whole batch, or writes statistics to the gradients.</summary>
    private bool ForwardIsShared => _training.Forward.Any(step => step.Reads.Append(step.Write!).Any(value => value.Extent == Extent.Shared && _training.Scratch.Slots.ContainsKey(value)));

    private bool ForwardWritesStatistics => _training.Forward.Any(step => _training.Results.ContainsKey(step.Write!));

    private string KeepingParameters => PassMethods.List(
        Fields.RefParameters(_fields.Inputs),
        ForwardReadsTargets ? Fields.RefParameters(_fields.Targets) : "",
        HasParameters ? "ref float parameters" : "",
        ForwardWritesStatistics ? "ref float gradients" : "",
        ForwardIsShared ? "ref float sharedMemory" : "",
        "ref float memory",
        "int capacity",
        IsRandom ? "global::NetGen.Workspace workspace, int first" : "",
        "int from",
        "int to",
        HasSumsInForward ? "int rows" : "",
        "NetGenMember member");

    private bool HasSumsInForward => _training.Forward.Any(step => step.Kernel.Extent == KernelExtent.SumOfRows);

    private void WriteKeeping()
    {
        _writer.Line("/// <summary>The forward pass of a training step, rows from to to - 1 of a block: keeps what the backward pass reads.</summary>");
        _methods.Generic($"private static void ForwardKeeping<TKernels>({KeepingParameters})", () =>
        {
            if (HasSumsInForward)
            {
                _writer.Line("const bool isFirst = true;");
            }

            WriteSteps(_training.Forward, TrainingPlace);
        });
    }

    private string Keeping(string inputs, string targets, string range) => "ForwardKeeping<TKernels>(" + PassMethods.List(
        inputs,
        ForwardReadsTargets ? targets : "",
        HasParameters ? "ref parameters" : "",
        ForwardWritesStatistics ? "ref gradients" : "",
        ForwardIsShared ? "ref sharedMemory" : "",
        "ref memory",
        "capacity",
        IsRandom ? "workspace, first" : "",
        range,
        HasSumsInForward ? "rows" : "",
        "member") + ");";

    /// <summary>Where training computes something else than prediction, the losses are those of predictions.</summary>
    private void WriteEvaluation(EvaluationPlan evaluation)
    {
        string parameters = PassMethods.List(
            Fields.RefParameters(_fields.Inputs),
            EvaluationReadsTargets ? Fields.RefParameters(_fields.Targets) : "",
            HasParameters ? "ref float parameters" : "",
            HasSharedMemory(evaluation.Scratch) ? "ref float sharedMemory" : "",
            "ref float memory",
            "int capacity",
            "int rows");
        _writer.Line("/// <summary>The forward pass of predictions whose losses are asked for.</summary>");
        _methods.Generic($"private static void ForwardForLoss<TKernels>({parameters})", () =>
        {
            string? Place(Value value) => _fields.IsGiven(value) ? null : _methods.Place(value, evaluation.Scratch, "memory", "sharedMemory", "capacity");
            Loops(Place, evaluation.Scratch, evaluation.Loops, step => _steps.Call(step, "TKernels", StepRows.Whole), hasMembers: false).Write(evaluation.Forward, showsReuse: true);
        });
    }

    private void WriteGradientOfBlock()
    {
        _writer.Line("/// <summary>One block of rows: forward, the loss of each example, and backward.</summary>");
        _writer.Line("/// <remarks>");
        _writer.Line("/// d v stands for dL/dv, summed over the examples for a parameter. The chain rule takes it from each output to what the output was made of:");
        IEnumerable<string> derivations = _training.Graph.Objectives.Select(objective => objective.Objective.Operation.Derivation)
            .Concat(_training.Graph.Nodes.Reverse().Select(node => node.Operation.Derivation).OfType<string>()).Distinct();
        foreach (string derivation in derivations)
        {
            _writer.Line("/// <para>" + Text.Xml(derivation) + "</para>");
        }

        _writer.Line("/// </remarks>");
        string parameters = PassMethods.List(
            Refs,
            HasParameters ? "ref float parameters, ref float gradients" : "",
            string.Join(", ", Enumerable.Range(0, Objectives).Select(i => "ref float " + StepWriter.OfObjective("scales", i))),
            string.Join(", ", Enumerable.Range(0, Objectives).Select(i => "ref double " + StepWriter.OfObjective("losses", i))),
            string.Join(", ", _training.InputGradients.Select(gradient => "ref float " + _names.Of(gradient))),
            "global::NetGen.Workspace workspace",
            "int rows",
            IsRandom ? "int first" : "",
            "bool isFirst",
            "NetGenMember member");
        _methods.Generic($"private static void GradientOfBlock<TKernels>({parameters})", () =>
        {
            _writer.Line("int capacity = workspace.BlockRows;");
            _writer.Line("ref float memory = ref workspace.RowMemory;");
            _writer.Line("member.Share(rows, 8, out int from, out int to);");
            if (_training.Backward.Any(step => step.Kernel is OuterProductKernel))
            {
                _writer.Line("int start, end;");
            }

            if (HasSharedMemory(_training.Scratch))
            {
                _writer.Line("ref float sharedMemory = ref workspace.SharedMemory;");
            }

            _writer.Line(Keeping(Fields.Refs(_fields.Inputs), Fields.Refs(_fields.Targets), "from, to"));
            WriteSteps([.. LossSteps, .. _training.Backward], value => _training.InputGradients.Contains(value) ? null : TrainingPlace(value));
        });
    }

    private LoopWriter Loops(System.Func<Value, string?> place, ScratchPlan scratch, IReadOnlyList<LoopPlan> loops, System.Action<Step> call, bool hasMembers) =>
        new(_writer, _names, _steps, place, scratch, loops, call) { HasMembers = hasMembers };

    private void WriteSteps(IReadOnlyList<Step> steps, System.Func<Value, string?> place) => Loops(place, _training.Scratch, _training.Loops, WriteStep, hasMembers: true).Write(steps, showsReuse: true);

    private void WriteStep(Step step)
    {
        if (_training.Barriers.Contains(step))
        {
            _writer.Line("member.Wait();");
            _writer.Gap();
        }

        _steps.Call(step, "TKernels", StepRows.OfMember);
    }

    private string? TrainingPlace(Value value) =>
        _fields.IsGiven(value) ? null
        : _training.Results.TryGetValue(value, out Value? parameter) ? PassMethods.Parameter("gradients", _names, parameter)
        : _methods.Place(value, _training.Scratch, "memory", "sharedMemory", "capacity");
}
