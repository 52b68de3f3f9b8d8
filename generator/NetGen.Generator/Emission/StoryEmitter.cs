using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the main file, the network's table and its passes as short lists of steps, and the file of its public members.</summary>
internal sealed class StoryEmitter(NetworkDeclaration declaration, NetworkPlan plan, EquatableArray<InstructionSet> sets)
{
    /// <summary>Scratch of up to this many floats (1 KB) lies on the stack; zeroing more would cost more than the per-thread arena.</summary>
    public const int StackFloats = 256;

    private static readonly string[] Usings =
    [
        "NetGenAddress = global::NetGen.Runtime.V1.Address",
        "NetGenCheck = global::NetGen.Runtime.V1.Check",
        "NetGenDecide = global::NetGen.Runtime.V1.Decide",
        "NetGenKernels = global::NetGen.Runtime.V1.Kernels",
        "NetGenMember = global::NetGen.Runtime.V1.TeamMember",
        "NetGenTeam = global::NetGen.Runtime.V1.Team",
        "NetGenTeamPass = global::NetGen.Runtime.V1.TeamPass",
        "NetGenWeights = global::NetGen.Runtime.V1.ExampleWeights",
        "FloatSpan = global::System.Span<float>",
        "MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute",
        "MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions",
        "MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal",
        "ReadOnlyFloatSpan = global::System.ReadOnlySpan<float>",
        "ReadOnlyIntSpan = global::System.ReadOnlySpan<int>",
        "NetGenScratch = global::NetGen.Runtime.V1.Scratch",
    ];

    public SourceFile EmitStory() => FileFrame.Write(
        declaration,
        "",
        ["", .. SummaryTable.Lines(plan.Graph, declaration.Name), ""],
        Usings,
        writer =>
        {
            WriteDocumentation(writer);
            using (writer.Block("partial class " + declaration.Name))
            {
                WriteCompiled(writer);
            }
        });

    public SourceFile EmitMembers() => FileFrame.Write(
        declaration,
        "Members",
        [$"The public members of {declaration.Name}: checks of the arguments, then a pass."],
        Usings,
        writer =>
        {
            string contract = plan.Graph.Objectives.Count == 0 ? "INetwork" : "ITrainableNetwork";
            using (writer.Block($"partial class {declaration.Name} : global::NetGen.{contract}"))
            {
                new MembersEmitter(writer, declaration, plan).Emit();
            }
        });

    private void WriteDocumentation(CodeWriter writer)
    {
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (string line in SummaryTable.Lines(plan.Graph, declaration.Name))
        {
            writer.Line(line.Length == 0 ? "///" : "/// " + Text.Xml(line));
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private void WriteCompiled(CodeWriter writer)
    {
        writer.Line("/// <summary>The compiled network: where its parameters lie, and its passes.</summary>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("private static partial class Compiled"))
        {
            var names = new ValueNames();
            new Fields(plan).Register(names);
            LoopWriter.Register(names, [.. plan.Prediction.Loops, .. plan.Training?.Loops ?? [], .. plan.Training?.Evaluation?.Loops ?? []]);
            new InfoEmitter(writer, declaration, plan, names).Emit();
            writer.Gap();
            new PredictionEmitter(writer, plan, sets, names).Emit();
            if (plan.Training is { } training)
            {
                writer.Gap();
                new TrainingEmitter(writer, plan, training, sets, names).Emit();
            }
        }
    }
}
