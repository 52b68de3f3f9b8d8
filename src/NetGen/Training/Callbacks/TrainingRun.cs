using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace NetGen;

/// <summary>One call of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> while it runs, as callbacks see it.</summary>
/// <remarks>Reading allocates nothing.</remarks>
public sealed class TrainingRun
{
    private readonly List<string> _warnings = [];
    private readonly Action<string> _onWarning;

    internal TrainingRun(Trainer trainer, TrainingPlan plan, TrainingState state, Gradients gradients, bool hasValidation, Action<string> onWarning)
    {
        Trainer = trainer;
        Plan = plan;
        State = state;
        Gradients = gradients;
        HasValidation = hasValidation;
        _onWarning = onWarning;
    }

    /// <summary>The trainer.</summary>
    public Trainer Trainer { get; }

    /// <summary>What the call is about to do.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The network, as the last step left it.</summary>
    public ITrainableNetwork Network => Trainer.Network;

    /// <summary>The gradients of the last step.</summary>
    public Gradients Gradients { get; }

    /// <summary>Whether there are validation examples.</summary>
    public bool HasValidation { get; }

    /// <summary>Whether training goes on from a checkpoint: callbacks then keep what they remember, and start afresh otherwise.</summary>
    public bool IsResumed { get; internal set; }

    /// <summary>The number of the present epoch, from 1, counted over all calls of one trainer; after an epoch still that of the one completed.</summary>
    public int Epoch => State.Epoch;

    /// <summary>The number of batches of the present epoch so far.</summary>
    public long Batch => State.Batch;

    /// <summary>Whether the present epoch is completed.</summary>
    public bool IsEpochOver => State.IsEpochOver;

    /// <summary>The number of steps made, counted over all calls of one trainer.</summary>
    public long Step => State.Step;

    /// <summary>The loss of the last step's batch, before the step.</summary>
    public double Loss { get; internal set; }

    /// <summary>The epoch's loss so far, as <see cref="EpochRecord.Loss"/> defines it.</summary>
    public double EpochLoss => State.Sum.Value;

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate => State.LearningRate;

    /// <summary>What the next steps' learning rates are multiplied by, those of a schedule or the optimizer's own; 1 at first. For callbacks that change the rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double RateFactor
    {
        get => State.RateFactor;
        set => State.RateFactor = NotNegative(value);
    }

    /// <summary>The learning rate below which <see cref="RateFactor"/> does not lead; 0 at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinimumRate
    {
        get => State.MinimumRate;
        set => State.MinimumRate = NotNegative(value);
    }

    /// <summary>The latest validation; null before the first.</summary>
    public Evaluation? Validation => State.Validations.Count > 0 ? State.Validations[^1].Evaluation : null;

    /// <summary>Every validation so far, with those before a checkpoint that training was resumed from.</summary>
    public IReadOnlyList<ValidationRecord> Validations => State.Validations;

    /// <summary>The completed epochs, with those before a checkpoint that training was resumed from.</summary>
    public IReadOnlyList<EpochRecord> History => State.History;

    /// <summary>What went wrong so far without ending the training.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Time since training began, with that before a checkpoint that it was resumed from.</summary>
    public TimeSpan Elapsed => State.Elapsed;

    /// <summary>How much is done, from 0 to 1: of the limit that will be reached first.</summary>
    public double Fraction => Math.Max(FractionOfEpochs, Math.Max(FractionOfSteps, FractionOfTime));

    /// <summary>The time that is left at the present rate; null before the first step.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            double done = Fraction - FractionBefore;
            double seconds = State.ElapsedHere.TotalSeconds * (1 - Fraction) / done;
            return done > 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : null;
        }
    }

    /// <summary>The examples of a second, on average over this call, validation apart; 0 before the first step.</summary>
    public double ExamplesPerSecond => ExamplesSeen > 0 ? ExamplesSeen / Math.Max(TrainingClock.Elapsed.TotalSeconds, 1e-9) : 0;

    /// <summary>How far training has come.</summary>
    internal TrainingState State { get; }

    /// <summary>Why a callback ends the training; null while none does.</summary>
    internal string? StopMessage => State.StopMessage;

    /// <summary>The examples of this call's steps.</summary>
    internal long ExamplesSeen { get; set; }

    /// <summary>Runs while this call trains, and stands still while it validates.</summary>
    internal Stopwatch TrainingClock { get; } = new();

    /// <summary>What <see cref="Fraction"/> was when this call began.</summary>
    internal double FractionBefore { get; set; }

    /// <summary>The number of steps made before this call.</summary>
    internal long StepsBefore => State.StepsBefore;

    private double FractionOfEpochs
    {
        get
        {
            double part = State.IsEpochOver ? 1 : Plan.BatchesPerEpoch is > 0 and long batches ? (double)State.Batch / batches : 0;
            return Plan.Limit.Epochs is int epochs ? Math.Clamp((State.Epoch - State.FirstEpoch + part) / epochs, 0, 1) : 0;
        }
    }

    private double FractionOfSteps => Plan.Limit.Steps is long steps ? Math.Clamp((double)(State.Step - State.StepsBefore) / steps, 0, 1) : 0;

    private double FractionOfTime => Plan.Limit.Time is TimeSpan time ? Math.Clamp(Elapsed / time, 0, 1) : 0;

    /// <summary>Ends training after the present step or epoch.</summary>
    /// <param name="message">Why, in a sentence, for <see cref="TrainingResult.StopMessage"/>.</param>
    public void Stop(string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        State.StopMessage ??= message;
    }

    /// <summary>Records what went wrong without ending the training; the trainer's callbacks hear of it.</summary>
    /// <param name="message">What, and what to do.</param>
    public void Warn(string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        _warnings.Add(message);
        _onWarning(message);
    }

    private static double NotNegative(double value) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant($"The value is {value}, but must be at least 0 and finite."));
}
