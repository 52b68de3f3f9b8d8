using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>
/// A chain computed in double by the textbook's loops. It shares no code with the generator: it is the judge of what generated networks compute.
/// </summary>
internal sealed class NaiveChain(Chain chain, IReadOnlyDictionary<string, double[]> parameters)
{
    /// <summary>On which side of its kink each unit of the last evaluation was, as one number: equal on both sides of a difference when no kink lies between.</summary>
    public int Pattern { get; private set; }

    /// <summary>The outputs of all rows.</summary>
    public double[] Output(double[] inputs)
    {
        Pattern = 17;
        return [.. inputs.Chunk(chain.InputSize).SelectMany(Row)];
    }

    /// <summary>The loss of a batch: <c>sum_b w_b L_b</c>, divided by <c>sum_b w_b</c> when it is a mean.</summary>
    public double Loss(double[] inputs, ChainData data)
    {
        double[] outputs = Output(inputs);
        int size = chain.OutputSize;
        double loss = 0;
        double weights = 0;
        for (int row = 0; row < data.Rows; row++)
        {
            double weight = data.Weights.Length == 0 ? 1 : data.Weights[row];
            loss += weight * RowLoss(outputs.AsSpan(row * size, size), data, row);
            weights += weight;
        }

        return chain.Objective != Objective.OutputGradient && chain.Reduction == Reduction.Mean ? loss / weights : loss;
    }

    private double RowLoss(ReadOnlySpan<double> y, ChainData data, int row)
    {
        if (chain.Objective == Objective.IndexCrossEntropy)
        {
            return LogSumExp(y) - y[data.Classes[row]];
        }

        double loss = 0;
        for (int k = 0; k < y.Length; k++)
        {
            loss += ElementLoss(y, k, data.Targets[row * y.Length + k]);
        }

        return loss;
    }

    private double ElementLoss(ReadOnlySpan<double> y, int k, double target) => chain.Objective switch
    {
        Objective.HalfSquaredError => 0.5 * (y[k] - target) * (y[k] - target),
        Objective.MeanSquaredError => (y[k] - target) * (y[k] - target) / y.Length,
        Objective.DistributionCrossEntropy => target * (LogSumExp(y) - y[k]),
        Objective.BinaryCrossEntropy => -(target * Math.Log(y[k]) + (1 - target) * Math.Log(1 - y[k])) / y.Length,
        Objective.SigmoidCrossEntropy => -(target * -Math.Log(1 + Math.Exp(-y[k])) + (1 - target) * -Math.Log(1 + Math.Exp(y[k]))) / y.Length,
        Objective.OutputGradient => target * y[k],
        _ => throw new InvalidOperationException(chain.Objective.ToString()),
    };

    private static double LogSumExp(ReadOnlySpan<double> y)
    {
        double largest = double.NegativeInfinity;
        double sum = 0;
        foreach (double score in y)
        {
            largest = Math.Max(largest, score);
        }

        foreach (double score in y)
        {
            sum += Math.Exp(score - largest);
        }

        return largest + Math.Log(sum);
    }

    private double[] Row(double[] x)
    {
        int[][] shapes = chain.Shapes;
        for (int layer = 0; layer < chain.Layers.Count; layer++)
        {
            x = Apply(chain.Layers[layer], x, shapes[layer]);
        }

        return x;
    }

