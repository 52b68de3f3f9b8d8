using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace NetGen.Benchmarks.Generator;

/// <summary>This program, started anew: in a process that has run for a while, much is compiled and cached that a user would wait for.</summary>
internal static class ChildProcess
{
    /// <summary>The hidden command above those that are for children.</summary>
    public const string CommandName = "first-use";

    /// <summary>Runs a command of this program.</summary>
    /// <param name="cancellation">Ends the process.</param>
    /// <param name="arguments">What follows <see cref="CommandName"/>.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">It failed; what it said is on the error stream.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static string Run(CancellationToken cancellation, params string[] arguments)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        start.ArgumentList.Add(CommandName);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration kill = cancellation.Register(() => process.Kill());
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{CommandName} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }
}
