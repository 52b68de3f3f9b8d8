using System.Threading;

namespace NetGen;

/// <summary>Measures the validation examples of a call of Fit, if there are such, and tells of it.</summary>
internal sealed class FitValidation(TrainingRun run, CallbackList callbacks, Evaluator? evaluator)
{
    private readonly TrainingState _state = run.State;

    /// <summary>The validation of the parameters as they are, if one followed the last step; null otherwise.</summary>
    internal Evaluation? OfThisStep => _state.Validations.Count > 0 && _state.Validations[^1].Step == _state.Step ? _state.Validations[^1].Evaluation : null;

    /// <summary>Measures after a step where that is due.</summary>
    internal void RunAfterStep(CancellationToken cancellationToken)
    {
        if (run.Trainer.ValidateEvery.IsDueAfterStep(_state.Step))
        {
            Run(cancellationToken);
        }
    }

    /// <summary>Measures after an epoch where that is due, unless a step did.</summary>
    internal Evaluation? RunAfterEpoch(CancellationToken cancellationToken) =>
        run.Trainer.ValidateEvery.IsDueAfterEpoch(_state.Epoch) ? Run(cancellationToken) : OfThisStep;

    /// <summary>Makes up for a validation by steps that was cancelled in the interrupted call; one by epochs follows from the epoch that it belongs to.</summary>
    /// <returns>False if it was cancelled again.</returns>
    internal bool TryPay(CancellationToken cancellationToken)
    {
        bool isOwed = _state.OwesValidation;
        _state.OwesValidation = false;
        if (isOwed && run.Trainer.ValidateEvery.IsOfSteps)
        {
            Run(cancellationToken);
        }

        return !_state.OwesValidation;
    }

    private Evaluation? Run(CancellationToken cancellationToken)
    {
        if (evaluator is null)
        {
            return null;
        }

        bool isTraining = run.TrainingClock.IsRunning;
        run.TrainingClock.Stop();
        try
        {
            _state.OwesValidation = true;
            callbacks.ValidationStarting(run);
            if (evaluator.Run(cancellationToken) is not { } evaluation)
            {
                return null;
            }

            _state.OwesValidation = false;
            _state.Validations.Add(new ValidationRecord(_state.Step, _state.Epoch, evaluation));
            callbacks.Validated(run, evaluation);
            return evaluation;
        }
        finally
        {
            callbacks.ValidationEnded(run);
            if (isTraining)
            {
                run.TrainingClock.Start();
            }
        }
    }
}
