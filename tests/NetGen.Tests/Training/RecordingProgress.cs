using System;
using System.Collections.Generic;

namespace NetGen.Tests;

/// <summary>Keeps what it hears, and acts at each step.</summary>
internal sealed class RecordingProgress(Action<TrainingStep>? onStep = null, Action<EpochRecord>? onEpoch = null) : ITrainingProgress
{
    internal TrainingPlan? Plan { get; private set; }

    internal List<EpochRecord> Epochs { get; } = [];

    internal List<TrainingResult?> Ends { get; } = [];

    public void FitStarted(TrainingPlan plan) => Plan = plan;

    public void StepCompleted(TrainingStep trainingStep) => onStep?.Invoke(trainingStep);

    public void EpochCompleted(EpochRecord record)
    {
        Epochs.Add(record);
        onEpoch?.Invoke(record);
    }

    public void FitEnded(TrainingResult? result) => Ends.Add(result);
}
