using System;

namespace NetGen;

/// <summary>Falls as 1 / t in the end, in the way that suits a loss with the regularizer λ/2 w²: η / (1 + η λ t) (Bottou 2012, Stochastic gradient descent tricks).</summary>
/// <param name="learningRate">η: finite, at least 0.</param>
/// <param name="lambda">λ: finite, at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
public sealed class BottouSchedule(double learningRate, double lambda) : Schedule
{
    private readonly double _rate = OptionCheck.Rate(learningRate, nameof(learningRate));
    private readonly double _lambda = OptionCheck.NotNegative(lambda, nameof(lambda));

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return _rate / (1 + _rate * _lambda * t);
    }
}
