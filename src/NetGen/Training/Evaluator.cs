using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

namespace NetGen;

/// <summary>Measures loss, accuracy and metrics on fixed examples, again and again with the same buffers, in blocks of rows.</summary>
internal sealed class Evaluator
{
    private const int MaxRows = 256;

    /// <summary>Networks with large values per row get fewer rows, so that evaluating needs no more memory than this, if a row fits at all: 64 MB.</summary>
    private const int MaxFloats = 16 << 20;

    private readonly ITrainableNetwork _network;
    private readonly Batches _batches;
    private readonly Workspace _workspace;
    private readonly Decisions _decisions;
    private readonly Metric[] _metrics;
    private readonly float[] _outputs;
    private readonly int _outputSize;

    /// <exception cref="ArgumentException">The examples do not suit the network, or a metric does not.</exception>
    internal Evaluator(ITrainableNetwork network, Examples examples, string argument, int threads, IReadOnlyList<Metric>? metrics = null)
    {
        ExamplesCheck.Require(examples, network.Info, argument);
        _network = network;
        _decisions = Decisions.Of(network.Info);
        _metrics = Checked(metrics ?? [], network.Info);
        _outputSize = _decisions.Classes == 0 && _metrics.Length == 0 ? 0 : network.Info.Outputs.Sum(output => output.Size);
        int rows = MaxFloats / Math.Max(1, network.Info.WorkspaceFloatsPerRow + _outputSize);
        rows = Math.Min(Math.Clamp(rows, 1, MaxRows), examples.Count);
        _batches = examples.Batches(rows);
        _workspace = new Workspace(network, rows) { Threads = threads };
        _outputs = new float[rows * _outputSize];
    }

    /// <summary>Measures; null if cancelled.</summary>
    internal Evaluation? Run(CancellationToken cancellationToken = default)
    {
        var loss = new LossSum(_network.Info);
        var decided = new DecidedSum(_decisions);
        MetricSum[] metrics = Array.ConvertAll(_metrics, metric => metric.Start(_network.Info));
        foreach (Minibatch batch in _batches)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            if (loss.Share(batch) > 0)
            {
                loss.Add(_network.Loss(batch, _workspace), _workspace);
            }

            if (_outputSize > 0)
            {
                Span<float> outputs = _outputs.AsSpan(0, batch.Count * _outputSize);
                _network.PredictBatch(batch, outputs);
                decided.Add(batch, outputs);
                foreach (MetricSum metric in metrics)
                {
                    metric.Add(batch, outputs);
                }
            }
        }

        return new Evaluation(loss.Value, decided.Accuracy, _batches.Examples.Count)
        {
            Confusion = decided.Confusion,
            Metrics = [.. _metrics.Zip(metrics, (metric, sum) => new MetricValue(metric.Name, sum.Value, metric.Goal))],
        };
    }

    private static Metric[] Checked(IReadOnlyList<Metric> metrics, NetworkInfo network)
    {
        var names = new HashSet<string>();
        foreach (Metric metric in metrics)
        {
            ArgumentNullException.ThrowIfNull(metric, nameof(metrics));
            if (!names.Add(metric.Name))
            {
                throw new ArgumentException($"Two metrics are named {metric.Name}, but records and files tell metrics apart by their names.", nameof(metrics));
            }

            // What does not suit the network is found here, before anything is computed.
            metric.Start(network);
        }

        return [.. metrics];
    }

    /// <summary>The decisions so far, if the network makes any.</summary>
    private sealed class DecidedSum(Decisions decisions)
    {
        private long _right;
        private long _all;

        internal double? Accuracy => decisions.Classes == 0 ? null : (double)_right / _all;

        internal ConfusionMatrix? Confusion { get; } = decisions.Classes is >= 2 and <= ConfusionMatrix.MaxClasses ? new(decisions.Classes) : null;

        internal void Add(Minibatch batch, ReadOnlySpan<float> outputs)
        {
            if (decisions.Classes == 0)
            {
                return;
            }

            for (int start = 0, decision = 0; start < outputs.Length; start += decisions.Width, decision++)
            {
                int truth = decisions.Truth(batch, decision);
                int decided = decisions.Decided(outputs.Slice(start, decisions.Width));
                _right += decided == truth ? 1 : 0;
                _all++;
                Confusion?.Add(truth, decided);
            }
        }
    }
}
