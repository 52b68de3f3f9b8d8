using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetGen.Benchmarks.Classes;
using NetGen.Benchmarks.Generator;
using NetGen.Benchmarks.Limits;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks;

/// <summary>The commands of the program.</summary>
internal static class Commands
{
    /// <summary>All of them.</summary>
    public static RootCommand Root() => new("Measures NetGen. Start it with 'dotnet run -c Release --project tests/NetGen.Benchmarks -- COMMAND'.")
    {
        Limits(),
        Generator(),
        BenchmarkDotNet(),
        VectorMath(),
        FirstUse(),
    };

    private static Command Limits()
    {
        var peers = new Option<string[]>("--peers")
        {
            Description = "Files of measured peers, one JSON object a line; adds how many times longer each peer takes.",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line instead of a table." };
        var filter = new Option<string>("--filter")
        {
            Description = "Only workloads whose name contains the text, such as 'train' or 'predict 8-16-1, batch 1'.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("limits", "Measures the machine's limits and how near generated networks come to them.") { peers, json, filter };
        SetAction(command, (result, cancellation) =>
        {
            string text = result.GetValue(filter)!;
            WorkloadEntry[] workloads = [.. WorkloadCatalog.All.Where(entry => entry.Title.Contains(text, StringComparison.OrdinalIgnoreCase))];
            if (workloads.Length == 0)
            {
                throw new UsageException($"No workload's name contains '{text}'.");
            }

            string[] files = result.GetValue(peers) ?? [];
            IReport report = result.GetValue(json) ? new JsonReport(Console.Out) : new TableReport(Console.Out, withPeers: files.Length > 0);
            new LimitsCommand(report, ReadPeers(files), Console.Error.WriteLine).Run(workloads, cancellation);
        });
        return command;
    }

    private static Command Generator()
    {
        var command = new Command("generator", "Measures the generator, what it emits, and the first prediction with it.");
        SetAction(command, (_, cancellation) => new GeneratorCommand(Console.Out, Console.Error.WriteLine).Run(cancellation));
        return command;
    }

    private static Command BenchmarkDotNet()
    {
        var rest = new Argument<string[]>("args") { Description = "Arguments of BenchmarkDotNet, such as --filter '*Train*'; put -- before its --help.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("benchmarkdotnet", "Measures the workloads of 'limits' with BenchmarkDotNet.") { rest };
        SetAction(command, (result, _) => WorkloadBenchmarks.Run(result.GetValue(rest) ?? []));
        return command;
    }

    private static Command VectorMath()
    {
        var stride = new Option<uint>("--stride") { Description = "Take every so many floats; 1 takes all of them, which lasts minutes.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var speed = new Option<bool>("--speed") { Description = "Measure how long the functions take instead." };
        var command = new Command("vectormath", "Holds the error bounds of the vector maths, and that all widths give the same bits, over every float.") { stride, speed };
        SetAction(command, (result, cancellation) =>
        {
            if (result.GetValue(speed))
            {
                VectorMathSpeed.Run(Console.Out, cancellation);
                return ExitCode.Success;
            }

            return result.GetValue(stride) is var every and > 0
                ? VectorMathCommand.Run(Console.Out, every, cancellation)
                : throw new UsageException("--stride is 0, but must be at least 1.");
        });
        return command;
    }

    /// <summary>What 'generator' starts as processes of their own, because each measures what happens first in one.</summary>
    private static Command FirstUse()
    {
        var generate = new Argument<int>("layers");
        var first = new Command(FirstGeneration.CommandName) { generate };
        SetAction(first, (result, _) => Console.WriteLine(FirstGeneration.Measure(result.GetValue(generate))));

        var assembly = new Argument<string>("assembly");
        var predict = new Command(FirstPrediction.CommandName) { assembly };
        SetAction(predict, (result, _) => Console.WriteLine(FirstPrediction.Measure(result.GetValue(assembly)!)));
        return new Command(ChildProcess.CommandName) { Hidden = true, Subcommands = { first, predict } };
    }

    /// <summary>What every command has in common: it refuses Debug builds, and errors of its user are a line of text.</summary>
    private static void SetAction(Command command, Action<ParseResult, CancellationToken> action) => SetAction(command, (result, cancellation) =>
    {
        action(result, cancellation);
        return ExitCode.Success;
    });

    private static void SetAction(Command command, Func<ParseResult, CancellationToken, int> action) => command.SetAction((result, cancellation) =>
    {
        if (OptimizedBuild.Offenders is { Count: > 0 } offenders)
        {
            return Fail($"{string.Join(", ", offenders)}: built without optimisation, so every time would mislead. Use 'dotnet run -c Release'.");
        }

        try
        {
            return Task.FromResult(action(result, cancellation));
        }
        catch (UsageException error)
        {
            return Fail(error.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("Ended.");
            return Task.FromResult(ExitCode.Interrupted);
        }
    });

    private static Task<int> Fail(string message)
    {
        Console.Error.WriteLine(message);
        return Task.FromResult(ExitCode.WrongUsage);
    }

    private static PeerTimes ReadPeers(IReadOnlyList<string> files)
    {
        try
        {
            return PeerTimes.Read(files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException(error.Message);
        }
    }
}
