using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace NetGen.Benchmarks.Generator;

/// <summary>The first use of a network in a process, most of which the just-in-time compiler takes.</summary>
internal static class FirstPrediction
{
    /// <summary>The child's command.</summary>
    public const string CommandName = "prediction";

    /// <summary>Measures in a new process.</summary>
    /// <returns>Seconds of creating the network, and of its first prediction.</returns>
    public static (double Creation, double Prediction) InNewProcess(string assemblyFile, CancellationToken cancellation)
    {
        double[] seconds = [.. ChildProcess.Run(cancellation, CommandName, assemblyFile).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return (seconds[0], seconds[1]);
    }

    /// <summary>Measures here.</summary>
    /// <returns>Seconds of creating the network, and of its first prediction, as text.</returns>
    public static string Measure(string assemblyFile)
    {
        Type type = Assembly.LoadFrom(assemblyFile).GetTypes().Single(candidate => candidate.Name == GeneratorProject.NetworkName);
        long start = Stopwatch.GetTimestamp();
        var network = (INetwork)Activator.CreateInstance(type, 0L)!;
        TimeSpan creation = Stopwatch.GetElapsedTime(start);

        var batch = Minibatch.From(new float[network.Info.Inputs[0].Size], network.Info.Inputs[0].Size);
        var outputs = new float[network.Info.Outputs[0].Size];
        start = Stopwatch.GetTimestamp();
        network.PredictBatch(batch, outputs);
        TimeSpan prediction = Stopwatch.GetElapsedTime(start);
        return string.Create(CultureInfo.InvariantCulture, $"{creation.TotalSeconds:R} {prediction.TotalSeconds:R}");
    }
}
