using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetGen.Benchmarks;

RootCommand root = Commands.Root();
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message)) + " All commands: --help");
    return ExitCode.WrongUsage;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    // The first Ctrl+C ends the measurement, the second one the program.
    key.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

// Cancelled by ourselves: the library would end the process after two seconds.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, stop.Token);
