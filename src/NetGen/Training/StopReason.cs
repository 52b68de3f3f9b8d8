namespace NetGen;

/// <summary>Why <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> returned.</summary>
public enum StopReason
{
    /// <summary>All epochs that were asked for are done.</summary>
    EpochsCompleted,

    /// <summary>The caller cancelled. The model is as the last completed step left it, unless a callback such as <see cref="EarlyStopping"/> changed it then; it can be used or trained on.</summary>
    Cancelled,

    /// <summary>A batch's loss was NaN or infinite, see <see cref="TrainingResult.Fault"/>. The step it belongs to was not applied, and steps before it may have been undone, see <see cref="LossFault.StepsUndone"/>.</summary>
    LossNotFinite,

    /// <summary>All steps that were asked for are done.</summary>
    StepsCompleted,

    /// <summary>The time is over.</summary>
    TimeOver,

    /// <summary>A callback ended training, see <see cref="TrainingResult.StopMessage"/>.</summary>
    Stopped,
}
