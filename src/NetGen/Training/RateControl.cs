namespace NetGen;

/// <summary>Sets the optimizer's learning rate before each step: of the schedule, or the optimizer's own, times what callbacks ask for.</summary>
internal sealed class RateControl(Optimizer optimizer, Schedule? schedule)
{
    // What the optimizer's rate is without the factor; it may be set from outside at any time.
    private double _own = optimizer.LearningRate;
    private double _set = optimizer.LearningRate;

    /// <summary>Sets the rate of a step.</summary>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="epoch">The epoch's number, from 0.</param>
    /// <param name="factor">What it is multiplied by.</param>
    internal void Set(long step, int epoch, double factor)
    {
        if (optimizer.LearningRate != _set)
        {
            _own = optimizer.LearningRate;
        }

        double rate = (schedule?.RateAt(step, epoch) ?? _own) * factor;
        if (rate != optimizer.LearningRate)
        {
            optimizer.LearningRate = rate;
        }

        _set = rate;
    }

    /// <summary>Gives the optimizer its own rate back.</summary>
    internal void Release()
    {
        if (optimizer.LearningRate == _set)
        {
            optimizer.LearningRate = _own;
        }
    }
}
