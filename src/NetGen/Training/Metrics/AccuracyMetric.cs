using System;

namespace NetGen;

/// <summary>The share of right decisions, or of wrong ones.</summary>
internal sealed class AccuracyMetric(bool ofWrong) : Metric
{
    public override string Name => ofWrong ? "zero-one loss" : "accuracy";

    public override Goal Goal => ofWrong ? Goal.Minimize : Goal.Maximize;

    public override MetricSum Start(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Sum(Name, network, ofWrong);
    }

    private sealed class Sum(string name, NetworkInfo network, bool ofWrong) : DecisionSum(name, network)
    {
        private long _counted;
        private long _all;

        public override double Value => (double)_counted / _all;

        protected override void Add(int truth, ReadOnlySpan<float> scores)
        {
            _counted += (Decisions.Decided(scores) == truth) != ofWrong ? 1 : 0;
            _all++;
        }
    }
}
