namespace NetGen;

/// <summary>Why <see cref="Trainer.Fit"/> returned.</summary>
public enum StopReason
{
    /// <summary>All epochs that were asked for are done.</summary>
    EpochsCompleted,

    /// <summary>The caller cancelled. The model is as the last completed step left it and can be used or trained on.</summary>
    Cancelled,

    /// <summary>A batch's loss was NaN or infinite, see <see cref="TrainingResult.Fault"/>. The step it belongs to was not applied.</summary>
    LossNotFinite,
}
