using System;

namespace NetGen;

/// <summary>A copy of parameters that gave a finite loss, for the case that a later step spoils them.</summary>
/// <remarks>Copying costs a small part of a step: small networks are copied before every step, large ones every <see cref="MaxInterval"/> steps.</remarks>
internal sealed class LastGoodParameters
{
    private const int MaxInterval = 32;
    private const int FloatsForOneStep = 2048;

    private readonly ITrainableNetwork _network;
    private readonly ParameterBuffer _copy;
    private readonly int _interval;
    private long _step = -1;

    internal LastGoodParameters(ITrainableNetwork network)
    {
        _network = network;
        _copy = new ParameterBuffer(network.Parameters.Layout);
        _interval = Math.Clamp(network.Parameters.Layout.Length / FloatsForOneStep, 1, MaxInterval);
    }

    /// <summary>Copies the present parameters, whose loss has just proved finite, if the last copy is old.</summary>
    /// <param name="step">The number of steps made.</param>
    internal void KeepIfDue(long step)
    {
        if (_step < 0 || step - _step >= _interval)
        {
            _copy.CopyFrom(_network.Parameters);
            _step = step;
        }
    }

    /// <summary>Finds where a loss that is not finite comes from and, unless it is in the data, goes back to the last good parameters.</summary>
    internal LossFault Restore(Trainer trainer, Minibatch batch, LossFault fault)
    {
        BadValue? bad = BadValue.Find(_network, batch);
        if (bad is { IsOfData: true } || _step < 0)
        {
            return fault with { BadValue = bad };
        }

        long steps = trainer.State.Step - _step;
        if (steps > 0)
        {
            _network.Parameters.CopyFrom(_copy);
            trainer.Optimizer.Reset();
        }

        return fault with { BadValue = bad, StepsUndone = steps };
    }
}
