using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>Random parameters and a random batch for a chain.</summary>
internal sealed record ChainData(int Rows, float[] Inputs, float[] Targets, int[] Classes, float[] Weights, IReadOnlyDictionary<string, float[]> Parameters)
{
    /// <summary>Draws everything from a seed.</summary>
    public static ChainData Create(Chain chain, int rows, bool weighted, int seed)
    {
        var random = new Random(seed);
        float[] inputs = Normal(random, rows * chain.InputSize, 1);
        float[] targets = [];
        int[] classes = [];
        if (chain.Objective == Objective.IndexCrossEntropy)
        {
            classes = [.. Enumerable.Range(0, rows).Select(_ => random.Next(chain.OutputSize))];
        }
        else
        {
            targets = DrawTargets(chain, rows, random);
        }

        return new ChainData(rows, inputs, targets, classes, weighted ? ExampleWeights(random, rows) : [], DrawParameters(chain, random));
    }

    /// <summary>The first rows of the batch, between guards of NaN.</summary>
    public Minibatch Batch(Chain chain, int rows)
    {
        Memory<float> inputs = Poison.Guarded(Inputs.AsSpan(0, rows * chain.InputSize));
        Memory<float> weights = Weights.Length == 0 ? default : Poison.Guarded(Weights.AsSpan(0, rows));
        return chain.Objective == Objective.IndexCrossEntropy
            ? Minibatch.From(inputs, chain.InputSize, Classes.AsMemory(0, rows), weights)
            : Minibatch.From(inputs, chain.InputSize, Poison.Guarded(Targets.AsSpan(0, rows * chain.OutputSize)), chain.OutputSize, weights);
    }

    /// <summary>One row of the batch, with weight 1.</summary>
    public Minibatch Row(Chain chain, int row)
    {
        int targets = Targets.Length / Rows;
        int classes = Classes.Length / Rows;
        ChainData only = this with
        {
            Rows = 1,
            Inputs = Inputs[(row * chain.InputSize)..((row + 1) * chain.InputSize)],
            Targets = Targets[(row * targets)..((row + 1) * targets)],
            Classes = Classes[(row * classes)..((row + 1) * classes)],
            Weights = [],
        };
        return only.Batch(chain, 1);
    }

    private static float[] DrawTargets(Chain chain, int rows, Random random) => chain.Objective switch
    {
        Objective.DistributionCrossEntropy => [.. Enumerable.Range(0, rows).SelectMany(_ => Distribution(random, chain.OutputSize))],
        Objective.BinaryCrossEntropy or Objective.SigmoidCrossEntropy => [.. Enumerable.Range(0, rows * chain.OutputSize).Select(_ => random.NextSingle())],
        _ => Normal(random, rows * chain.OutputSize, 1),
    };

    private static IEnumerable<float> Distribution(Random random, int classes)
    {
        double[] parts = [.. Enumerable.Range(0, classes).Select(_ => random.NextDouble())];
        double sum = parts.Sum();
        return parts.Select(part => (float)(part / sum));
    }

    private static Dictionary<string, float[]> DrawParameters(Chain chain, Random random)
    {
        var parameters = new Dictionary<string, float[]>();
        int[][] shapes = chain.Shapes;
        for (int i = 0; i < chain.Layers.Count; i++)
        {
            ChainLayer layer = chain.Layers[i];
            if (layer.Operation == Operation.Dense)
            {
                parameters.Add(layer.Name + ".weight", Normal(random, layer.Units * shapes[i][^1], 1.2 / Math.Sqrt(shapes[i][^1])));
                if (layer.Bias)
                {
                    parameters.Add(layer.Name + ".bias", Normal(random, layer.Units, 0.5));
                }
            }
            else if (layer.Operation == Operation.Prelu)
            {
                parameters.Add(layer.Name + ".weight", Normal(random, shapes[i][^1], 0.5));
            }
        }

        return parameters;
    }

    /// <summary>Weights of 0 to 2, one of them 0 where that leaves others.</summary>
    private static float[] ExampleWeights(Random random, int rows)
    {
        var weights = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            weights[row] = row == 1 ? 0 : 0.1f + 1.9f * random.NextSingle();
        }

        return weights;
    }

    private static float[] Normal(Random random, int count, double deviation)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
