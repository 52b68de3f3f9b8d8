using System.Globalization;

namespace NetGen;

/// <summary>The batch whose loss was NaN or infinite.</summary>
/// <param name="Epoch">The epoch's number, as in <see cref="EpochRecord.Epoch"/>.</param>
/// <param name="Step">The batch's number within the epoch, from 1.</param>
/// <param name="Loss">The loss: NaN or an infinity.</param>
public sealed record LossFault(int Epoch, long Step, double Loss)
{
    /// <summary>Where the first bad value stands; null if every layer's output is finite, so that the loss alone, or a derivative of training only, is bad.</summary>
    public BadValue? BadValue { get; init; }

    /// <summary>How many steps were undone, because the fault is not in the data: the model has parameters again whose loss was finite, and the optimizer has forgotten its state. 0 if none.</summary>
    public long StepsUndone { get; init; }

    /// <summary>Says what happened, in what state the model is and what to do.</summary>
    public override string ToString()
    {
        string where = BadValue is null ? "" : $" {BadValue}";
        string state = StepsUndone == 0
            ? "The model keeps the parameters from before that step."
            : string.Create(CultureInfo.InvariantCulture, $"The model has the parameters from {StepsUndone} {(StepsUndone == 1 ? "step" : "steps")} before, the last ones known to be good, and the optimizer starts afresh.");
        string advice = BadValue is { IsOfData: true }
            ? "Remove or replace such values in the data."
            : "Look for huge values in the data, lower the learning rate, or clip the gradients (ClipNorm of the optimizer).";
        return string.Create(CultureInfo.InvariantCulture, $"The loss was {Loss} in epoch {Epoch}, step {Step}.{where} {state} {advice}");
    }
}
