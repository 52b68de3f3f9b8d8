using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>Tries what resembles good trials and not the others: the tree-structured Parzen estimator (TPE), a form of Bayesian optimization.</summary>
/// <remarks>
/// <para>J. Bergstra, R. Bardenet, Y. Bengio, B. Kégl: Algorithms for hyper-parameter optimization. NeurIPS 2011. In this form:</para>
/// <list type="bullet">
/// <item>The first <see cref="StartupTrials"/> trials are at random.</item>
/// <item>Then the trials whose scores are known are divided: the best ceil(<see cref="GoodShare"/> n), at least 2 and at most 25, are good, all others are not; nor are failed trials and those
/// still on the way, lest many that run at once crowd in one place.</item>
/// <item>l is a density of the good trials, g one of the others. Each is a mean of one component for every trial and of the prior, which is uniform over the space. A component is a product over
/// the parameters: of numbers a normal density around the trial's value in the range scaled to 0 to 1 (of its logarithm where that is uniform), cut off at its ends, whose standard deviation is
/// 0.2 n^(-1 / (d + 4)) by the rule of D. W. Scott (Multivariate Density Estimation, 1992) for n trials and d parameters, and at least 1 / min(100, n + 1); of integers its integral over what is
/// rounded to each; of choices (1 + 1 / (c n)) / (1 + 1 / n) for the trial's own of c choices, (1 / (c n)) / (1 + 1 / n) for each other one.</item>
/// <item>Of <see cref="Candidates"/> points drawn from l, the one with the largest l / g is tried, which maximizes the expected improvement.</item>
/// </list>
/// <para>As the components are products over all parameters, it learns which values go together; the paper's own form treats each parameter by itself.</para>
/// </remarks>
public sealed class ParzenSearch : SearchMethod
{
    private const int LeastGood = 2;
    private const int MostGood = 25;

    private readonly int _startupTrials = 10;
    private readonly int _candidates = 24;
    private readonly int _lag = 4;
    private readonly double _goodShare = 0.15;

    /// <summary>How many trials are at random before the method begins, at least 2; 10 unless set otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int StartupTrials
    {
        get => _startupTrials;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            _startupTrials = value;
        }
    }

    /// <summary>How many points are drawn for each trial, at least 1; 24 unless set otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Candidates
    {
        get => _candidates;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _candidates = value;
        }
    }

    /// <summary>The share of trials that are good, above 0 and below 1; 0.15 unless set otherwise, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double GoodShare
    {
        get => _goodShare;
        init
        {
            if (!(value is > 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The share of good trials is above 0 and below 1.");
            }

            _goodShare = value;
        }
    }

    /// <summary>
    /// The most trials that run at once, at least 1; 4 unless set otherwise. A trial knows the scores of those before it less the last <see cref="Lag"/> - 1, done or not, so that a search is the
    /// same with any <see cref="Search.Parallelism"/>: more threads than this find nothing to do, and a larger lag learns later.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Lag
    {
        get => _lag;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _lag = value;
        }
    }

    internal override int? ScoresLag => Lag;

    /// <summary>The method with its settings, in words.</summary>
    public override string ToString() => FormattableString.Invariant($"parzen with {StartupTrials} startup trials, {Candidates} candidates, good share {GoodShare:R}, lag {Lag}");

    internal override ImmutableArray<double> Choose(ImmutableArray<SearchParameter> parameters, SearchHistory history, ref RandomStream random)
    {
        int[] ranked = Ranked(history);
        if (history.Points.Count < StartupTrials || ranked.Length == 0)
        {
            return Random(parameters, ref random);
        }

        int goodCount = Math.Min(ranked.Length, Math.Clamp((int)Math.Ceiling(GoodShare * ranked.Length), LeastGood, MostGood));
        var isGood = new bool[history.Points.Count];
        foreach (int index in ranked.AsSpan(0, goodCount))
        {
            isGood[index] = true;
        }

        var good = new ParzenEstimator(parameters, [.. history.Points.Where((_, index) => isGood[index])]);
        var others = new ParzenEstimator(parameters, [.. history.Points.Where((_, index) => !isGood[index])]);
        return BestOf(good, others, ref random);
    }

    private ImmutableArray<double> BestOf(ParzenEstimator good, ParzenEstimator others, ref RandomStream random)
    {
        ImmutableArray<double> best = [];
        double largest = double.NegativeInfinity;
        for (int i = 0; i < Candidates; i++)
        {
            ImmutableArray<double> candidate = good.Draw(ref random);
            double ratio = good.LogDensity(candidate) - others.LogDensity(candidate);
            if (best.IsEmpty || ratio > largest)
            {
                (best, largest) = (candidate, ratio);
            }
        }

        return best;
    }

    /// <summary>The trials with a known score, the best first, of equal ones the earlier.</summary>
    private static int[] Ranked(SearchHistory history)
    {
        IEnumerable<int> scored = Enumerable.Range(0, history.Scores.Length).Where(index => !double.IsNaN(history.Scores[index]));
        return [.. history.Goal == Goal.Maximize ? scored.OrderByDescending(index => history.Scores[index]) : scored.OrderBy(index => history.Scores[index])];
    }
}
