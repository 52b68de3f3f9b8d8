using System;

namespace NetGen;

/// <summary>What one completed epoch of training came to.</summary>
/// <param name="Epoch">The epoch's number, from 1, counted over all calls of <see cref="Trainer.Fit"/> of one trainer.</param>
/// <param name="Loss">
/// The training loss while the parameters were moving: for <see cref="Reduction.Mean"/> the mean of the batches' losses, each weighted by the sum of its example weights, times those of
/// the classes where the loss has such (without weights: by its number of examples); for <see cref="Reduction.Sum"/> their sum. It is on the scale that one batch of all examples would have.
/// </param>
/// <param name="Validation">Loss and accuracy on the validation examples after the epoch; null without such examples, or if cancelled while computing them.</param>
/// <param name="Elapsed">Time since the call of <see cref="Trainer.Fit"/> began.</param>
/// <param name="ExamplesPerSecond">Rate of training in this epoch, validation apart.</param>
public sealed record EpochRecord(int Epoch, double Loss, Evaluation? Validation, TimeSpan Elapsed, double ExamplesPerSecond);
