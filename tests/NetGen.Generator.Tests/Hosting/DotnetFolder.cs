using System;
using System.IO;
using System.Linq;

namespace NetGen.Generator.Tests.Hosting;

/// <summary>The installation of .NET that runs the tests.</summary>
internal static class DotnetFolder
{
    /// <summary>Above shared/Microsoft.NETCore.App/version.</summary>
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    public static string Executable { get; } = Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>What the newest SDK of the runtime's own version brings to every C# project: analyzers and their configuration.</summary>
    public static string CSharpSdk { get; } = Path.Combine(
        Directory.GetDirectories(Path.Combine(Root, "sdk"), Environment.Version.Major + ".*").OrderBy(folder => folder, StringComparer.Ordinal).Last(),
        "Sdks", "Microsoft.NET.Sdk");
}
