using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Programs;

/// <summary>The compiler of the SDK itself, with the generator: for rules of code style, whose analyzers need the newest compiler.</summary>
internal static class SdkCompiler
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The ids and messages of warnings about a text in a project with <c>EnforceCodeStyleInBuild</c> and these rules as warnings.</summary>
    /// <param name="source">The text.</param>
    /// <param name="generates">False to leave the generator out.</param>
    /// <param name="rules">Ids of rules of code style.</param>
    public static IReadOnlyList<string> Warnings(string source, bool generates, params string[] rules)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-compiler");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "User.cs"), source);
            File.WriteAllText(Path.Combine(folder.FullName, "rules.globalconfig"), "is_global = true\n" + string.Concat(rules.Select(rule => $"dotnet_diagnostic.{rule}.severity = warning\n")));
            File.WriteAllLines(Path.Combine(folder.FullName, "arguments.rsp"), Arguments(generates));
            return [.. Run(folder.FullName).Split('\n').Where(line => line.Contains(": warning ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" (http")[0].TrimEnd())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(bool generates)
    {
        string style = Path.Combine(DotnetFolder.CSharpSdk, "codestyle", "cs");
        string[] analyzers =
        [
            .. generates ? [typeof(NetworkGenerator).Assembly.Location] : Array.Empty<string>(),
            Path.Combine(style, "Microsoft.CodeAnalysis.CodeStyle.dll"),
            Path.Combine(style, "Microsoft.CodeAnalysis.CSharp.CodeStyle.dll"),
        ];
        return
        [
            "/nologo", "/nostdlib", "/target:library", "/langversion:12", "/nullable:enable", "/nowarn:CS1701,CS1702", "/out:User.dll", "/analyzerconfig:rules.globalconfig", "User.cs",
            .. analyzers.Select(analyzer => $"/analyzer:\"{analyzer}\""),
            .. GeneratorHost.Compile().References.OfType<PortableExecutableReference>().Select(reference => $"/reference:\"{reference.FilePath}\""),
        ];
    }

    private static string Run(string folder)
    {
        string compiler = Path.Combine(DotnetFolder.CSharpSdk, "..", "..", "Roslyn", "bincore", "csc.dll");
        var start = new ProcessStartInfo(DotnetFolder.Executable, ["exec", compiler, "/noconfig", "@arguments.rsp"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The compiler did not end within {Patience.TotalMinutes} minutes.");
        }

        string text = output.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, text);
        return text;
    }
}
