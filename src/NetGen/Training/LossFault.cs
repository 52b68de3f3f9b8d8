using System;
using System.Globalization;

namespace NetGen;

/// <summary>The batch whose loss was NaN or infinite.</summary>
/// <param name="Epoch">The epoch's number, as in <see cref="EpochRecord.Epoch"/>.</param>
/// <param name="Step">The batch's number within the epoch, from 1.</param>
/// <param name="Loss">The loss: NaN or an infinity.</param>
public sealed record LossFault(int Epoch, int Step, double Loss)
{
    /// <summary>Says what happened, in what state the model is and what to do.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"The loss was {Loss} in epoch {Epoch}, step {Step}. The model keeps the parameters from before that step. Look for NaN or huge values in the data, or lower the learning rate.");
}
