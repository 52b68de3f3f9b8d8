using System;

namespace NetGen;

/// <summary>Makes steps of batches: the gradient of one, or of several together, then the optimizer's part.</summary>
internal sealed class StepMaker
{
    private readonly ITrainableNetwork _network;
    private readonly Trainer _trainer;
    private readonly Workspace _workspace;
    private readonly Gradients _batchGradients;
    private readonly LossSum _pending;
    private int _batches;

    internal StepMaker(Trainer trainer, int rows)
    {
        _trainer = trainer;
        _network = trainer.Network;
        _workspace = new Workspace(_network, rows) { Threads = trainer.Threads, Seed = trainer.Seed };
        Gradients = new Gradients(_network);
        _pending = new LossSum(_network.Info);
        _batchGradients = trainer.AccumulationSteps == 1 ? Gradients : new Gradients(_network);
        if (trainer.AccumulationSteps > 1)
        {
            LossSum.RequireOneShare(_network.Info);
        }
    }

    /// <summary>The gradients of the last step.</summary>
    internal Gradients Gradients { get; }

    /// <summary>The loss of the step's batches so far.</summary>
    internal double Loss => _pending.Value;

    /// <summary>Whether as many batches have been taken as make a step.</summary>
    internal bool IsComplete => _batches == _trainer.AccumulationSteps;

    /// <summary>Whether some batches wait for their step.</summary>
    internal bool IsPending => _batches > 0;

    /// <summary>Takes a batch into the step.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">The number of steps made before.</param>
    /// <param name="epoch">Receives the batch's loss, if it is finite.</param>
    /// <returns>The batch's loss; 0 for a batch that has to be left out.</returns>
    internal double Add(Minibatch batch, long step, LossSum epoch)
    {
        if (_batches == 0)
        {
            _pending.Clear();
        }

        double share = _pending.Share(batch);
        if (share == 0 || epoch.Share(batch) == 0)
        {
            return 0;
        }

        _workspace.Step = (step * _trainer.AccumulationSteps) + _batches;
        double loss = _network.Gradient(batch, _batchGradients, _workspace);
        if (double.IsFinite(loss))
        {
            Accumulate(share);
            _pending.Add(loss, _workspace);
            epoch.Add(loss, _workspace);
        }

        return loss;
    }

    /// <summary>Applies the step.</summary>
    internal void Apply()
    {
        if (_batchGradients != Gradients && _network.Info.Reduction == Reduction.Mean)
        {
            Gradients.Scale(1 / _pending.Weight);
        }
        else if (_batchGradients != Gradients)
        {
            Gradients.ScaleStatistics(1.0 / _batches);
        }

        _trainer.Optimizer.Step(_network, Gradients);
        _batches = 0;
    }

    private void Accumulate(double share)
    {
        if (_batchGradients != Gradients)
        {
            if (_batches == 0)
            {
                Gradients.Clear();
            }

            Gradients.Add(_batchGradients, _network.Info.Reduction == Reduction.Mean ? share : 1);
        }

        _batches++;
    }
}
