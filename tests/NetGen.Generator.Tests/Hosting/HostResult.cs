using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NetGen.Generator.Tests.Hosting;

/// <summary>What became of a user's project.</summary>
/// <param name="Driver">The driver after the run; run it again for what an edit changes.</param>
/// <param name="Compilation">The project with the emitted files.</param>
/// <param name="Generator">Diagnostics of the generator, and of the compiler about it.</param>
/// <param name="Analyzer">Diagnostics of the analyzer, by place.</param>
internal sealed record HostResult(GeneratorDriver Driver, CSharpCompilation Compilation, ImmutableArray<Diagnostic> Generator, ImmutableArray<Diagnostic> Analyzer)
{
    public GeneratorRunResult Run => Driver.GetRunResult().Results.Single();

    public IReadOnlyDictionary<string, string> Files =>
        Run.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>
    /// Every error and warning of the C# compiler, but for the complaint that the user's own text has no documentation.
    /// </summary>
    public IReadOnlyList<Diagnostic> Compiler => Compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Where(diagnostic => diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        .ToArray();

    /// <summary>Holds that the project generated, compiled without a warning and has no problem.</summary>
    public HostResult AssertClean()
    {
        Assert.Null(Run.Exception);
        Assert.Empty(Analyzer);
        Assert.Empty(Generator);
        Assert.Empty(Compiler);
        return this;
    }

    /// <summary>The project as an assembly.</summary>
    public byte[] Emit()
    {
        using var image = new MemoryStream();
        Assert.True(Compilation.Emit(image).Success, string.Join('\n', Compiler));
        return image.ToArray();
    }
}
