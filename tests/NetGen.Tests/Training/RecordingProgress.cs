using System;
using System.Collections.Generic;

namespace NetGen.Tests;

/// <summary>Keeps what it hears, and acts at each step.</summary>
internal sealed class RecordingProgress(Action<TrainingRun>? onStep = null) : TrainingCallback
{
    internal TrainingPlan? Plan { get; private set; }

    internal List<EpochRecord> Epochs { get; } = [];

    internal List<TrainingResult?> Ends { get; } = [];

    public override void FitStarted(TrainingRun run) => Plan = run.Plan;

    public override void StepCompleted(TrainingRun run) => onStep?.Invoke(run);

    public override void EpochCompleted(TrainingRun run, EpochRecord record) => Epochs.Add(record);

    public override void FitEnded(TrainingRun run, TrainingResult? result) => Ends.Add(result);
}
