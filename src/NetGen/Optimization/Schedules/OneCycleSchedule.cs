using System;

namespace NetGen;

/// <summary>
/// Grows to a peak and falls far below where it began (Smith and Topin 2018, arXiv:1708.07120), as PyTorch has it: from η / d at t = 0 to η at t = p T − 1 and to η / d / f at
/// t = T − 1, which it keeps, along half waves of a cosine or straight lines. The place of the peak is not rounded.
/// </summary>
public sealed class OneCycleSchedule : Schedule
{
    private readonly double _peakRate;
    private readonly double _startRate;
    private readonly double _endRate;
    private readonly double _peak;
    private readonly double _end;
    private readonly bool _isLinear;

    /// <summary>Creates the schedule.</summary>
    /// <param name="learningRate">η, the rate at the peak: finite, at least 0.</param>
    /// <param name="totalSteps">T, at least 2.</param>
    /// <param name="peakShare">p, from 0 to 1: the share of the steps in which the rate grows. Where p T is 1 or less it begins at the peak.</param>
    /// <param name="startDivisor">d, above 0.</param>
    /// <param name="endDivisor">f, above 0.</param>
    /// <param name="linear">Whether it grows and falls along straight lines.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public OneCycleSchedule(double learningRate, long totalSteps, double peakShare = 0.3, double startDivisor = 25, double endDivisor = 10_000, bool linear = false)
    {
        _peakRate = OptionCheck.Rate(learningRate, nameof(learningRate));
        _end = OptionCheck.AtLeast(2, totalSteps, nameof(totalSteps)) - 1;
        _peak = OptionCheck.Share(peakShare, nameof(peakShare)) * totalSteps - 1;
        _startRate = learningRate / OptionCheck.Positive(startDivisor, nameof(startDivisor));
        _endRate = _startRate / OptionCheck.Positive(endDivisor, nameof(endDivisor));
        _isLinear = linear;
    }

    /// <inheritdoc/>
    public override double RateAt(long t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return t < _peak ? Between(_startRate, _peakRate, t / _peak)
            : t >= _end ? _endRate
            : Between(_peakRate, _endRate, (t - Math.Max(_peak, 0)) / (_end - Math.Max(_peak, 0)));
    }

    private double Between(double from, double to, double at) => _isLinear ? from + (to - from) * at : Anneal.Cosine(from, to, at);
}
