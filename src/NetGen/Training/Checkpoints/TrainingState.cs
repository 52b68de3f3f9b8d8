using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace NetGen;

/// <summary>How far a trainer has come: with the parameters, the optimizer's state and that of the callbacks all that later steps depend on.</summary>
internal sealed class TrainingState(NetworkInfo network)
{
    private long? _start;
    private TimeSpan _elapsedBefore;

    /// <summary>The number of the epoch begun last, from 1; 0 before the first.</summary>
    internal int Epoch { get; set; }

    /// <summary>The number of its batches that were taken.</summary>
    internal long Batch { get; set; }

    /// <summary>The most examples of a batch; 0 before the first call of Fit.</summary>
    internal int BatchSize { get; set; }

    /// <summary>Whether it is over; then the next epoch is the next thing.</summary>
    internal bool IsEpochOver { get; set; } = true;

    /// <summary>The number of steps made.</summary>
    internal long Step { get; set; }

    /// <summary>The loss of the epoch so far.</summary>
    internal LossSum Sum { get; } = new(network);

    /// <summary>What callbacks multiply the learning rate by.</summary>
    internal double RateFactor { get; set; } = 1;

    /// <summary>The rate below which that does not lead.</summary>
    internal double MinimumRate { get; set; }

    /// <summary>The learning rate of the last step.</summary>
    internal double LearningRate { get; set; }

    /// <summary>The optimizer's own learning rate while training sets another one; null while it does not.</summary>
    internal double? OwnRate { get; set; }

    /// <summary>Whether a validation that was due was cancelled; it comes first when training goes on.</summary>
    internal bool OwesValidation { get; set; }

    /// <summary>Why a callback ends the present call of Fit; null while none does.</summary>
    internal string? StopMessage { get; set; }

    /// <summary>The first epoch of the present call of Fit; a resumed call is one with the interrupted one.</summary>
    internal int FirstEpoch { get; set; } = 1;

    /// <summary>The steps made before the present call of Fit.</summary>
    internal long StepsBefore { get; set; }

    /// <summary>The time of the present call of Fit; a resumed call is one with the interrupted one.</summary>
    internal TimeSpan Elapsed
    {
        get => _elapsedBefore + ElapsedHere;
        init => _elapsedBefore = value;
    }

    /// <summary>The time since the clock was started.</summary>
    internal TimeSpan ElapsedHere => _start is long start ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>The epochs that the present call of Fit has completed.</summary>
    internal List<EpochRecord> History { get; } = [];

    /// <summary>The validations of the present call of Fit.</summary>
    internal List<ValidationRecord> Validations { get; } = [];

    internal void StartClock() => _start = Stopwatch.GetTimestamp();

    internal void StopClock()
    {
        _elapsedBefore = Elapsed;
        _start = null;
    }

    /// <summary>What the next call of Fit starts from: everything but the bookkeeping of the call before.</summary>
    internal TrainingState Next() => new(network)
    {
        Epoch = Epoch,
        Step = Step,
        RateFactor = RateFactor,
        MinimumRate = MinimumRate,
        FirstEpoch = Epoch + 1,
        StepsBefore = Step,
    };
}
