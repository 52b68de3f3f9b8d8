using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Runtime.V1;

namespace NetGen.Tests;

/// <summary>y = W x + b by plain loops, so that the training loop is tested without the generator. Either regression with half squared error, or softmax cross-entropy
/// on class indices.</summary>
internal sealed class LinearNetwork : ITrainableNetwork
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly bool _classifies;
    private readonly double[] _scores;

    internal LinearNetwork(int inputs, int outputs, bool classifies = false, Reduction reduction = Reduction.Mean, long seed = 0)
    {
        _inputs = inputs;
        _outputs = outputs;
        _classifies = classifies;
        _scores = new double[outputs];
        int weightFloats = (inputs * outputs + 15) & ~15;
        var layout = new ParameterLayout(
            [
                new ParameterEntry("dense1.weight", [outputs, inputs], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.GlorotUniform),
                new ParameterEntry("dense1.bias", [outputs], weightFloats, ParameterRole.Bias, StorageOrder.Plain, Initializer.Zeros),
            ],
            weightFloats + ((outputs + 15) & ~15));
        Info = new NetworkInfo
        {
            Name = "LinearNetwork",
            Inputs = [new FieldInfo("x", [inputs], ElementKind.Float)],
            Outputs = [new FieldInfo("y", [outputs], ElementKind.Float)],
            Targets = [classifies ? new FieldInfo("target", [], ElementKind.Int) : new FieldInfo("target", [outputs], ElementKind.Float)],
            Layers = [new LayerInfo("dense1", "Dense", [outputs], (inputs + 1L) * outputs, (long)inputs * outputs)],
            Layout = layout,
            WorkspaceFixedFloats = 0,
            WorkspaceFloatsPerRow = 0,
            Decision = classifies ? ClassDecision.Argmax : ClassDecision.None,
            Loss = classifies ? "SoftmaxCrossEntropy" : "HalfSquaredError",
            Reduction = reduction,
        };
        Parameters = new ParameterBuffer(layout);
        Parameters.Initialize(seed);
    }

    public NetworkInfo Info { get; }

    public ParameterBuffer Parameters { get; }

    /// <summary>The largest batch that <see cref="Loss"/> or <see cref="PredictBatch"/> was given.</summary>
    internal int LargestBatch { get; private set; }

    /// <summary>What <see cref="Workspace.Threads"/> was at the last call of <see cref="Gradient"/>, and of <see cref="Loss"/>.</summary>
    internal (int Gradient, int Loss) Threads { get; private set; }

    public void PredictBatch(Minibatch batch, Span<float> outputs)
    {
        Check.Inputs(batch, Info);
        Check.Rows(batch.Count * _inputs, _inputs, "batch", outputs.Length, _outputs, nameof(outputs), Info.Name);
        LargestBatch = Math.Max(LargestBatch, batch.Count);
        for (int row = 0; row < batch.Count; row++)
        {
            Score(batch, row);
            for (int k = 0; k < _outputs; k++)
            {
                outputs[row * _outputs + k] = (float)_scores[k];
            }
        }
    }

    public Trace Trace(Minibatch batch, int row)
    {
        Score(batch, row);
        return new Trace([new TracedValue("dense1", [_outputs], [.. _scores.Select(score => (float)score)], null)]);
    }

    public double Loss(Minibatch batch, Workspace workspace)
    {
        LargestBatch = Math.Max(LargestBatch, batch.Count);
        Threads = (Threads.Gradient, workspace.Threads);
        return Pass(batch, null, workspace);
    }

    public double Gradient(Minibatch batch, Gradients gradients, Workspace workspace)
    {
        Check.Gradients(gradients, Info);
        Threads = (workspace.Threads, Threads.Loss);
        gradients.Clear();
        return Pass(batch, gradients, workspace);
    }

    internal float[] ToArray() => [.. Parameters["dense1.weight"].ToArray(), .. Parameters["dense1.bias"].ToArray()];

    private double Pass(Minibatch batch, Gradients? gradients, Workspace workspace)
    {
        Check.Training(batch, Info, workspace);
        double weights = 0;
        for (int row = 0; row < batch.Count; row++)
        {
            weights += batch.HasWeights ? batch.Weights[row] : 1;
        }

        double scale = Info.Reduction == Reduction.Mean ? 1 / weights : 1;
        double loss = 0;
        for (int row = 0; row < batch.Count; row++)
        {
            double weight = scale * (batch.HasWeights ? batch.Weights[row] : 1);
            Score(batch, row);
            loss += weight * (_classifies ? CrossEntropy(batch.IntTarget(0)[row]) : HalfSquaredError(batch.FloatTarget(0).Slice(row * _outputs, _outputs)));
            if (gradients is not null)
            {
                Accumulate(batch, row, weight, gradients);
            }
        }

        return loss;
    }

    private void Score(Minibatch batch, int row)
    {
        ReadOnlySpan<float> parameters = Parameters.Block.Span;
        ReadOnlySpan<float> x = batch.FloatInput(0).Slice(row * _inputs, _inputs);
        ReadOnlySpan<float> bias = parameters[Info.Layout.Entries[1].Offset..];
        for (int k = 0; k < _outputs; k++)
        {
            double sum = bias[k];
            for (int i = 0; i < _inputs; i++)
            {
                sum += parameters[k * _inputs + i] * x[i];
            }

            _scores[k] = sum;
        }
    }

    /// <summary>Replaces the scores by dL/dscore.</summary>
    private double HalfSquaredError(ReadOnlySpan<float> target)
    {
        double loss = 0;
        for (int k = 0; k < _outputs; k++)
        {
            _scores[k] -= target[k];
            loss += 0.5 * _scores[k] * _scores[k];
        }

        return loss;
    }

    private double CrossEntropy(int target)
    {
        double sum = 0;
        for (int k = 0; k < _outputs; k++)
        {
            sum += Math.Exp(_scores[k]);
        }

        double loss = Math.Log(sum) - _scores[target];
        for (int k = 0; k < _outputs; k++)
        {
            _scores[k] = Math.Exp(_scores[k]) / sum - (k == target ? 1 : 0);
        }

        return loss;
    }

    private void Accumulate(Minibatch batch, int row, double weight, Gradients gradients)
    {
        Span<float> slopes = gradients.Block.Span;
        ReadOnlySpan<float> x = batch.FloatInput(0).Slice(row * _inputs, _inputs);
        Span<float> bias = slopes[Info.Layout.Entries[1].Offset..];
        for (int k = 0; k < _outputs; k++)
        {
            float slope = (float)(weight * _scores[k]);
            bias[k] += slope;
            for (int i = 0; i < _inputs; i++)
            {
                slopes[k * _inputs + i] += slope * x[i];
            }
        }
    }
}
