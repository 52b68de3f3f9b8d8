using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator;

/// <summary>Turns classes with <c>[Network]</c> into code: the whole incremental pipeline, one network at a time.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>Tracked steps, for tests of what an edit makes run again.</summary>
    internal const string DeclarationStep = "Declaration";

    internal const string CompilationStep = "CompiledNetwork";

    /// <summary>Without a byte-order mark, so that a written file has the bytes of the text.</summary>
    private static readonly System.Text.Encoding Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadNetwork> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclarationReader.NetworkAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => NetworkCompiler.Read((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancellation))
            .WithTrackingName(DeclarationStep);

        IncrementalValueProvider<EquatableArray<InstructionSet>> sets = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => InstructionSet.Parse(options.GlobalOptions.TryGetValue("build_property.NetGenInstructionSets", out string? property) ? property : null));

        IncrementalValueProvider<CompilerOptions> asked = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => new CompilerOptions(options.GlobalOptions.TryGetValue("build_property.NetGenDropoutMasks", out string? property) && property == "Inputs"));

        IncrementalValuesProvider<CompiledNetwork> networks = declarations.Combine(sets.Combine(asked))
            .Select(static (pair, cancellation) => pair.Left.Failed ?? NetworkCompiler.Compile(pair.Left.Declaration!, pair.Right.Left, pair.Right.Right, cancellation))
            .WithTrackingName(CompilationStep);

        context.RegisterSourceOutput(networks, static (output, network) => Add(output, network));
    }

    private static void Add(SourceProductionContext output, CompiledNetwork network)
    {
        foreach (SourceFile file in network.Files)
        {
            output.AddSource(file.HintName, Microsoft.CodeAnalysis.Text.SourceText.From(file.Text, Encoding));
        }

        if (Summarize(network) is { } summary)
        {
            output.ReportDiagnostic(summary);
        }
    }

    /// <summary>Why a network was not generated; null if it was, or if the C# compiler says why. Without a location, which would defeat the cache.</summary>
    internal static Diagnostic? Summarize(CompiledNetwork network)
    {
        if (network.FailedStage is not null)
        {
            return Diagnostic.Create(Rules.Internal, null, network.Network, network.FailedStage, network.Failure);
        }

        string count = network.Problems == 1 ? "1 problem" : Emission.Text.Number(network.Problems) + " problems";
        return network.Problems == 0 ? null : Diagnostic.Create(Rules.NotGenerated, null, network.Network, count);
    }
}
