using System;
using System.Collections.Generic;
using System.Globalization;
using Spectre.Console;

namespace NetGen.Terminal;

/// <summary>Shows training live in a terminal: how far it is, loss, metrics with the best marked, learning rate, examples a second, remaining time, the course of the loss and the last epochs.</summary>
/// <remarks>
/// <para>The display is drawn anew about ten times a second, on the thread that trains; a step in between costs a look at the clock and allocates nothing. The cursor always stands below the
/// display, so whatever ends the program leaves the terminal in order. Where output goes to a file or pipe, or the terminal cannot move the cursor, about ten plain lines are written in all.</para>
/// </remarks>
/// <example><code>
/// var trainer = new Trainer(model, new Adam()) { Progress = new LiveProgress() };
/// </code></example>
public sealed class LiveProgress : TrainingCallback
{
    private const long MillisecondsBetweenUpdates = 100;
    private const int PlainLines = 10;

    private readonly IAnsiConsole? _given;
    private readonly List<string> _warnings = [];
    private readonly BestValues _best = new();
    private IAnsiConsole _console = AnsiConsole.Console;
    private long _nextUpdate;
    private double _nextLine;
    private int _height;
    private bool _isLive;

    /// <summary>Creates a display.</summary>
    /// <param name="console">Where to draw; null: the program's console.</param>
    public LiveProgress(IAnsiConsole? console = null) => _given = console;

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _console = _given ?? AnsiConsole.Console;
        _isLive = _console.Profile.Capabilities.Ansi && _console.Profile.Out.IsTerminal;
        _warnings.Clear();
        _best.Begin(run.Validations);
        _height = 0;
        _nextLine = 0;
        _nextUpdate = Environment.TickCount64 + MillisecondsBetweenUpdates;
    }

    /// <inheritdoc/>
    public override void StepCompleted(TrainingRun run)
    {
        if (_isLive && Environment.TickCount64 >= _nextUpdate)
        {
            Draw(run);
        }
    }

    /// <inheritdoc/>
    public override void Validated(TrainingRun run, Evaluation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        _best.Take(validation);
    }

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(record);
        if (_isLive)
        {
            StepCompleted(run);
        }
        else if (run.Fraction >= _nextLine)
        {
            WriteLine(PlainText.Line(run, record));
            _nextLine = (Math.Floor((run.Fraction * PlainLines) + 1e-9) + 1) / PlainLines;
        }
    }

    /// <inheritdoc/>
    public override void Warned(TrainingRun run, string message)
    {
        if (_isLive)
        {
            _warnings.Add(message);
            Draw(run);
        }
        else
        {
            WriteLine("Warning: " + message);
        }
    }

    /// <inheritdoc/>
    public override void FitEnded(TrainingRun run, TrainingResult? result)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_isLive)
        {
            Draw(run);
            _height = 0;
        }

        if (result is not null)
        {
            WriteLine(PlainText.Summary(run, result));
        }
    }

    /// <summary>Draws over what was drawn before, in one write, so that nothing flickers.</summary>
    private void Draw(TrainingRun run)
    {
        var display = new Overdrawing(Display.Of(run, _best, _warnings, _console.Profile), _height);
        _console.Write(display);
        _height = display.Height;
        _nextUpdate = Environment.TickCount64 + MillisecondsBetweenUpdates;
    }

    // Not as markup, and not wrapped: files and pipes have no width.
    private void WriteLine(string line) => _console.Profile.Out.Writer.WriteLine(line);
}
