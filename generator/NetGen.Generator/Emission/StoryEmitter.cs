using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the main file: the network's table, its public members, and its passes as short lists of steps.</summary>
internal sealed class StoryEmitter(NetworkDeclaration declaration, NetworkPlan plan, EquatableArray<InstructionSet> sets)
{
    /// <summary>Scratch of up to this many floats (1 KB) lies on the stack; zeroing more would cost more than the per-thread arena.</summary>
    public const int StackFloats = 256;

    public SourceFile Emit()
    {
        ForwardGraph graph = plan.Graph;
        return FileFrame.Write(
            declaration,
            "",
            ["", .. SummaryTable.Lines(graph, declaration.Name), ""],
            [
                "AlignedBuffer = global::NetGen.Runtime.V1.AlignedBuffer",
                "Check = global::NetGen.Runtime.V1.Check",
                "Decide = global::NetGen.Runtime.V1.Decide",
                "ExampleWeights = global::NetGen.Runtime.V1.ExampleWeights",
                "Floats = global::System.Span<float>",
                "MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal",
                "ReadOnlyFloats = global::System.ReadOnlySpan<float>",
                "ReadOnlyInts = global::System.ReadOnlySpan<int>",
                "Scratch = global::NetGen.Runtime.V1.Scratch",
            ],
            writer =>
            {
                WriteDocumentation(writer);
                string contract = graph.Objective is null ? "INetwork" : "ITrainableNetwork";
                using (writer.Block($"partial class {declaration.Name} : global::NetGen.{contract}"))
                {
                    new MembersEmitter(writer, declaration, plan).Emit();
                    writer.Gap();
                    WriteCompiled(writer);
                }
            });
    }

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
            new InfoEmitter(writer, declaration, plan).Emit();
            writer.Gap();
            new PassesEmitter(writer, plan, sets).Emit();
        }
    }
}
