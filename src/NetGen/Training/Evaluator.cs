using System;
using System.Collections.Generic;
using System.Threading;

namespace NetGen;

/// <summary>Measures loss and accuracy on fixed examples, again and again with the same buffers, in blocks of rows.</summary>
internal sealed class Evaluator
{
    private const int MaxRows = 256;

    /// <summary>Networks with large values per row get fewer rows, so that evaluating needs no more memory than this, if a row fits at all: 64 MB.</summary>
    private const int MaxFloats = 16 << 20;

    private readonly ITrainableNetwork _network;
    private readonly Batches _batches;
    private readonly Workspace _workspace;
    private readonly Decisions _decisions;
    private readonly float[] _scores;
    private readonly int _outputSize;

    internal Evaluator(ITrainableNetwork network, Examples examples, string argument, int threads, IReadOnlyList<Metric>? metrics = null)
    {
        ExamplesCheck.Require(examples, network.Info, argument);
        _network = network;
        _decisions = Decisions.Of(network.Info);
        _outputSize = _decisions.Classes == 0 ? 0 : network.Info.Outputs[0].Size;
        int rows = MaxFloats / Math.Max(1, network.Info.WorkspaceFloatsPerRow + _outputSize);
        rows = Math.Min(Math.Clamp(rows, 1, MaxRows), examples.Count);
        _batches = examples.Batches(rows);
        _workspace = new Workspace(network, rows) { Threads = threads };
        _scores = new float[rows * _outputSize];
    }

    /// <summary>Measures; null if cancelled.</summary>
    internal Evaluation? Run(CancellationToken cancellationToken = default)
    {
        var sum = new LossSum(_network.Info);
        long right = 0;
        foreach (Minibatch batch in _batches)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return null;
            }

            double share = sum.Share(batch);
            if (share > 0)
            {
                sum.Add(_network.Loss(batch, _workspace), _workspace);
            }

            if (_decisions.Classes > 0)
            {
                Span<float> scores = _scores.AsSpan(0, batch.Count * _outputSize);
                _network.PredictBatch(batch, scores);
                right += _decisions.CountRight(batch, scores);
            }
        }

        int count = _batches.Examples.Count;
        double? accuracy = _decisions.Classes == 0 ? null : (double)right / ((long)count * (_outputSize / _decisions.Classes));
        return new Evaluation(sum.Value, accuracy, count);
    }
}
