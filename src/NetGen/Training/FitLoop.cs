using System;
using System.Threading;

namespace NetGen;

/// <summary>One call of Fit: its buffers, and what happens in it.</summary>
internal sealed class FitLoop
{
    private readonly ITrainableNetwork _network;
    private readonly Trainer _trainer;
    private readonly TrainingState _state;
    private readonly BatchSource _source;
    private readonly FitValidation _validation;
    private readonly CallbackList _callbacks;
    private readonly RateControl _rate;
    private readonly StepMaker _steps;
    private readonly LastGoodParameters _lastGood;
    private readonly TrainingRun _run;
    private readonly TrainingLimit _limit;
    private readonly LossSum _settledSum;
    private long _settledBatch;
    private long _stepsHere;
    private LossFault? _fault;
    private EpochRecord? _cutShort;

    internal FitLoop(Trainer trainer, TrainingState state, BatchSource source, TrainingLimit limit, Examples? validation)
    {
        _trainer = trainer;
        _network = trainer.Network;
        _state = state;
        _source = source;
        _limit = limit;
        if (source.Examples is { } examples)
        {
            ExamplesCheck.Require(examples, _network.Info, "train");
        }

        _callbacks = new CallbackList(trainer.Callbacks, trainer.Progress);
        _steps = new StepMaker(trainer, Math.Min(source.BatchSize, source.Examples?.Count ?? int.MaxValue));
        Evaluator? evaluator = validation is null ? null : new Evaluator(_network, validation, nameof(validation), trainer.Threads, trainer.Metrics);
        _settledSum = new LossSum(_network.Info);
        KeepSettled();
        _rate = new RateControl(trainer.Optimizer, trainer.Schedule);
        _lastGood = new LastGoodParameters(_network);
        var plan = new TrainingPlan(_network.Info.Name, state.FirstEpoch, limit, source.BatchesPerEpoch, source.ExamplesPerEpoch);
        _run = new TrainingRun(trainer, plan, state, _steps.Gradients, validation is not null, message => _callbacks.Warned(_run!, message));
        _run.FractionBefore = _run.Fraction;
        _validation = new FitValidation(_run, _callbacks, evaluator);
    }

    internal TrainingResult Run(CheckpointFile? resumed, CancellationToken cancellationToken)
    {
        TrainingResult? result = null;
        _state.StartClock();
        try
        {
            if (resumed is not null)
            {
                _run.IsResumed = true;
                _callbacks.LoadState(_run, resumed.File, resumed.Name);
            }

            _callbacks.FitStarted(_run);
            StopReason reason = RunEpochs(cancellationToken);
            result = new TrainingResult(_cutShort is null ? _state.History : [.. _state.History, _cutShort], reason, _stepsHere, _state.ElapsedHere)
            {
                Fault = _fault,
                Validations = _state.Validations,
                StopMessage = reason == StopReason.Stopped ? _run.StopMessage : null,
                Warnings = _run.Warnings,
            };
            return result;
        }
        finally
        {
            // What may throw comes last, so that the trainer is in order whatever happens.
            _rate.Release(_state);
            ForgetPending();
            try
            {
                _callbacks.FitEnded(_run, result);
            }
            finally
            {
                _state.StopClock();
                _source.Close();
            }
        }
    }

    private StopReason RunEpochs(CancellationToken cancellationToken)
    {
        if (_state.OwesValidation)
        {
            if (!_validation.TryPay(cancellationToken))
            {
                return StopReason.Cancelled;
            }

            Settle();
        }

        while (true)
        {
            if (_state.IsEpochOver && (Ended() ?? AllEpochs()) is { } end)
            {
                return end;
            }

            if (RunEpoch(cancellationToken) is { } reason)
            {
                return reason;
            }
        }
    }

    private StopReason? AllEpochs() => _state.Epoch - _state.FirstEpoch + 1 >= _limit.Epochs ? StopReason.EpochsCompleted : null;

    /// <summary>Why no further step may be made; null if one may.</summary>
    private StopReason? Ended() =>
        _run.StopMessage is not null ? StopReason.Stopped
        : _state.Step - _state.StepsBefore >= _limit.Steps ? StopReason.StepsCompleted
        : _limit.Time is TimeSpan time && _run.Elapsed >= time ? StopReason.TimeOver
        : null;

