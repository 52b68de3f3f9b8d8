using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Emission.Templates;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission;

/// <summary>Writes the kernels: one interface that says what each computes, and a struct for each instruction set.</summary>
internal static class KernelsEmitter
{
    private const string Method = "[MethodImpl(Optimized | MethodImplOptions.NoInlining)]";

    private const string InlinedTile = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    private const string InlinedMethod = "[MethodImpl(Optimized | MethodImplOptions.AggressiveInlining)]";

    /// <summary>The table of contents of the kernels.</summary>
    public static SourceFile Interface(NetworkDeclaration declaration, IReadOnlyList<Kernel> kernels) => FileFrame.Write(
        declaration,
        "Kernels",
        [
            "The kernels of " + declaration.Name + ": each a loop nest, once for every instruction set. Small ones have literal bounds; large ones of one kind share a method.",
            "r counts rows, of which a call takes those from, ..., to - 1; where rows are summed, from and to are the range of what is summed.",
            "The weights lie in panels of 16 outputs, each panel with all its rows one after the other.",
        ],
        [],
        writer =>
        {
            using (writer.Block("partial class " + declaration.Name))
            using (writer.Block("private static partial class Compiled"))
            using (writer.Block("private interface IKernels"))
            {
                foreach (Kernel kernel in kernels)
                {
                    writer.Gap();
                    writer.Line($"/// <summary>{Text.Xml(KernelTemplates.For(kernel).Formula(kernel))}.</summary>");
                    writer.Line($"static abstract {Signature(kernel)};");
                }
            }
        });

    /// <summary>The kernels for one instruction set; <paramref name="further"/> ones, which the interface lacks, serve the trace.</summary>
    public static SourceFile Body(NetworkDeclaration declaration, InstructionSet set, IReadOnlyList<Kernel> kernels, IReadOnlyList<Kernel> further) => FileFrame.Write(
        declaration,
        set.Name,
        [$"The kernels of {declaration.Name} for {set.Name}: {Text.Number(set.Lanes)} floats in a vector."],
        Usings(set),
        writer =>
        {
            using (writer.Block("partial class " + declaration.Name))
            using (writer.Block("private static partial class Compiled"))
            {
                writer.Line(FileFrame.GeneratedCode);
                using (writer.Block($"private readonly struct {set.Kernels} : IKernels"))
                {
                    writer.Line("/// <summary>Whether the processor has these instructions; the just-in-time compiler folds it to a constant.</summary>");
                    writer.Line($"public static bool IsSupported => {set.Supported};");
                    writer.Gap();
                    writer.Line("/// <summary>Compiled at once with full optimisation: tiered compilation would leave the loops in slow code at first.</summary>");
                    writer.Line("private const MethodImplOptions Optimized = MethodImplOptions.AggressiveOptimization;");
                    Kernel[] all = [.. kernels.Concat(further).SelectMany(kernel => kernel.Callees.Prepend(kernel)).GroupBy(kernel => kernel.Name).Select(same => same.First())];
                    foreach (Kernel kernel in all)
                    {
                        WriteKernel(writer, set, kernel);
                    }

                    foreach (Tile tile in all.SelectMany(kernel => KernelTemplates.For(kernel).Tiles(set, kernel)).GroupBy(tile => (tile.Name, tile.Parameters)).Select(same => same.First()))
                    {
                        WriteMethod(writer, tile.IsInlined ? InlinedTile : Method, tile.Summary, $"private static {tile.Returns} {tile.Name}({tile.Parameters}){tile.Constraints}", () => tile.Emit(writer));
                    }

                    foreach (NestedType type in all.SelectMany(kernel => KernelTemplates.For(kernel).Types(set, kernel)).GroupBy(type => (type.Declaration, type.Summary)).Select(same => same.First()))
                    {
                        WriteType(writer, type);
                    }
                }
            }
        });

    private static void WriteKernel(CodeWriter writer, InstructionSet set, Kernel kernel)
    {
        IKernelTemplate template = KernelTemplates.For(kernel);
        string signature = "public static " + Signature(kernel);
        if (template.Call(set, kernel) is { } call)
        {
            WriteHead(writer, Method, template.Formula(kernel));
            writer.Line($"{signature} => {call};");
            return;
        }

        string attributes = kernel is ProductKernel or DotKernel or MappedKernel && kernel.MultiplyAdds <= ProductKernel.InlinedMultiplyAdds ? InlinedMethod : Method;
        WriteMethod(writer, attributes, template.Formula(kernel), signature, () => template.Emit(writer, set, kernel));
    }

    private static void WriteMethod(CodeWriter writer, string attributes, string summary, string signature, System.Action body)
    {
        WriteHead(writer, attributes, summary);
        using (writer.Block(signature))
        {
            body();
        }
    }

    private static void WriteHead(CodeWriter writer, string attributes, string summary)
    {
        writer.Gap();
        writer.Line($"/// <summary>{Text.Xml(summary)}.</summary>");
        writer.Line(attributes);
    }

    private static void WriteType(CodeWriter writer, NestedType type)
    {
        writer.Gap();
        writer.Line($"/// <summary>{Text.Xml(type.Summary)}.</summary>");
        using (writer.Block("private " + type.Declaration))
        {
            foreach (string line in type.Lines)
            {
                writer.Line(line);
            }
        }
    }

    private static IEnumerable<string> Usings(InstructionSet set) =>
    [
        $"{set.Floats} = global::System.Runtime.Intrinsics.{set.VectorClass}<float>",
        $"{set.Operations} = global::System.Runtime.Intrinsics.{set.VectorClass}",
        "MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute",
        "MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions",
        "MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal",
        "NetGenKernels = global::NetGen.Runtime.V1.Kernels",
        "NetGenLanes = global::NetGen.Runtime.V1.Lanes",
        "NetGenMath = global::NetGen.Runtime.V1.VectorMath",
        .. set.Usings,
    ];

    private static string Signature(Kernel kernel)
    {
        IEnumerable<string> parameters = kernel.Reads.Select(read => (read.IsIndex ? "ref int " : "ref float ") + read.Name);
        if (kernel.Writes is not null)
        {
            parameters = parameters.Append("ref float " + kernel.Writes);
        }

        if (kernel is RowKernel { IsScaled: true })
        {
            parameters = parameters.Append("ref float scales");
        }

        if (kernel.WritesLosses)
        {
            parameters = parameters.Append("ref double losses");
        }

        parameters = parameters.Concat(kernel.Sizes.Select(size => "int " + size.Name));
        parameters = kernel.Extent == KernelExtent.SumOfRows ? parameters.Append("int rows").Append("bool isFirst") : parameters;
        return $"void {kernel.Name}({string.Join(", ", parameters.Append("int from").Append("int to"))})";
    }
}
