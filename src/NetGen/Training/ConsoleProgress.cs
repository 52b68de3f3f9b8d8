using System;
using System.IO;

namespace NetGen;

/// <summary>
/// Shows training on the console. On a terminal one line is rewritten several times a second; where output goes to a file or pipe, about ten lines are written in all.
/// </summary>
/// <remarks>A line shows the epoch, its loss, loss and accuracy of the validation, the rate of training and the time that is left.</remarks>
public sealed class ConsoleProgress : TrainingCallback
{
    private const int Lines = 10;
    private const long MillisecondsBetweenUpdates = 100;
    private const long MillisecondsWithoutLine = 10_000;

    private readonly TextWriter? _writer;
    private readonly bool? _interactive;
    private EpochRecord? _last;
    private long _nextUpdate;
    private double _nextLine;
    private int _written;
    private bool _rewrites;

    /// <summary>Creates a progress display.</summary>
    /// <param name="writer">Where to write; null: the console.</param>
    /// <param name="interactive">Whether to rewrite one line; null: when the console's output is not redirected.</param>
    public ConsoleProgress(TextWriter? writer = null, bool? interactive = null)
    {
        _writer = writer;
        _interactive = interactive ?? (writer is null ? null : false);
    }

    private TextWriter Writer => _writer ?? Console.Out;

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        _last = null;
        _nextUpdate = Environment.TickCount64 + MillisecondsBetweenUpdates;
        _nextLine = 0;
        _written = 0;
        _rewrites = _interactive ?? !Console.IsOutputRedirected;
    }

    /// <inheritdoc/>
    public override void StepCompleted(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_rewrites ? Environment.TickCount64 >= _nextUpdate : IsOverdue(run))
        {
            Show(run, ProgressText.Line(run, run.EpochLoss, _last?.Validation, run.ExamplesPerSecond));
        }
    }

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(run);
        _last = record;
        if (_rewrites ? Environment.TickCount64 >= _nextUpdate : run.Fraction >= _nextLine)
        {
            Show(run, Line(run, record));
        }
    }

    /// <inheritdoc/>
    public override void Warned(TrainingRun run, string message)
    {
        EndLine();
        Writer.WriteLine("Warning: " + message);
    }

    /// <inheritdoc/>
    public override void FitEnded(TrainingRun run, TrainingResult? result)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_rewrites && _last is not null)
        {
            Rewrite(Line(run, _last));
        }

        EndLine();
        if (result is not null && ProgressText.Ended(result, run.Plan) is { } text)
        {
            Writer.WriteLine(text);
        }
    }

    private static string Line(TrainingRun run, EpochRecord record) => ProgressText.Line(run, record.Loss, record.Validation, record.ExamplesPerSecond);

    /// <summary>Lines that are written once wait for the end of an epoch, unless that is far off.</summary>
    private bool IsOverdue(TrainingRun run) =>
        run.Fraction >= _nextLine + (1.0 / Lines) && (run.Plan.Limit.Epochs is null || Environment.TickCount64 >= _nextUpdate + MillisecondsWithoutLine);

    private void Show(TrainingRun run, string line)
    {
        if (_rewrites)
        {
            Rewrite(line);
        }
        else
        {
            Writer.WriteLine(line);
            _nextLine = (Math.Floor((run.Fraction * Lines) + 1e-9) + 1) / Lines;
            _nextUpdate = Environment.TickCount64 + MillisecondsBetweenUpdates;
        }
    }

    private void EndLine()
    {
        if (_written > 0)
        {
            Writer.WriteLine();
            _written = 0;
        }
    }

    /// <summary>Writes over the line; spaces cover what is left of a longer one. A line longer than the window would wrap, and could not be rewritten.</summary>
    private void Rewrite(string line)
    {
        string fitting = line.Length > Width ? line[..Width] : line;
        Writer.Write("\r" + fitting.PadRight(Math.Min(_written, Width)));
        Writer.Flush();
        _written = fitting.Length;
        _nextUpdate = Environment.TickCount64 + MillisecondsBetweenUpdates;
    }

    private int Width
    {
        get
        {
            if (_writer is not null || OperatingSystem.IsBrowser() || OperatingSystem.IsAndroid() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS())
            {
                return int.MaxValue;
            }

            // 0 on terminals that do not tell.
            int width = Console.WindowWidth;
            return width > 1 ? width - 1 : int.MaxValue;
        }
    }
}
