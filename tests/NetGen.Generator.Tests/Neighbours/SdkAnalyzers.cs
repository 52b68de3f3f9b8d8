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

    /// <summary>Those of <c>EnforceCodeStyleInBuild</c>.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Style { get; } =
    [
        .. LoadStyle("Microsoft.CodeAnalysis.CodeStyle.dll").Concat(LoadStyle("Microsoft.CodeAnalysis.CSharp.CodeStyle.dll")),
    ];

    /// <summary>What they find in the compilation.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation) => Analyze(compilation, All, Rules());

    /// <summary>What the rules of code style with these ids find, as warnings.</summary>
    public static ImmutableArray<Diagnostic> AnalyzeStyle(CSharpCompilation compilation, params string[] ids) =>
        Analyze(compilation, Style, ids.ToImmutableDictionary(id => id, _ => ReportDiagnostic.Warn)).RemoveAll(diagnostic => !ids.Contains(diagnostic.Id));

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, ImmutableDictionary<string, ReportDiagnostic> rules)
    {
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItems(rules)));
        return compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static ImmutableDictionary<string, ReportDiagnostic> Rules()
    {
        string level = Environment.Version.Major.ToString(CultureInfo.InvariantCulture);
        string path = Path.Combine(Folder, "build", "config", $"analysislevel_{level}_all.globalconfig");
        return AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(File.ReadAllText(path), path))).GlobalConfigOptions.TreeOptions;
    }

    private static DiagnosticAnalyzer[] Load(string file) => LoadFrom(Path.Combine(Folder, file));

    private static DiagnosticAnalyzer[] LoadStyle(string file) => LoadFrom(Path.Combine(DotnetFolder.CSharpSdk, "codestyle", "cs", file));

    private static DiagnosticAnalyzer[] LoadFrom(string path)
    {
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        return
        [
            .. assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }
}