    private double[] Apply(ChainLayer layer, double[] x, int[] shape) => layer.Operation switch
    {
        Operation.Dense => Dense(layer, x, shape[^1]),
        Operation.Linear => x,
        Operation.Relu => Array.ConvertAll(x, Relu),
        Operation.Sigmoid => Array.ConvertAll(x, value => 1 / (1 + Math.Exp(-value))),
        Operation.Tanh => Array.ConvertAll(x, Math.Tanh),
        Operation.Softmax => Softmax(x, shape, layer.Axis),
        Operation.LogSoftmax => LogSoftmax(x, shape, layer.Axis),
        Operation.Sparsemax => Sparsemax(x, shape, layer.Axis),
        Operation.Maxout => [.. x.Chunk(layer.Pieces).Select(Largest)],
        Operation.Prelu => [.. x.Select((value, i) => OnSide(value > 0) ? value : value * parameters[layer.Name + ".weight"][i % shape[^1]])],
        Operation.Sign => Array.ConvertAll(x, value => double.IsNaN(value) ? value : OnSide(value >= 0) ? 1 : -1),
        Operation.Step => Array.ConvertAll(x, value => double.IsNaN(value) ? value : OnSide(value >= 0) ? 1 : 0),
        _ => throw new InvalidOperationException(layer.Operation.ToString()),
    };

    private double Relu(double value)
    {
        OnSide(value > 0);
        return value <= 0 ? 0 : value;
    }

    private double Largest(double[] pieces)
    {
        double largest = pieces.Max();
        Array.ForEach(pieces, piece => OnSide(piece == largest));
        return pieces.Any(double.IsNaN) ? double.NaN : largest;
    }

    /// <summary>Notes on which side of a kink a unit is.</summary>
    private bool OnSide(bool side)
    {
        Pattern = unchecked(Pattern * 31 + (side ? 1 : 0));
        return side;
    }

    private double[] Dense(ChainLayer layer, double[] x, int inputs)
    {
        double[] weight = parameters[layer.Name + ".weight"];
        double[]? bias = layer.Bias ? parameters[layer.Name + ".bias"] : null;
        var y = new double[x.Length / inputs * layer.Units];
        for (int i = 0; i < y.Length; i++)
        {
            (int position, int unit) = Math.DivRem(i, layer.Units);
            double sum = bias?[unit] ?? 0;
            for (int k = 0; k < inputs; k++)
            {
                sum += weight[unit * inputs + k] * x[position * inputs + k];
            }

            y[i] = sum;
        }

        return y;
    }

    private static double[] Softmax(double[] x, int[] shape, int axis) => Along(x, shape, axis, line =>
    {
        double largest = line.Max();
        double sum = line.Sum(value => Math.Exp(value - largest));
        return Array.ConvertAll(line, value => Math.Exp(value - largest) / sum);
    });

    private static double[] LogSoftmax(double[] x, int[] shape, int axis) => Along(x, shape, axis, line =>
    {
        double offset = LogSumExp(line);
        return Array.ConvertAll(line, value => value - offset);
    });

    /// <summary>max(x - t, 0) with the t, found by halving, for which these sum to 1.</summary>
    private double[] Sparsemax(double[] x, int[] shape, int axis) => Along(x, shape, axis, line =>
    {
        (double below, double above) = (line.Max() - 1, line.Max());
        for (int i = 0; i < 60; i++)
        {
            double middle = (below + above) / 2;
            (below, above) = line.Sum(value => Math.Max(value - middle, 0)) >= 1 ? (middle, above) : (below, middle);
        }

        double[] support = Array.FindAll(line, value => value > above);
        // Exactly, now that it is known which elements are above it.
        double threshold = (support.Sum() - 1) / support.Length;
        return Array.ConvertAll(line, value => line.Any(double.IsNaN) ? double.NaN : OnSide(value > above) ? value - threshold : 0);
    });

    /// <summary>Each vector along an axis, on its own.</summary>
    private static double[] Along(double[] x, int[] shape, int axis, Func<double[], double[]> function)
    {
        int stride = shape.Skip(axis + 1).Aggregate(1, (product, length) => product * length);
        var y = new double[x.Length];
        foreach (int first in Enumerable.Range(0, x.Length).Where(i => i / stride % shape[axis] == 0))
        {
            double[] line = function([.. Enumerable.Range(0, shape[axis]).Select(k => x[first + k * stride])]);
            for (int k = 0; k < line.Length; k++)
            {
                y[first + k * stride] = line[k];
            }
        }

        return y;
    }
}
