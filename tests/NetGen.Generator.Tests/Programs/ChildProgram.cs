using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Programs;

/// <summary>What a program printed.</summary>
internal sealed record ChildOutput(IReadOnlyList<string> Lines, string Errors);

/// <summary>A program of a user's: compiled in Release with the real generator, run in a process of its own with the runtime's assembly beside it.</summary>
internal sealed class ChildProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private ChildProgram(HostResult compiled)
    {
        Compiled = compiled;
        Folder = Directory.CreateTempSubdirectory("netgen-program").FullName;
        File.WriteAllBytes(InFolder("Program.dll"), compiled.Emit());
        File.Copy(typeof(NetworkAttribute).Assembly.Location, InFolder("NetGen.dll"));
        File.WriteAllText(
            InFolder("Program.runtimeconfig.json"),
            $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }""");
    }

    public HostResult Compiled { get; }

    public string Folder { get; }

    public static ChildProgram Build(string source, string? instructionSets = null)
    {
        CSharpCompilation compilation = GeneratorHost.Compile(source);
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        return new ChildProgram(GeneratorHost.Run(compilation, GeneratorHost.Driver(instructionSets)).AssertClean());
    }

    public string InFolder(string file) => Path.Combine(Folder, file);

    /// <summary>Runs the program to its end, which must be a success.</summary>
    public ChildOutput Run(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(DotnetFolder.Executable, ["exec", InFolder("Program.dll")])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end within {Patience.TotalMinutes} minutes.");
        }

        string text = output.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"The program ended with {process.ExitCode}:\n{text}\n{errors.GetAwaiter().GetResult()}");
        return new ChildOutput(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), errors.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
