using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What tests of rules assert.</summary>
internal static class Expect
{
    /// <summary>
    /// Holds that the analyzer reports exactly what is marked, in these words, by place; that the generator yields at most members without
    /// code behind them, and NG0001 with the right count for each network; and that no error of the C# compiler follows from it.
    /// </summary>
    public static void Problems(string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        HostResult result = GeneratorHost.Run(source.Text);
        Assert.Equal(source.Marks.Select(mark => $"{mark.Id} at {mark.Span}"), result.Analyzer.Select(found => $"{found.Id} at {found.Location.SourceSpan}"));
        Assert.Equal(string.Join('\n', messages), string.Join('\n', result.Analyzer.Select(Message)));
        Assert.All(result.Analyzer, found => Assert.Equal(DiagnosticSeverity.Error, found.Severity));
        Assert.Null(result.Run.Exception);
        AssertNotGenerated(result);
        Assert.All(result.Generator, summary => Assert.Equal(("NG0001", Location.None), (summary.Id, summary.Location)));
        Assert.Equal(messages.Length, result.Generator.Sum(summary => Count(Message(summary))));
        Assert.Empty(result.Compiler);
    }

    /// <summary>Holds that the analyzer warns of exactly what is marked, in these words, and that the network is generated all the same.</summary>
    public static void Warnings(string marked, params string[] messages) => Remarks(DiagnosticSeverity.Warning, marked, messages);

    /// <summary>The same of what is only worth knowing.</summary>
    public static void Information(string marked, params string[] messages) => Remarks(DiagnosticSeverity.Info, marked, messages);

    private static void Remarks(DiagnosticSeverity severity, string marked, string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        HostResult result = GeneratorHost.Run(source.Text);
        Assert.Equal(source.Marks.Select(mark => $"{mark.Id} at {mark.Span}"), result.Analyzer.Select(found => $"{found.Id} at {found.Location.SourceSpan}"));
        Assert.Equal(string.Join('\n', messages), string.Join('\n', result.Analyzer.Select(Message)));
        Assert.All(result.Analyzer, found => Assert.Equal(severity, found.Severity));
        Assert.Null(result.Run.Exception);
        Assert.NotEmpty(result.Files);
        Assert.Empty(result.Generator);
        Assert.Empty(result.Compiler);
    }

    /// <summary>Holds that each text generates, compiles without a warning and has no problem.</summary>
    public static void Clean(params string[] sources)
    {
        foreach (string source in sources)
        {
            HostResult result = GeneratorHost.Run(source);
            Assert.True(result.Analyzer.IsEmpty && result.Generator.IsEmpty && result.Run.Exception is null && result.Compiler.Count == 0,
                string.Join('\n', [source, .. result.Analyzer, .. result.Generator, .. result.Compiler, result.Run.Exception]));
            Assert.NotEmpty(result.Files);
        }
    }

    /// <summary>
    /// Holds that NetGen adds nothing to what the C# compiler says about a text: no code, no diagnostic, and only the errors of these ids.
    /// </summary>
    public static void LeftToTheCompiler(string source, params string[] ids)
    {
        HostResult result = GeneratorHost.Run(source);
        Assert.Null(result.Run.Exception);
        AssertNotGenerated(result);
        Assert.Empty(result.Generator);
        Assert.Empty(result.Analyzer);
        Assert.Equal(ids, result.Compiler.Select(error => error.Id));
    }

    private static void AssertNotGenerated(HostResult result) =>
        Assert.All(result.Files.Values, text => Assert.Contains(" was not generated: its declaration has problems. These members are here", text, StringComparison.Ordinal));

    /// <summary>The number in "A was not generated: 2 problems".</summary>
    private static int Count(string summary)
    {
        Match match = Regex.Match(summary, "^\\w+ was not generated: (1 problem|([2-9]|[1-9][0-9]+) problems)$");
        Assert.True(match.Success, summary);
        return int.Parse(match.Groups[1].Value.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
