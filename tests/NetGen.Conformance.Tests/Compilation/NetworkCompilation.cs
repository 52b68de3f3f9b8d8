using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator;

namespace NetGen.Conformance.Tests.Compilation;

/// <summary>
/// Many declared networks, compiled together by the real generator for one kernel body and loaded.
/// The compilation is as strict as a user's can be: C# 12 against net8.0, no unsafe code, every warning of every level is an error.
/// </summary>
internal sealed partial class NetworkCompilation
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(FindReferences);

    private readonly System.Reflection.Assembly[] _assemblies;

    private NetworkCompilation(System.Reflection.Assembly[] assemblies) => _assemblies = assemblies;

    /// <summary>Generates, compiles and loads the networks.</summary>
    /// <param name="assemblyName">The assembly's name.</param>
    /// <param name="networks">The declarations.</param>
    /// <param name="body">The kernels.</param>
    /// <param name="analyze">Whether the analyzer runs over them too, which takes longer than all the rest.</param>
    /// <exception cref="InvalidOperationException">Generator, analyzer or compiler reported a warning or an error; the message holds all of them.</exception>
    public static NetworkCompilation Create(string assemblyName, IEnumerable<NetworkSource> networks, KernelBody body, bool analyze = true)
    {
        // What a build asks for holds for all its networks, and masks that are inputs make a difference to others too: their blocks are no loops.
        return new NetworkCompilation([.. networks.ToLookup(network => network.HasMasks).Select(group =>
            Load(group.Key ? assemblyName + ".Masks" : assemblyName, group, body, analyze, group.Key))]);
    }

    /// <summary>The files that are generated for networks, by their names.</summary>
    public static Dictionary<string, string> Files(IEnumerable<NetworkSource> networks, KernelBody body)
    {
        CSharpCompilation declared = Declare("Files", networks);
        return Run(declared, body, analyze: false, masksAreInputs: false).SyntaxTrees.Except(declared.SyntaxTrees).ToDictionary(tree => Path.GetFileName(tree.FilePath), tree => tree.ToString());
    }

    private static System.Reflection.Assembly Load(string assemblyName, IEnumerable<NetworkSource> networks, KernelBody body, bool analyze, bool masksAreInputs)
    {
        CSharpCompilation complete = Generate(Declare(assemblyName, networks), body, analyze, masksAreInputs);
        using var image = new MemoryStream();
        Refuse(complete.Emit(image).Diagnostics);
        image.Position = 0;
        return new AssemblyLoadContext(assemblyName).LoadFromStream(image);
    }

    /// <summary>The networks as declared, before the generator ran.</summary>
    public static CSharpCompilation Declare(string assemblyName, IEnumerable<NetworkSource> networks)
    {
        var sources = networks.Select(network => CSharpSyntaxTree.ParseText(network.FileText, ParseOptions, network.ClassName + ".cs"));
        return CSharpCompilation.Create(assemblyName, sources, References.Value, CompilationOptions);
    }

    /// <summary>A new instance of a network, initialized with the default seed.</summary>
    public INetwork Create(string className) =>
        (INetwork)Activator.CreateInstance(_assemblies.Select(assembly => assembly.GetType($"{NetworkSource.Namespace}.{className}")).Single(type => type is not null)!, 0L)!;

    private static CSharpCompilation Generate(CSharpCompilation declared, KernelBody body, bool analyze, bool masksAreInputs)
    {
        CSharpCompilation complete = Run(declared, body, analyze, masksAreInputs);
        RequireOnly(body, complete);
        return body == KernelBody.Avx512Emulated ? Avx512Emulation.Apply(complete, declared.SyntaxTrees, ParseOptions) : complete;
    }

    private static CSharpCompilation Run(CSharpCompilation declared, KernelBody body, bool analyze, bool masksAreInputs)
    {
        CSharpGeneratorDriver
            .Create(
                [new NetworkGenerator().AsSourceGenerator()],
                parseOptions: ParseOptions,
                optionsProvider: new BuildProperties(body.InstructionSet(), masksAreInputs))
            .RunGeneratorsAndUpdateCompilation(declared, out var generated, out var diagnostics);
        Refuse(analyze ? diagnostics.AddRange(Analyze(generated)) : diagnostics);

        return (CSharpCompilation)generated;
    }

    /// <summary>The passes of every network call the kernels of the one body, so that no other can pass in its place.</summary>
    private static void RequireOnly(KernelBody body, CSharpCompilation generated)
    {
        string[] called = [.. generated.SyntaxTrees.SelectMany(tree => KernelArgument().Matches(tree.ToString())).Select(match => match.Value).Distinct()];
        if (called is not [var only] || only != $"<{body.InstructionSet()}Kernels>(")
        {
            throw new InvalidOperationException($"The passes call {string.Join(", ", called)}, expected only the kernels of {body.InstructionSet()}.");
        }
    }

    [GeneratedRegex(@"<(?!TKernels)\w+Kernels>\(")]
    private static partial Regex KernelArgument();

    private static ImmutableArray<Diagnostic> Analyze(Microsoft.CodeAnalysis.Compilation generated) =>
        generated.WithAnalyzers([new NetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    private static void Refuse(ImmutableArray<Diagnostic> diagnostics)
    {
        var faults = diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"{faults.Count} diagnostics:\n" + string.Join("\n", faults.Take(40)));
        }
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string list = Path.Combine(AppContext.BaseDirectory, "net8.references.txt");
        return [.. File.ReadAllLines(list).Append(typeof(INetwork).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
