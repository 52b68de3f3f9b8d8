using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Generator.Tests.Hosting;

/// <summary>Compiles source texts as a user's project would: with the runtime's attributes, the generator and the analyzer.</summary>
internal static class GeneratorHost
{
    /// <summary>C# 12 is the default of net8.0 projects, the oldest that the runtime serves.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    /// <summary>A project of these source texts, before any generator has run.</summary>
    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "UserProject",
        sources.Select((source, number) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"User{number + 1}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            warningLevel: 9999,
            // The SDK silences these too: NetGen is built against .NET 8 and referenced beside a newer framework.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)],
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A driver that tracks steps. <paramref name="instructionSets"/> is the MSBuild property NetGenInstructionSets, <paramref name="masks"/> NetGenDropoutMasks.</summary>
    public static GeneratorDriver Driver(string? instructionSets = null, string? masks = null) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        optionsProvider: new BuildProperties(instructionSets, masks),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Generates for the narrowest instruction set alone, which compiles fastest.</summary>
    public static HostResult Run(params string[] sources) => Run(Compile(sources), Driver("Vector128"));

    /// <summary>Runs generator and analyzer over <paramref name="compilation"/>.</summary>
    public static HostResult Run(CSharpCompilation compilation, GeneratorDriver driver)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> reported);
        ImmutableArray<Diagnostic> analyzed = updated.WithAnalyzers([new NetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return new HostResult(driver, (CSharpCompilation)updated, reported, [.. analyzed.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)]);
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Append(typeof(NetworkAttribute).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private sealed class BuildProperties(string? instructionSets, string? masks) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(instructionSets, masks);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(string? instructionSets, string? masks) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string?> _values = new() { ["build_property.NetGenInstructionSets"] = instructionSets, ["build_property.NetGenDropoutMasks"] = masks };

        public override IEnumerable<string> Keys => _values.Keys.Where(key => _values[key] is not null);

        public override bool TryGetValue(string key, out string value)
        {
            value = _values.TryGetValue(key, out string? found) && found is not null ? found : "";
            return value.Length > 0;
        }
    }
}
