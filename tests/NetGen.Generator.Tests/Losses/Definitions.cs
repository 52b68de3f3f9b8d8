using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Tests.Losses;

/// <summary>Losses of one example in double, from their definitions: a distribution of targets, scores or probabilities.</summary>
internal static class Definitions
{
    /// <summary>-sum_k w_k q_k ln softmax(y)_k.</summary>
    public static double SoftmaxCrossEntropy(double[] y, double[] q, double[]? weights = null)
    {
        double max = y.Max();
        double logarithm = max + Math.Log(y.Sum(z => Math.Exp(z - max)));
        return y.Select((z, k) => (weights?[k] ?? 1) * q[k] * (logarithm - z)).Sum();
    }

    /// <summary>The smoothed target.</summary>
    public static double[] Smoothed(double[] q, double share) => [.. q.Select(part => ((1 - share) * part) + (share / q.Length))];

    /// <summary>The margins that wrong classes violate.</summary>
    public static IEnumerable<double> Violations(double[] y, double[] q, double margin)
    {
        int right = Array.IndexOf(q, 1);
        return y.Where((_, j) => j != right).Select(z => Math.Max(0, margin - y[right] + z));
    }

    /// <summary>Martins and Astudillo's loss; the support is found by sorting.</summary>
    public static double Sparsemax(double[] y, double[] q)
    {
        // Exact for any size of scores: both sides of the loss move by the same when all scores do, so it may be taken of scores below their maximum.
        double max = y.Max();
        double[] z = [.. y.Select(score => score - max)];
        double[] sorted = [.. z.OrderDescending()];
        int support = Enumerable.Range(1, z.Length).Last(k => 1 + (k * sorted[k - 1]) > sorted.Take(k).Sum());
        double tau = (sorted.Take(support).Sum() - 1) / support;
        return -z.Zip(q, (score, part) => score * part).Sum()
            + (0.5 * z.Where(score => score > tau).Sum(score => (score * score) - (tau * tau)))
            + (0.5 * q.Sum(part => part * part))
            + (max * (1 - q.Sum()));
    }
}
