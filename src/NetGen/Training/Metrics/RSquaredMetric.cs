using System;

namespace NetGen;

/// <summary>The coefficient of determination.</summary>
internal sealed class RSquaredMetric : Metric
{
    public override string Name => "r squared";

    public override Goal Goal => Goal.Maximize;

    public override MetricSum Start(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Sum(Name, network);
    }

    private sealed class Sum : ErrorSum
    {
        private readonly double[] _means;
        private readonly double[] _deviations;
        private readonly double[] _errors;
        private long _count;

        internal Sum(string name, NetworkInfo network)
            : base(name, network)
        {
            _means = new double[Size];
            _deviations = new double[Size];
            _errors = new double[Size];
        }

        public override double Value
        {
            get
            {
                if (_count < 2)
                {
                    return double.NaN;
                }

                double sum = 0;
                for (int i = 0; i < Size; i++)
                {
                    sum += _deviations[i] == 0 ? (_errors[i] == 0 ? 1 : 0) : 1 - (_errors[i] / _deviations[i]);
                }

                return sum / Size;
            }
        }

        // Squared deviations from a mean that is not known yet, by B. P. Welford's recurrence (Technometrics 4, 1962), which does not subtract large sums.
        protected override void AddRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        {
            _count++;
            for (int i = 0; i < outputs.Length; i++)
            {
                double error = (double)outputs[i] - targets[i];
                _errors[i] += error * error;
                double before = targets[i] - _means[i];
                _means[i] += before / _count;
                _deviations[i] += before * (targets[i] - _means[i]);
            }
        }
    }
}
