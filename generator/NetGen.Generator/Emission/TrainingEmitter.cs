using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>Writes the passes of training: the losses of a batch, and with them the gradient, block of rows after block, on one thread or several.</summary>
internal sealed class TrainingEmitter(CodeWriter writer, NetworkPlan plan, TrainingPlan training, EquatableArray<InstructionSet> sets, ValueNames names)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly Objective _objective = plan.Graph.Objective!;
    private readonly PassMethods _methods = new(writer, plan, sets, names);
    private readonly StepWriter _steps = new(writer, names);

    private bool HasParameters => _graph.Parameters.Count > 0;

    private bool HasInputGradient => training.Graph.InputGradient is not null;

    private bool HasIntTarget => _objective.Target.Kind == ElementKind.Int;

    private string Target => HasIntTarget ? "ref int target" : "ref float target";

    private string TargetSpan => HasIntTarget ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan";

    private bool IsMean => _objective.Reduction == Reduction.Mean;

    /// <summary>1 / the sum of the weights by which a mean is taken.</summary>
    private string MeanScale => ClassWeights is { } classWeights
        ? $"NetGenWeights.MeanScale(weights, target, {classWeights}, nameof(target))"
        : "NetGenWeights.MeanScale(weights, rows)";

    /// <summary>The constants by which a mean of examples is weighted besides; null if there are none.</summary>
    private string? ClassWeights => _objective.Operation.ClassWeights.Count == 0 ? null
        : InfoEmitter.ConstantsName(plan, names, _objective.Constants.First(constants => constants.Constants.Name == Constants.ClassWeights).Value);

    public void Emit()
    {
        WriteLoss();
        writer.Gap();
        WriteGradient();
        if (HasParameters)
        {
            writer.Gap();
            WriteTeamPass();
        }

        writer.Gap();
        WriteLossOfBlocks();
        writer.Gap();
        WriteGradientOfBlocks();
        writer.Gap();
        WriteKeeping();
        writer.Gap();
        WriteGradientOfBlock();
    }

    private void WriteLoss()
    {
        writer.Line("/// <summary>The loss of a batch. Weights are those of the examples; none means 1 each.</summary>");
        using (writer.Block($"public static double Loss(ReadOnlyFloatSpan x, {TargetSpan} target, ReadOnlyFloatSpan weights{(HasParameters ? ", ref float parameters" : "")}, global::NetGen.Workspace workspace)"))
        {
            WriteStart();
            if (IsMean && ClassWeights is not null)
            {
                writer.Line($"double scale = {MeanScale};");
            }

            _methods.Dispatch(set => $"LossOfBlocks<{set.Kernels}>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(target), {(HasParameters ? "ref parameters, " : "")}workspace, rows);");
            writer.Line(IsMean
                ? $"return NetGenWeights.SumOfLosses(weights, ref workspace.Losses, rows) * {(ClassWeights is null ? MeanScale : "scale")};"
                : "return NetGenWeights.SumOfLosses(weights, ref workspace.Losses, rows);");
        }
    }

    private void WriteStart()
    {
        if (_objective.Operation.TargetCheck is { } check)
        {
            writer.Line($"NetGenCheck.{check}(target, {Text.Number(_objective.Prediction.Shape.Size)}, nameof(target));");
        }

        writer.Line("int rows = x.Length / InputSize;");
        writer.Line("workspace.Completed(0);");
    }

    private void WriteGradient()
    {
        writer.Line("/// <summary>The loss of a batch and its gradient. Weights are those of the examples; none means 1 each.</summary>");
        using (writer.Block($"public static double Gradient(ReadOnlyFloatSpan x, {TargetSpan} target, ReadOnlyFloatSpan weights{(HasParameters ? ", ref float parameters, ref float gradients" : "")}, global::NetGen.Workspace workspace)"))
        {
            WriteStart();
            writer.Line(IsMean ? $"double scale = {MeanScale};" : "const double scale = 1;");
            writer.Line("NetGenWeights.Scale(weights, scale, ref workspace.Scales, rows);");
            const string data = "ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(target)";
            if (HasParameters)
            {
                writer.Line($"int threads = NetGenTeam.Threads(workspace.Threads, rows * {Text.Number(MultiplyAdds())}L);");
                using (writer.Block("if (threads > 1)"))
                {
                    writer.Line("GradientPass.Run(threads, x, target, ref parameters, ref gradients, workspace, rows);");
                }

                using (writer.Block("else"))
                {
                    writer.Line($"Gradient({data}, ref parameters, ref gradients, workspace, rows, default);");
                }
            }
            else
            {
                writer.Line($"Gradient({data}, workspace, rows, default);");
            }

            writer.Line("workspace.Completed(rows);");
            writer.Line($"return NetGenWeights.SumOfLosses(weights, ref workspace.Losses, rows){(IsMean ? " * scale" : "")};");
        }

        writer.Gap();
        writer.Line("/// <summary>The part of one member of a team, in the widest kernels that the processor has; alone it does everything.</summary>");
        using (writer.Block($"private static void Gradient({BatchParameters})"))
        {
            _methods.Dispatch(set => $"GradientOfBlocks<{set.Kernels}>({BatchArguments});");
        }
    }

    private string BatchParameters => PassMethods.List(
        "ref float x", Target, HasParameters ? "ref float parameters, ref float gradients" : "", "global::NetGen.Workspace workspace", "int rows", "NetGenMember member");

    private string BatchArguments => PassMethods.List(
        "ref x", "ref target", HasParameters ? "ref parameters, ref gradients" : "", "workspace", "rows", "member");

    /// <summary>Of one example's forward and backward pass: what decides whether several threads pay.</summary>
    private long MultiplyAdds() => training.Forward.Concat(training.Backward).Sum(step => step.Kernel.MultiplyAdds * step.RowsPerExample);

    private void WriteTeamPass()
    {
        writer.Line("/// <summary>A gradient on several threads. The result has the same bits for any number of them.</summary>");
        using (writer.Block("private sealed class GradientPass : NetGenTeamPass"))
        {
            writer.Line("private nint _parameters;");
            writer.Line("private nint _gradients;");
            writer.Line("private global::NetGen.Workspace? _workspace;");
            writer.Line("private int _rows;");
            writer.Gap();
            using (writer.Block($"public static void Run(int threads, ReadOnlyFloatSpan x, {TargetSpan} target, ref float parameters, ref float gradients, global::NetGen.Workspace workspace, int rows)"))
            {
                writer.Line("// The workspace keeps it, so that a step allocates nothing.");
                writer.Line("GradientPass pass = workspace.TakePass() as GradientPass ?? new GradientPass();");
                writer.Line("pass._parameters = NetGenAddress.Of(ref parameters);");
                writer.Line("pass._gradients = NetGenAddress.Of(ref gradients);");
                writer.Line("pass._workspace = workspace;");
                writer.Line("pass._rows = rows;");
                writer.Line("NetGenTeam.Run(pass, threads, x, MemoryMarshal.AsBytes(target), default);");
                writer.Line("NetGenAddress.KeepAlive(ref parameters);");
                writer.Line("NetGenAddress.KeepAlive(ref gradients);");
                writer.Line("workspace.KeepPass(pass);");
            }

            writer.Gap();
            writer.Line("protected override void Run(NetGenMember member) =>");
            using (writer.Indent())
            {
                string target = HasIntTarget ? "IntsOf(1)" : "FloatsOf(1)";
                writer.Line($"Gradient(ref FloatsOf(0), ref {target}, ref NetGenAddress.Floats(_parameters), ref NetGenAddress.Floats(_gradients), _workspace!, _rows, member);");
            }
        }
    }

    private void WriteLossOfBlocks()
    {
        writer.Line("/// <summary>Forward and the loss of each example, block after block.</summary>");
        _methods.Generic($"private static void LossOfBlocks<TKernels>(ref float x, {Target}, {(HasParameters ? "ref float parameters, " : "")}global::NetGen.Workspace workspace, int rows)", () =>
        {
            writer.Line("int capacity = workspace.BlockRows;");
            writer.Line("ref float memory = ref workspace.RowMemory;");
            writer.Line("NetGenMember member = default;");
            WriteBlockLoop(() =>
            {
                writer.Line($"ref float inputs = ref Unsafe.Add(ref x, first * InputSize);");
                writer.Line($"{(HasIntTarget ? "ref int" : "ref float")} targets = ref Unsafe.Add(ref target, {IndexOf("first", _objective.Target)});");
                writer.Line("ref double losses = ref Unsafe.Add(ref workspace.Losses, first);");
                writer.Line(Keeping("inputs", "0, count"));
                _steps.Declare([training.LossOnly], value => value == _graph.Input ? null : TrainingPlace(value));
                writer.Gap();
                _steps.Call(training.LossOnly, "TKernels", new StepRows("0", "count", "count"), value => value == _objective.Target ? "targets" : value == _graph.Input ? "inputs" : null);
            });
        });
    }

    private void WriteGradientOfBlocks()
    {
        writer.Line("/// <summary>Forward, the loss of each example, and backward, block after block, so that what a block keeps stays in the cache.</summary>");
        _methods.Generic($"private static void GradientOfBlocks<TKernels>({BatchParameters})", () =>
        {
            if (training.Preparation.Count > 0)
            {
                WritePreparation();
            }

            WriteBlockLoop(() =>
            {
                string inputGradient = HasInputGradient ? ", ref Unsafe.Add(ref workspace.InputGradientMemory, first * InputSize)" : "";
                writer.Line($"GradientOfBlock<TKernels>(ref Unsafe.Add(ref x, first * InputSize), ref Unsafe.Add(ref target, {IndexOf("first", _objective.Target)}), {(HasParameters ? "ref parameters, ref gradients, " : "")}ref Unsafe.Add(ref workspace.Scales, first), ref Unsafe.Add(ref workspace.Losses, first){inputGradient}, workspace, count, first == 0, member);");
                writer.Line("member.Wait();");
            });
        });
    }

    private void WritePreparation()
    {
        writer.Line("ref float sharedMemory = ref workspace.SharedMemory;");
        using (writer.Block("if (member.IsFirst)"))
        {
            _steps.Declare(training.Preparation, TrainingPlace);
            foreach (Step step in training.Preparation)
            {
                writer.Gap();
                _steps.Call(step, "TKernels", StepRows.OfMember);
            }
        }

        writer.Line("member.Wait();");
    }

    private void WriteBlockLoop(System.Action body)
    {
        writer.Line("int block = workspace.BlockOf(rows);");
        using (writer.Block("for (int first = 0; first < rows; first += block)"))
        {
            writer.Line("int count = rows - first < block ? rows - first : block;");
            body();
        }
    }

    private void WriteKeeping()
    {
        writer.Line("/// <summary>The forward pass of a training step, rows from to to - 1 of a block: keeps what the backward pass reads.</summary>");
        _methods.Generic($"private static void ForwardKeeping<TKernels>(ref float x{(HasParameters ? ", ref float parameters" : "")}, ref float memory, int capacity, int from, int to, NetGenMember member)", () =>
        {
            _steps.Declare(training.Forward, TrainingPlace, training.Scratch);
            WriteSteps(training.Forward);
        });
    }

    private string Keeping(string x, string range) => $"ForwardKeeping<TKernels>(ref {x}{(HasParameters ? ", ref parameters" : "")}, ref memory, capacity, {range}, member);";

    private void WriteGradientOfBlock()
    {
        writer.Line("/// <summary>One block of rows: forward, the loss of each example, and backward.</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// d v stands for dL/dv, summed over the examples for a parameter. The chain rule takes it from each output to what the output was made of:");
        IEnumerable<string> derivations = _graph.Nodes.Reverse().Select(node => node.Operation.Derivation).OfType<string>().Prepend(training.Graph.Objective.Operation.Derivation).Distinct();
        foreach (string derivation in derivations)
        {
            writer.Line("/// <para>" + Text.Xml(derivation) + "</para>");
        }

        writer.Line("/// </remarks>");
        string parameters = PassMethods.List(
            "ref float x", Target, HasParameters ? "ref float parameters, ref float gradients" : "", "ref float scales", "ref double losses",
            training.Graph.InputGradient is { } gradient ? "ref float " + names.Of(gradient) : "", "global::NetGen.Workspace workspace", "int rows", "bool isFirst", "NetGenMember member");
        _methods.Generic($"private static void GradientOfBlock<TKernels>({parameters})", () =>
        {
            writer.Line("int capacity = workspace.BlockRows;");
            writer.Line("ref float memory = ref workspace.RowMemory;");
            writer.Line("member.Share(rows, 8, out int from, out int to);");
            if (training.Backward.Any(step => step.Kernel is Lowering.Kernels.OuterProductKernel))
            {
                writer.Line("int start, end;");
            }

            if (training.Preparation.Count > 0)
            {
                writer.Line("ref float sharedMemory = ref workspace.SharedMemory;");
            }

            writer.Line(Keeping("x", "from, to"));
            _steps.Declare(training.Backward.Prepend(training.LossWithGradient), value => value == training.Graph.InputGradient ? null : TrainingPlace(value), training.Scratch);
            WriteSteps(training.Backward.Prepend(training.LossWithGradient));
        });
    }

    private void WriteSteps(IEnumerable<Step> steps)
    {
        foreach (Step step in steps)
        {
            writer.Gap();
            if (training.Barriers.Contains(step))
            {
                writer.Line("member.Wait();");
                writer.Gap();
            }

            _steps.Call(step, "TKernels", StepRows.OfMember);
        }
    }

    private string? TrainingPlace(Value value)
    {
        if (value == _graph.Input || value == _objective.Target)
        {
            return null;
        }

        foreach (KeyValuePair<Value, Value> gradient in training.Graph.Gradients)
        {
            if (gradient.Value == value && _graph.Parameters.Any(parameter => parameter.Value == gradient.Key))
            {
                return PassMethods.At("gradients", InfoEmitter.OffsetName(names, gradient.Key));
            }
        }

        return _methods.Place(value, training.Scratch, "memory", "sharedMemory", "capacity");
    }

    private static string IndexOf(string row, Value value) => Templates.IndexText.Times(row, value.Shape.Size);
}
