using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace NetGen;

/// <summary>One call of <see cref="Trainer.Fit(Examples, int, Examples, System.Threading.CancellationToken)"/>: its buffers, and what has happened so far.</summary>
internal sealed class FitLoop
{
    private readonly ITrainableNetwork _network;
    private readonly Optimizer _optimizer;
    private readonly ExampleBatches _batches;
    private readonly Evaluator? _validation;
    private readonly ITrainingProgress? _progress;
    private readonly Gradients _gradients;
    private readonly Workspace _workspace;
    private readonly List<EpochRecord> _history = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _stepsBefore;
    private long _steps;
    private LossFault? _fault;

    internal FitLoop(ITrainableNetwork network, Optimizer optimizer, ExampleBatches batches, Examples? validation, Trainer trainer)
    {
        _network = network;
        _optimizer = optimizer;
        _batches = batches;
        _progress = trainer.Progress;
        _stepsBefore = trainer.StepsMade;
        ExamplesCheck.Require(batches.Examples, network.Info, "train");
        _workspace = new Workspace(network, Math.Min(batches.BatchSize, batches.Examples.Count)) { Threads = trainer.Threads, Seed = trainer.Seed };
        _gradients = new Gradients(network);
        _validation = validation is null ? null : new Evaluator(network, validation, nameof(validation), trainer.Threads);
    }

    /// <summary>The number of epochs in which at least one step was tried.</summary>
    internal int EpochsStarted { get; private set; }

    /// <summary>The number of steps made.</summary>
    internal long Steps => _steps;

    internal TrainingResult Run(int firstEpoch, int epochs, CancellationToken cancellationToken)
    {
        TrainingResult? result = null;
        _progress?.FitStarted(new TrainingPlan(_network.Info.Name, firstEpoch, new TrainingLimit { Epochs = epochs }, _batches.Count, _batches.Examples.Count));
        try
        {
            StopReason reason = StopReason.EpochsCompleted;
            for (int i = 0; i < epochs && reason == StopReason.EpochsCompleted; i++)
            {
                reason = RunEpoch(firstEpoch + i, cancellationToken);
            }

            result = new TrainingResult(_history, reason, _steps, Stopwatch.GetElapsedTime(_start)) { Fault = _fault };
            return result;
        }
        finally
        {
            _progress?.FitEnded(result);
        }
    }

    private StopReason RunEpoch(int epoch, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var sum = new LossSum(_network.Info);
        int step = 0;
        foreach (Minibatch batch in _batches.Epoch(epoch - 1))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return StopReason.Cancelled;
            }

            EpochsStarted += step == 0 ? 1 : 0;
            step++;
            double share = sum.Share(batch);
            if (share == 0)
            {
                continue;
            }

            _workspace.Step = _stepsBefore + _steps;
            double loss = _network.Gradient(batch, _gradients, _workspace);
            if (!double.IsFinite(loss))
            {
                _fault = new LossFault(epoch, step, loss);
                return StopReason.LossNotFinite;
            }

            _optimizer.Step(_network, _gradients);
            _steps++;
            sum.Add(loss, share);
            _progress?.StepCompleted(new TrainingStep(epoch, step, loss, sum.Value));
        }

        return Complete(epoch, sum.Value, Stopwatch.GetElapsedTime(start), cancellationToken);
    }

    private StopReason Complete(int epoch, double loss, TimeSpan trainingTime, CancellationToken cancellationToken)
    {
        Evaluation? validation = _validation?.Run(cancellationToken);
        double rate = _batches.Examples.Count / Math.Max(trainingTime.TotalSeconds, 1e-9);
        var record = new EpochRecord(epoch, loss, validation, Stopwatch.GetElapsedTime(_start), rate);
        _history.Add(record);
        _progress?.EpochCompleted(record);
        return _validation is not null && validation is null ? StopReason.Cancelled : StopReason.EpochsCompleted;
    }
}
