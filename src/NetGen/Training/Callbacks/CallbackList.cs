using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>A trainer's callbacks, which hear of everything in their order, the progress display last.</summary>
internal sealed class CallbackList
{
    private readonly TrainingCallback[] _callbacks;

    internal CallbackList(IEnumerable<TrainingCallback> callbacks, TrainingCallback? progress)
    {
        _callbacks = progress is null ? [.. callbacks] : [.. callbacks, progress];
        if (WithState.GroupBy(callback => callback.StateName).FirstOrDefault(group => group.Count() > 1)?.Key is { } name)
        {
            throw new InvalidOperationException($"Two callbacks have the state name \"{name}\", under which a checkpoint keeps what they remember; give one of them another StateName.");
        }
    }

    private IEnumerable<TrainingCallback> WithState => _callbacks.Where(callback => callback.StateName is not null);

    internal void FitStarted(TrainingRun run)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.FitStarted(run);
        }
    }

    internal void StepCompleted(TrainingRun run)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.StepCompleted(run);
        }
    }

    internal void ValidationStarting(TrainingRun run)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.ValidationStarting(run);
        }
    }

    internal void ValidationEnded(TrainingRun run) => TellAll(callback => callback.ValidationEnded(run));

    internal void Validated(TrainingRun run, Evaluation validation)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.Validated(run, validation);
        }
    }

    internal void EpochCompleted(TrainingRun run, EpochRecord record)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.EpochCompleted(run, record);
        }
    }

    internal void Settled(TrainingRun run)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.Settled(run);
        }
    }

    internal void Warned(TrainingRun run, string message)
    {
        foreach (TrainingCallback callback in _callbacks)
        {
            callback.Warned(run, message);
        }
    }

    internal void FitEnded(TrainingRun run, TrainingResult? result) => TellAll(callback => callback.FitEnded(run, result));

    internal void SaveState(INetwork network, SafetensorsFile file)
    {
        foreach (TrainingCallback callback in WithState)
        {
            callback.SaveState(new CallbackState(network, file, callback.StateName!, ""));
        }
    }

    /// <summary>Gives each callback what a checkpoint kept for it; one that it knows nothing of starts afresh.</summary>
    /// <exception cref="InvalidDataException">What was kept does not fit the callback.</exception>
    internal void LoadState(TrainingRun run, SafetensorsFile file, string fileName)
    {
        foreach (TrainingCallback callback in WithState)
        {
            var state = new CallbackState(run.Network, file, callback.StateName!, fileName);
            if (!state.IsEmpty)
            {
                callback.LoadState(run, state);
            }
        }
    }

    /// <summary>Lets all hear of an end, whatever one of them throws: some have to put the model in order.</summary>
    private void TellAll(Action<TrainingCallback> tell)
    {
        ExceptionDispatchInfo? first = null;
        foreach (TrainingCallback callback in _callbacks)
        {
            try
            {
                tell(callback);
            }
            catch (Exception error)
            {
                first ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        first?.Throw();
    }
}
