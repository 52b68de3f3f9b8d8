namespace NetGen;

/// <summary>Hears of the progress of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/>, on the thread that trains. What it throws ends the training; the model stays usable.</summary>
public interface ITrainingProgress
{
    /// <summary>Training begins.</summary>
    void FitStarted(TrainingPlan plan)
    {
    }

    /// <summary>A step has been applied. Called very often: it should cost little and allocate nothing.</summary>
    void StepCompleted(TrainingStep trainingStep)
    {
    }

    /// <summary>An epoch, with its validation, is done.</summary>
    void EpochCompleted(EpochRecord record);

    /// <summary>Training ended.</summary>
    /// <param name="result">What <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> returns, or null if an exception ended it.</param>
    void FitEnded(TrainingResult? result)
    {
    }
}
