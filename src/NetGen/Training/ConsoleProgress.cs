using System;
using System.IO;

namespace NetGen;

/// <summary>
/// Shows training on the console. On a terminal one line is rewritten several times a second; where output goes to a file or pipe, about ten lines are written in all.
/// </summary>
/// <remarks>A line shows the epoch, its loss, loss and accuracy of the validation, the rate of training and the time that is left.</remarks>
public sealed class ConsoleProgress : ITrainingProgress
{
    private const int Lines = 10;
    private const long MillisecondsBetweenUpdates = 100;

    private readonly TextWriter? _writer;
    private readonly bool? _interactive;
    private TrainingPlan _plan = new("", 1, new TrainingLimit { Epochs = 1 }, 1, 1);
    private EpochRecord? _last;
    private long _start;
    private long _nextUpdate;
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

    private long LastEpoch => _plan.FirstEpoch + _plan.Limit.Epochs.GetValueOrDefault() - 1L;

    /// <inheritdoc/>
    public void FitStarted(TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _last = null;
        _start = Environment.TickCount64;
        _nextUpdate = _start + MillisecondsBetweenUpdates;
        _written = 0;
        _rewrites = _interactive ?? !Console.IsOutputRedirected;
    }

    /// <inheritdoc/>
    public void StepCompleted(TrainingStep trainingStep)
    {
        if (!_rewrites || Environment.TickCount64 < _nextUpdate)
        {
            return;
        }

        double epochs = trainingStep.Epoch - _plan.FirstEpoch + ((double)trainingStep.Step / _plan.BatchesPerEpoch.GetValueOrDefault(1));
        double rate = epochs * _plan.Examples.GetValueOrDefault() / ElapsedSeconds;
        Rewrite(ProgressText.Line(trainingStep.Epoch, LastEpoch, trainingStep.EpochLoss, _last?.Validation, rate, Remaining(epochs)));
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _last = record;
        int done = record.Epoch - _plan.FirstEpoch + 1;
        if (_rewrites)
        {
            if (Environment.TickCount64 >= _nextUpdate)
            {
                Rewrite(Line(record, done));
            }
        }
        else if (done == 1 || (long)done * Lines / _plan.Limit.Epochs.GetValueOrDefault() > (done - 1L) * Lines / _plan.Limit.Epochs.GetValueOrDefault())
        {
            Writer.WriteLine(Line(record, done));
        }
    }

    /// <inheritdoc/>
    public void FitEnded(TrainingResult? result)
    {
        if (_rewrites)
        {
            if (_last is not null)
            {
                Rewrite(Line(_last, _last.Epoch - _plan.FirstEpoch + 1));
            }

            if (_written > 0)
            {
                Writer.WriteLine();
                _written = 0;
            }
        }

        if (result is { StopReason: not StopReason.EpochsCompleted })
        {
            Writer.WriteLine(ProgressText.Stopped(result, _plan));
        }
    }

    private double ElapsedSeconds => Math.Max(Environment.TickCount64 - _start, 1) / 1000.0;

    private double Remaining(double epochsDone) => ElapsedSeconds * (_plan.Limit.Epochs.GetValueOrDefault() - epochsDone) / epochsDone;

    private string Line(EpochRecord record, int done) =>
        ProgressText.Line(record.Epoch, LastEpoch, record.Loss, record.Validation, record.ExamplesPerSecond, Remaining(done));

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
