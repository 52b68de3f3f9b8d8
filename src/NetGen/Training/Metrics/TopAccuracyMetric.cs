using System;

namespace NetGen;

/// <summary>The share of examples whose class is among the highest scores.</summary>
internal sealed class TopAccuracyMetric(int count) : Metric
{
    public override string Name { get; } = FormattableString.Invariant($"top {count} accuracy");

    public override Goal Goal => Goal.Maximize;

    public override MetricSum Start(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var sum = new Sum(Name, network, count);
        return count < sum.Classes
            ? sum
            : throw new ArgumentException($"The metric {Name} would always be 1, because {network.Name} has no more than {sum.Classes} classes.", nameof(network));
    }

    private sealed class Sum(string name, NetworkInfo network, int count) : DecisionSum(name, network)
    {
        private long _right;
        private long _all;

        public override double Value => (double)_right / _all;

        internal int Classes => Decisions.Classes;

        protected override void Add(int truth, ReadOnlySpan<float> scores)
        {
            // Two classes by one score leave a count of 1 only, which is the accuracy.
            int decided = Decisions.Decided(scores);
            _right += decided == truth || (decided >= 0 && count > 1 && Before(truth, scores) < count) ? 1 : 0;
            _all++;
        }

        /// <summary>The number of classes that come before one in the order of their scores.</summary>
        private static int Before(int index, ReadOnlySpan<float> scores)
        {
            int before = 0;
            for (int other = 0; other < scores.Length; other++)
            {
                before += scores[other] > scores[index] || (scores[other] == scores[index] && other < index) ? 1 : 0;
            }

            return before;
        }
    }
}
