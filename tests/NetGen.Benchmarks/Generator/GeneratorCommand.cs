using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NetGen.Benchmarks.Report;

namespace NetGen.Benchmarks.Generator;

/// <summary>Measures what the generator costs whoever edits, builds and starts a program.</summary>
/// <param name="output">Receives the table.</param>
/// <param name="progress">Is told what is measured next.</param>
internal sealed class GeneratorCommand(TextWriter output, Action<string> progress)
{
    private const int Repetitions = 5;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(0.5);
    private static readonly int[] LayerCounts = [3, 10, 50];

    /// <summary>Measures networks of several sizes.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(CancellationToken cancellation)
    {
        output.WriteLine("Dense layers with relu, softmax cross-entropy; all layers of different sizes, so that none shares another's kernels. Minima.");
        foreach (int layers in LayerCounts)
        {
            progress($"{layers} layers");
            Report(layers, cancellation);
        }
    }

    private void Report(int layers, CancellationToken cancellation)
    {
        var project = new GeneratorProject(layers);
        output.WriteLine();
        output.WriteLine($"{layers} layers");
        Write("generator, first run of a process", Enumerable.Range(0, Repetitions).Min(_ => FirstGeneration.InNewProcess(layers, cancellation)));
        Write("generator, first run on a project", Least(_ => RunTime(GeneratorProject.Driver(), project.Compile(), cancellation)));

        // A driver remembers its last run and is not changed by the next, so each edit is one of the same project.
        GeneratorDriver opened = GeneratorProject.Driver().RunGenerators(project.Opened, cancellation);
        Write("after a comment in another file", Least(number => RunTime(opened, project.WithUnrelatedComment(number), cancellation)));
        Write("after a comment in its own file", Least(number => RunTime(opened, project.WithOwnComment(number), cancellation)));
        Write("after another size of a layer", Least(number => RunTime(opened, project.WithOtherSize(number), cancellation)));
        WriteUse(project, cancellation);
    }

    private void WriteUse(GeneratorProject project, CancellationToken cancellation)
    {
        GeneratorDriver driver = GeneratorProject.Driver().RunGeneratorsAndUpdateCompilation(project.Compile(), out Compilation compilation, out _, cancellation);
        using var image = new MemoryStream();
        EmitResult emitted = compilation.Emit(image, cancellationToken: cancellation);
        if (!emitted.Success)
        {
            throw new InvalidOperationException("The emitted code does not compile: " + string.Join(Environment.NewLine, emitted.Diagnostics.Take(10)));
        }

        var size = EmittedSize.Of(driver.GetRunResult(), image);
        Write("emitted lines", $"{size.Lines} in {size.Files} files");
        Write("emitted IL", $"{size.IntermediateBytes} bytes in {size.Methods} methods, the largest {size.LargestMethodBytes}");

        string folder = Directory.CreateTempSubdirectory("netgen-benchmarks-").FullName;
        try
        {
            string file = Path.Combine(folder, "Project.dll");
            File.WriteAllBytes(file, image.ToArray());
            (double Creation, double Prediction)[] uses = [.. Enumerable.Range(0, Repetitions).Select(_ => FirstPrediction.InNewProcess(file, cancellation))];
            Write("creation in a new process", uses.Min(use => use.Creation));
            Write("then the first prediction", uses.Min(use => use.Prediction));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The least of several numbered measurements; enough of them that the generator itself is compiled to the end.</summary>
    private static double Least(Func<int, double> measure)
    {
        double least = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        for (int number = 1; number <= Repetitions || Stopwatch.GetElapsedTime(start) < Budget; number++)
        {
            least = Math.Min(least, measure(number));
        }

        return least;
    }

    private static double RunTime(GeneratorDriver driver, Compilation compilation, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        driver.RunGenerators(compilation, cancellation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Write(string name, double seconds) => Write(name, Units.Time(seconds));

    private void Write(string name, string value) => output.WriteLine($"  {name,-36}{value}");
}
