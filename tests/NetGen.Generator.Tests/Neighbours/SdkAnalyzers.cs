using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Tests.Hosting;

namespace NetGen.Generator.Tests.Neighbours;

/// <summary>The analyzers that the SDK adds to every C# project, with all rules on, as <c>AnalysisMode</c> <c>All</c> does.</summary>
internal static class SdkAnalyzers
{
    private static readonly string Folder = Path.Combine(DotnetFolder.CSharpSdk, "analyzers");

    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. Load("Microsoft.CodeAnalysis.NetAnalyzers.dll").Concat(Load("Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll")),
    ];

    /// <summary>What they find in the compilation.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation)
    {
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItems(Rules())));
        return compilation.WithAnalyzers(All).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static ImmutableDictionary<string, ReportDiagnostic> Rules()
    {
        string level = Environment.Version.Major.ToString(CultureInfo.InvariantCulture);
        string path = Path.Combine(Folder, "build", "config", $"analysislevel_{level}_all.globalconfig");
        return AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(File.ReadAllText(path), path))).GlobalConfigOptions.TreeOptions;
    }

    private static DiagnosticAnalyzer[] Load(string file)
    {
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(Folder, file));
        return
        [
            .. assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }
}
