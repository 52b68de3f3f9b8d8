using System;

namespace NetGen;

/// <summary>What one completed epoch of training came to.</summary>
/// <param name="Epoch">The epoch's number, from 1, counted over all calls of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/> of one trainer.</param>
/// <param name="Loss">
/// The training loss while the parameters were moving: for <see cref="Reduction.Mean"/> the mean of the batches' losses, each weighted by the sum of its example weights, times those of
/// the classes where the loss has such (without weights: by its number of examples); for <see cref="Reduction.Sum"/> their sum. It is on the scale that one batch of all examples would have.
/// </param>
/// <param name="Validation">Loss and metrics on the validation examples after the epoch; null if they were not measured then.</param>
/// <param name="Elapsed">Time since the call of Fit began, with that of the calls before it that the training was resumed from.</param>
/// <param name="ExamplesPerSecond">Rate of training in this epoch, validation apart.</param>
public sealed record EpochRecord(int Epoch, double Loss, Evaluation? Validation, TimeSpan Elapsed, double ExamplesPerSecond)
{
    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>The number of steps made up to the epoch's end, counted over all calls of one trainer.</summary>
    public long Step { get; init; }
}
