using System;
using System.Collections.Generic;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>The area under the receiver operating characteristic, by ranks.</summary>
/// <remarks>J. A. Hanley, B. J. McNeil: The meaning and use of the area under a receiver operating characteristic (ROC) curve. Radiology 143 (1982).</remarks>
internal sealed class RocAucMetric : Metric
{
    public override string Name => "roc auc";

    public override Goal Goal => Goal.Maximize;

    public override MetricSum Start(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Sum(Name, network);
    }

    private sealed class Sum : DecisionSum
    {
        private readonly bool _areLogits;
        private readonly List<int> _truths = [];
        private readonly List<double>[] _scores;

        internal Sum(string name, NetworkInfo network)
            : base(name, network)
        {
            // Of these the outputs are logarithms of probabilities but for a constant of each example, which would mix up the order of examples.
            _areLogits = network.Loss is "SoftmaxCrossEntropy" or "NegativeLogLikelihood";
            _scores = new List<double>[Decisions.Classes == 2 ? 1 : Decisions.Classes];
            for (int i = 0; i < _scores.Length; i++)
            {
                _scores[i] = [];
            }
        }

        public override double Value
        {
            get
            {
                if (_scores.Length == 1)
                {
                    return Area(1, [.. _scores[0]]);
                }

                double sum = 0;
                int count = 0;
                for (int index = 0; index < _scores.Length; index++)
                {
                    int positives = _truths.FindAll(truth => truth == index).Count;
                    if (positives > 0 && positives < _truths.Count)
                    {
                        sum += Area(index, [.. _scores[index]]);
                        count++;
                    }
                }

                return count == 0 ? double.NaN : sum / count;
            }
        }

        protected override void Add(int truth, ReadOnlySpan<float> scores)
        {
            _truths.Add(truth);
            if (_scores.Length == 1)
            {
                _scores[0].Add(scores.Length == 1 ? scores[0] : (double)scores[1] - scores[0]);
                return;
            }

            double constant = _areLogits ? LogOfSum(scores) : 0;
            for (int index = 0; index < scores.Length; index++)
            {
                _scores[index].Add(scores[index] - constant);
            }
        }

        /// <summary>ln of the sum of exp(score); NaN if a score is.</summary>
        private static double LogOfSum(ReadOnlySpan<float> scores)
        {
            double largest = double.NegativeInfinity;
            foreach (float score in scores)
            {
                largest = Math.Max(largest, score);
            }

            double sum = 0;
            foreach (float score in scores)
            {
                sum += VectorMath.Exp(score - largest);
            }

            return largest + VectorMath.Log(sum);
        }

        /// <summary>(R - p (p + 1) / 2) / (p q), where R is the sum of the ranks, from 1, of the p examples of the class among all p + q; equal scores share the mean of their ranks.</summary>
        private double Area(int positive, double[] scores)
        {
            int[] truths = [.. _truths];
            Array.Sort(scores, truths);

            // Sorting puts NaN first.
            if (scores.Length == 0 || double.IsNaN(scores[0]))
            {
                return double.NaN;
            }

            long positives = 0;
            double ranks = 0;
            for (int start = 0, end; start < scores.Length; start = end)
            {
                int equal = 0;
                for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
                {
                    equal += truths[end] == positive ? 1 : 0;
                }

                positives += equal;
                ranks += equal * (0.5 * (start + 1L + end));
            }

            double pairs = (double)positives * (scores.Length - positives);
            return pairs == 0 ? double.NaN : (ranks - (0.5 * positives * (positives + 1))) / pairs;
        }
    }
}
