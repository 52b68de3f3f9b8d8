using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace NetGen;

/// <summary>One call of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> while it runs, as callbacks see it.</summary>
/// <remarks>Reading allocates nothing.</remarks>
public sealed class TrainingRun
{
    private readonly List<string> _warnings = [];
    private readonly List<EpochRecord> _history = [];
    private readonly List<ValidationRecord> _validations = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _rateFactor = 1;

    internal TrainingRun(Trainer trainer, TrainingPlan plan, Gradients gradients)
    {
        Trainer = trainer;
        Plan = plan;
        Gradients = gradients;
    }

    /// <summary>The trainer.</summary>
    public Trainer Trainer { get; }

    /// <summary>What the call is about to do.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The network, as the last step left it.</summary>
    public ITrainableNetwork Network => Trainer.Network;

    /// <summary>The gradients of the last step.</summary>
    public Gradients Gradients { get; }

    /// <summary>The number of the present epoch, from 1, counted over all calls of one trainer; after an epoch still that of the one completed.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The number of batches of the present epoch so far.</summary>
    public long Batch { get; internal set; }

    /// <summary>The number of steps made, counted over all calls of one trainer.</summary>
    public long Step { get; internal set; }

    /// <summary>The loss of the last step's batch, before the step.</summary>
    public double Loss { get; internal set; }

    /// <summary>The epoch's loss so far, as <see cref="EpochRecord.Loss"/> defines it.</summary>
    public double EpochLoss { get; internal set; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; internal set; }

    /// <summary>What the next steps' learning rates are multiplied by, those of a schedule or the optimizer's own; 1 at first. For callbacks that change the rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double RateFactor
    {
        get => _rateFactor;
        set
        {
            if (!(value >= 0 && double.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant($"The factor of the learning rate is {value}, but must be at least 0 and finite."));
            }

            _rateFactor = value;
        }
    }

    /// <summary>The latest validation; null before the first.</summary>
    public Evaluation? Validation => _validations.Count > 0 ? _validations[^1].Evaluation : null;

    /// <summary>Every validation so far.</summary>
    public IReadOnlyList<ValidationRecord> Validations => _validations;

    /// <summary>The completed epochs, with those before a checkpoint that training was resumed from.</summary>
    public IReadOnlyList<EpochRecord> History => _history;

    /// <summary>What went wrong so far without ending the training.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Time since training began, with that before a checkpoint that it was resumed from.</summary>
    public TimeSpan Elapsed => ElapsedBefore + Stopwatch.GetElapsedTime(_start);

    /// <summary>How much of this call is done, from 0 to 1: of the limit that will be reached first.</summary>
    public double Fraction { get; internal set; }

    /// <summary>The time that is left at the present rate; null before the first step.</summary>
    public TimeSpan? Remaining => Fraction > 0 ? Stopwatch.GetElapsedTime(_start) * ((1 - Fraction) / Fraction) : null;

    /// <summary>The examples of a second, on average over this call, validation apart; 0 before the first step.</summary>
    public double ExamplesPerSecond { get; internal set; }

    /// <summary>Why a callback ends the training; null while none does.</summary>
    internal string? StopMessage { get; private set; }

    /// <summary>The time that training took before it was resumed.</summary>
    internal TimeSpan ElapsedBefore { get; set; }

    /// <summary>Ends training after the present step or epoch.</summary>
    /// <param name="message">Why, in a sentence, for <see cref="TrainingResult.StopMessage"/>.</param>
    public void Stop(string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        StopMessage ??= message;
    }

    /// <summary>Records what went wrong without ending the training; the trainer's callbacks hear of it.</summary>
    /// <param name="message">What, and what to do.</param>
    public void Warn(string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        _warnings.Add(message);
    }

    internal void Add(EpochRecord record) => _history.Add(record);

    internal void Add(ValidationRecord record) => _validations.Add(record);
}
