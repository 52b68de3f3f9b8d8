using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace NetGen.Benchmarks.Generator;

/// <summary>The first run of the generator in a process, as each build from the command line has it when no compiler server is running.</summary>
internal static class FirstGeneration
{
    /// <summary>The child's command.</summary>
    public const string CommandName = "generation";

    /// <summary>Measures in a new process.</summary>
    /// <returns>Seconds.</returns>
    public static double InNewProcess(int layers, CancellationToken cancellation) => double.Parse(
        ChildProcess.Run(cancellation, CommandName, layers.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    /// <summary>Measures here.</summary>
    /// <returns>Seconds, as text.</returns>
    public static string Measure(int layers)
    {
        var project = new GeneratorProject(layers);

        // The compiler of an SDK is compiled ahead of time and the one referenced here is not: it warms up, the generator does not.
        project.Compile().GetDiagnostics();
        Compilation compilation = project.Compile();
        GeneratorDriver driver = GeneratorProject.Driver();
        long start = Stopwatch.GetTimestamp();
        driver.RunGenerators(compilation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
    }
}
