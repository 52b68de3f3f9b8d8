using System;

namespace NetGen;

/// <summary>A mean over all differences between output and target.</summary>
/// <param name="name">The name.</param>
/// <param name="term">What of a difference is averaged.</param>
/// <param name="result">What of the mean is the metric.</param>
internal sealed class ErrorMetric(string name, Func<double, double> term, Func<double, double> result) : Metric
{
    public override string Name => name;

    public override Goal Goal => Goal.Minimize;

    public override MetricSum Start(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Sum(name, network, term, result);
    }

    private sealed class Sum(string name, NetworkInfo network, Func<double, double> term, Func<double, double> result) : ErrorSum(name, network)
    {
        private double _sum;
        private long _count;

        public override double Value => result(_sum / _count);

        protected override void AddRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                _sum += term((double)outputs[i] - targets[i]);
            }

            _count += outputs.Length;
        }
    }
}
