using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Emission.Templates;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission;

/// <summary>Writes the kernels: one interface that says what each computes, and a struct for each instruction set.</summary>
internal static class KernelsEmitter
{
    private const string MethodAttributes = "[MethodImpl(Optimized)]";

    /// <summary>The table of contents of the kernels.</summary>
    public static SourceFile Interface(NetworkDeclaration declaration, IReadOnlyList<Kernel> kernels) => FileFrame.Write(
        declaration,
        "Kernels",
        [
            "The kernels of " + declaration.Name + ": each a loop nest with literal bounds, once for every instruction set.",
            "r counts rows; the weights lie in panels of 64 outputs, the last as narrow as 16 lanes allow, each panel with all its rows one after the other.",
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
                    writer.Line("private const MethodImplOptions Optimized = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;");
                    foreach (Kernel kernel in kernels.Concat(further))
                    {
                        writer.Gap();
                        writer.Line($"/// <summary>{Text.Xml(KernelTemplates.For(kernel).Formula(kernel))}.</summary>");
                        writer.Line(MethodAttributes);
                        using (writer.Block("public static " + Signature(kernel)))
                        {
                            KernelTemplates.For(kernel).Emit(writer, set, kernel);
                        }
                    }
                }
            }
        });

    private static IEnumerable<string> Usings(InstructionSet set) =>
    [
        $"{set.Floats} = global::System.Runtime.Intrinsics.{set.VectorClass}<float>",
        $"{set.Operations} = global::System.Runtime.Intrinsics.{set.VectorClass}",
        "MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute",
        "MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions",
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

        if (kernel.ReturnsLoss)
        {
            parameters = parameters.Append("ref float exampleWeights").Append("double weightScale");
        }

        if (kernel.HasRows)
        {
            parameters = parameters.Append("int rows");
        }

        return $"{(kernel.ReturnsLoss ? "double" : "void")} {kernel.Name}({string.Join(", ", parameters)})";
    }
}