    private StopReason? RunEpoch(CancellationToken cancellationToken)
    {
        TimeSpan before = _run.TrainingClock.Elapsed;
        long seenBefore = _run.ExamplesSeen;
        _run.TrainingClock.Start();
        if (RunBatches(_state.IsEpochOver ? _state.Epoch + 1 : _state.Epoch, cancellationToken) is { } reason)
        {
            return reason;
        }

        if (_steps.IsPending)
        {
            Step(cancellationToken);
        }

        _run.TrainingClock.Stop();
        double rate = (_run.ExamplesSeen - seenBefore) / Math.Max((_run.TrainingClock.Elapsed - before).TotalSeconds, 1e-9);
        return Complete(rate, cancellationToken);
    }

    private StopReason? RunBatches(int epoch, CancellationToken cancellationToken)
    {
        _source.Begin(epoch - 1, _state.IsEpochOver ? 0 : _state.Batch);
        while (_source.TryNext(out Minibatch? batch))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return StopReason.Cancelled;
            }

            if (Ended() is { } end)
            {
                return end;
            }

            if (_state.IsEpochOver)
            {
                BeginEpoch(epoch);
            }

            if (!Take(batch))
            {
                return StopReason.LossNotFinite;
            }

            if (_steps.IsComplete)
            {
                Step(cancellationToken);
            }
        }

        if (_state.IsEpochOver)
        {
            throw new InvalidOperationException($"Epoch {epoch} has no batch to learn from.");
        }

        // Its loss would be 0, the best of all, and a limit of steps would never be reached.
        return _state.Sum.Weight == 0
            ? throw new InvalidOperationException($"All examples of epoch {epoch} have weight 0, so there is nothing to learn from; give some of them a weight above 0.")
            : null;
    }

    private void BeginEpoch(int epoch)
    {
        _state.Epoch = epoch;
        _state.Batch = 0;
        _state.IsEpochOver = false;
        _state.Sum.Clear();
        KeepSettled();
    }

    /// <returns>False if the batch's loss is not finite.</returns>
    private bool Take(Minibatch batch)
    {
        _state.Batch++;
        double loss = _steps.Add(batch, _state.Step, _state.Sum);
        if (!double.IsFinite(loss))
        {
            _fault = _lastGood.Restore(_trainer, batch, new LossFault(_state.Epoch, _state.Batch, loss));
            return false;
        }

        _run.ExamplesSeen += batch.Count;
        return true;
    }

    private void Step(CancellationToken cancellationToken)
    {
        _lastGood.KeepIfDue(_state.Step);
        _rate.Set(_state);
        _state.LearningRate = _trainer.Optimizer.LearningRate;
        _run.Loss = _steps.Loss;
        _steps.Apply();
        _state.Step++;
        _stepsHere++;
        _callbacks.StepCompleted(_run);
        _validation.RunAfterStep(cancellationToken);
        Settle();
    }

    /// <summary>All have heard of a step or an epoch: this is where training can be taken up again.</summary>
    private void Settle()
    {
        KeepSettled();
        _callbacks.Settled(_run);
    }

    private void KeepSettled()
    {
        _settledBatch = _state.Batch;
        _settledSum.CopyFrom(_state.Sum);
    }

    /// <summary>Batches that were taken but made no step count as not taken.</summary>
    private void ForgetPending()
    {
        if (_steps.IsPending)
        {
            _state.Batch = _settledBatch;
            _state.Sum.CopyFrom(_settledSum);
        }
    }

    private StopReason? Complete(double examplesPerSecond, CancellationToken cancellationToken)
    {
        Evaluation? validation = _validation.RunAfterEpoch(cancellationToken);
        var record = new EpochRecord(_state.Epoch, _state.Sum.Value, validation, _run.Elapsed, examplesPerSecond) { LearningRate = _state.LearningRate, Step = _state.Step };
        if (_state.OwesValidation)
        {
            // Callbacks hear of an epoch after its validation: a call that is resumed goes on with this.
            _cutShort = record;
            return StopReason.Cancelled;
        }

        _state.IsEpochOver = true;
        _state.History.Add(record);
        _callbacks.EpochCompleted(_run, record);
        Settle();
        return null;
    }
}
