using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Conformance.Tests.Compilation;

/// <summary>
/// Makes the emitted 512-bit body run on a machine without AVX-512: every use of <c>Avx512F</c> in the emitted text is replaced by a class that
/// does the same in two 256-bit halves, bit for bit. All other operations of <c>Vector512</c> are done in halves by the runtime itself.
/// </summary>
internal static partial class Avx512Emulation
{
    private const string StandIn =
        """
        #nullable enable
        namespace Emulated;

        internal static class Avx512F
        {
            internal static bool IsSupported => true;

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            internal static System.Runtime.Intrinsics.Vector512<float> FusedMultiplyAdd(
                System.Runtime.Intrinsics.Vector512<float> a, System.Runtime.Intrinsics.Vector512<float> b, System.Runtime.Intrinsics.Vector512<float> c) =>
                System.Runtime.Intrinsics.Vector512.Create(
                    System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(
                        System.Runtime.Intrinsics.Vector512.GetLower(a), System.Runtime.Intrinsics.Vector512.GetLower(b), System.Runtime.Intrinsics.Vector512.GetLower(c)),
                    System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(
                        System.Runtime.Intrinsics.Vector512.GetUpper(a), System.Runtime.Intrinsics.Vector512.GetUpper(b), System.Runtime.Intrinsics.Vector512.GetUpper(c)));
        }
        """;

    public static CSharpCompilation Apply(CSharpCompilation generated, ImmutableArray<SyntaxTree> declared, CSharpParseOptions options)
    {
        foreach (SyntaxTree tree in generated.SyntaxTrees.Except(declared))
        {
            string text = Avx512F().Replace(tree.GetText().ToString(), "global::Emulated.Avx512F");
            generated = generated.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, options, tree.FilePath));
        }

        return generated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(StandIn, options, "Avx512F.cs"));
    }

    [GeneratedRegex(@"(global::System\.Runtime\.Intrinsics\.X86\.)?\bAvx512F\b(?=\.)")]
    private static partial Regex Avx512F();
}
