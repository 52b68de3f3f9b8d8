using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace NetGen.Benchmarks.Generator;

/// <summary>How much the generator emitted for one network.</summary>
/// <param name="Files">Source files.</param>
/// <param name="Lines">Their lines.</param>
/// <param name="Methods">Methods with a body.</param>
/// <param name="IntermediateBytes">The intermediate language of all methods.</param>
/// <param name="LargestMethodBytes">That of the largest method; a large one is not optimised.</param>
internal sealed record EmittedSize(int Files, int Lines, int Methods, int IntermediateBytes, int LargestMethodBytes)
{
    /// <summary>Counts.</summary>
    /// <param name="run">What the generator did.</param>
    /// <param name="image">The compiled project, whose only own code is the declaration.</param>
    public static EmittedSize Of(GeneratorDriverRunResult run, Stream image)
    {
        List<int> bodies = Bodies(image);
        return new(
            Files: run.GeneratedTrees.Length,
            Lines: run.GeneratedTrees.Sum(tree => tree.GetText().Lines.Count),
            Methods: bodies.Count,
            IntermediateBytes: bodies.Sum(),
            LargestMethodBytes: bodies.Max());
    }

    private static List<int> Bodies(Stream image)
    {
        image.Position = 0;
        using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. from type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
               where !IsOfCompiler(metadata, type)
               from method in type.GetMethods().Select(metadata.GetMethodDefinition)
               where method.RelativeVirtualAddress != 0
               select file.GetMethodBody(method.RelativeVirtualAddress).GetILReader().Length,
        ];
    }

    /// <summary>Attributes that the compiler embeds in an assembly.</summary>
    private static bool IsOfCompiler(MetadataReader metadata, TypeDefinition type) =>
        metadata.GetString(type.Namespace) is "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices";
}
