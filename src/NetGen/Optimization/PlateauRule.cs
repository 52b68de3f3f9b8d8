using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Says when a learning rate is to be reduced because a metric has stopped to get better. A report is bad unless it is better than the reference by more than a threshold; when more than
/// <see cref="Patience"/> reports in a row were bad, the rate is multiplied by <see cref="Factor"/>.
/// </summary>
/// <remarks>With a factor of 0.5, a patience of 0, a threshold of 0, <see cref="PlateauReference.Previous"/> and <see cref="GoBack"/> it is the rule "divide by 2 and go back": when the loss
/// grows, the parameters of the step before are restored and the rate is halved.</remarks>
public sealed class PlateauRule
{
    private const int StateLength = 6;

    private double _factor = 0.1;
    private long _patience = 10;
    private double _threshold = 1e-4;
    private long _cooldown;
    private double _minimumRate;
    private Goal _goal;
    private PlateauReference _reference;

    // What reports are compared with, the reference before the last report, and whether either was reported yet.
    private double _compared = double.NaN;
    private double _comparedBefore = double.NaN;
    private bool _hasCompared;
    private long _bad;
    private long _cooling;

    /// <summary>What the rate is multiplied by, above 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double Factor
    {
        get => _factor;
        init => _factor = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Factor), value, FormattableString.Invariant($"Factor is {value}, but must be above 0 and below 1."));
    }

    /// <summary>How many bad reports in a row are waited for, at least 0; the next one reduces.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Patience
    {
        get => _patience;
        init => _patience = OptionCheck.AtLeast(0, value, nameof(Patience));
    }

    /// <summary>By how much a report must be better than the reference r, at least 0: by more than this times |r|, or by more than this if <see cref="IsAbsolute"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = OptionCheck.NotNegative(value, nameof(Threshold));
    }

    /// <summary>Whether <see cref="Threshold"/> is a difference and no share.</summary>
    public bool IsAbsolute { get; init; }

    /// <summary>For how many reports after a reduction none counts as bad, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Cooldown
    {
        get => _cooldown;
        init => _cooldown = OptionCheck.AtLeast(0, value, nameof(Cooldown));
    }

    /// <summary>The rate below which <see cref="Apply"/> does not go, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinimumRate
    {
        get => _minimumRate;
        init => _minimumRate = OptionCheck.NotNegative(value, nameof(MinimumRate));
    }

    /// <summary>Which way the metric gets better.</summary>
    public Goal Goal
    {
        get => _goal;
        init => _goal = OptionCheck.Defined(value, nameof(Goal));
    }

    /// <summary>What reports are compared with.</summary>
    public PlateauReference Reference
    {
        get => _reference;
        init => _reference = OptionCheck.Defined(value, nameof(Reference));
    }

    /// <summary>The product of all reductions so far, 1 at first.</summary>
    public double Reduction { get; private set; } = 1;

    /// <summary>Whether the last report was better than what it was compared with.</summary>
    public bool WasBetter { get; private set; }

    /// <summary>Everything that the next reports depend on, for checkpoints; see <see cref="Restore"/>.</summary>
    public ImmutableArray<double> State => [_hasCompared ? 1 : 0, _compared, _comparedBefore, _bad, _cooling, Reduction];

    /// <summary>The rate in force: a rate before all reductions times <see cref="Reduction"/>, but not below <see cref="MinimumRate"/>.</summary>
    /// <param name="rate">The rate before all reductions. Where it is below the minimum itself it stays.</param>
    public double Apply(double rate) => Math.Max(rate * Reduction, Math.Min(rate, MinimumRate));

    /// <summary>Takes notice of a metric.</summary>
    /// <param name="metric">Its value; NaN is bad.</param>
    /// <returns>Whether the rate is reduced now. <see cref="Reduction"/> has become smaller then.</returns>
    public bool Report(double metric)
    {
        bool isBetter = IsBetter(metric);
        WasBetter = isBetter;
        _comparedBefore = _compared;
        _bad = isBetter ? 0 : _bad + 1;
        if (isBetter || (Reference == PlateauReference.Previous && !double.IsNaN(metric)))
        {
            _compared = metric;
            _hasCompared = true;
        }

        if (_cooling > 0)
        {
            _cooling--;
            _bad = 0;
        }

        if (_bad <= Patience)
        {
            return false;
        }

        _bad = 0;
        _cooling = Cooldown;
        Reduction *= Factor;
        return true;
    }

    /// <summary>Says that the network went back to the parameters it had at the report before the last one, or at the best: the next metric is compared with what it was there.</summary>
    public void GoBack() => _compared = _comparedBefore;

    /// <summary>Takes over the state of a rule with the same options; its further reports have the same results.</summary>
    /// <param name="state">What <see cref="State"/> gave.</param>
    /// <exception cref="ArgumentException">These are not the numbers of such a state. Nothing has changed then.</exception>
    public void Restore(ReadOnlySpan<double> state)
    {
        if (state.Length != StateLength || state[0] is not (0 or 1) || !IsCount(state[3]) || !IsCount(state[4]) || !(state[5] is >= 0 and <= 1))
        {
            throw new ArgumentException(
                $"state is [{string.Join(", ", state.ToArray())}], but must be the {StateLength} numbers of a state: 0 or 1, two metrics, two counts and a factor.", nameof(state));
        }

        _hasCompared = state[0] == 1;
        (_compared, _comparedBefore) = (state[1], state[2]);
        (_bad, _cooling) = ((long)state[3], (long)state[4]);
        Reduction = state[5];
    }

    private static bool IsCount(double value) => value is >= 0 and < 1e15 && value == Math.Floor(value);

    private bool IsBetter(double metric)
    {
        if (!_hasCompared)
        {
            return !double.IsNaN(metric);
        }

        // A share of infinity would be infinite, and nothing better than it.
        double margin = IsAbsolute ? Threshold : double.IsFinite(_compared) ? Threshold * Math.Abs(_compared) : 0;
        return Goal == Goal.Minimize ? metric < _compared - margin : metric > _compared + margin;
    }
}
