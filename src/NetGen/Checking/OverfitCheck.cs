using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Sees whether a network can learn a few examples by heart. One that cannot has a mistake in its layers, loss or data, or a start from which nothing is learnt, and no long training
/// will help: a check to make first.</summary>
/// <example><code>
/// Console.WriteLine(OverfitCheck.Run(model, few.AsBatch()));
/// </code></example>
public static class OverfitCheck
{
    /// <summary>Trains on one batch, again and again.</summary>
    /// <param name="network">The network. It is trained in place, and has the same parameters as before afterwards, even if an exception ends the check.</param>
    /// <param name="batch">A few examples with targets, 8 to 64; fewer than the network could not learn by heart.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentException">The batch does not suit the network, or is empty; or the optimizer was used before.</exception>
    public static OverfitCheckResult Run(ITrainableNetwork network, Minibatch batch, OverfitCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new();
        Require(batch, options);
        var before = new ParameterBuffer(network.Parameters.Layout);
        before.CopyFrom(network.Parameters);
        try
        {
            OverfitCheckResult? best = null;
            foreach (Optimizer optimizer in Optimizers(options))
            {
                network.Parameters.CopyFrom(before);
                OverfitCheckResult result = Attempt(network, batch, optimizer, options);
                best = best is null || IsBetter(result, best) ? result : best;
                if (best.HasLearnt)
                {
                    break;
                }
            }

            return best! with { Findings = OverfitFindings.Of(best, network.Info, batch) };
        }
        finally
        {
            network.Parameters.CopyFrom(before);
            options.Optimizer?.Reset();
        }
    }

    private static void Require(Minibatch batch, OverfitCheckOptions options)
    {
        if (batch.Count == 0)
        {
            throw new ArgumentException("The batch is empty, but at least one example is needed.", nameof(batch));
        }

        if (options.Optimizer is { StepCount: > 0 } used)
        {
            throw new ArgumentException($"The optimizer has made {used.StepCount} steps; the check needs a new one.", nameof(options));
        }
    }

    private static IEnumerable<Optimizer> Optimizers(OverfitCheckOptions options)
    {
        if (options.Optimizer is not null)
        {
            yield return options.Optimizer;
            yield break;
        }

        foreach (double rate in options.LearningRates)
        {
            yield return new Adam(rate);
        }
    }

    // A loss that is no number is worse than any.
    private static bool IsBetter(OverfitCheckResult one, OverfitCheckResult other) => one.LossAtEnd < other.LossAtEnd || !double.IsFinite(other.LossAtEnd);

    private static OverfitCheckResult Attempt(ITrainableNetwork network, Minibatch batch, Optimizer optimizer, OverfitCheckOptions options)
    {
        if (!options.Regularized)
        {
            SetRegularizersToZero(network.Parameters);
        }

        var workspace = new Workspace(network, batch.Count) { Threads = 1, Seed = options.Seed };
        var gradients = new Gradients(network);
        var losses = ImmutableArray.CreateBuilder<double>();
        double target = double.NaN;
        while (true)
        {
            double loss = network.Gradient(batch, gradients, workspace);
            losses.Add(loss);
            target = losses.Count == 1 ? options.Target ?? (loss * options.Share) : target;
            if (!double.IsFinite(loss) || loss <= target || losses.Count > options.Steps)
            {
                break;
            }

            optimizer.Step(network, gradients);
        }

        NetworkSurvey survey = NetworkSurvey.Of(network, batch);
        return new OverfitCheckResult(losses[^1] <= target, target, losses.ToImmutable(), optimizer.LearningRate, survey) { Accuracy = Accuracy(network, batch) };
    }

    // The settings of a network are rates of dropout and strengths of penalties.
    private static void SetRegularizersToZero(ParameterBuffer parameters)
    {
        foreach (ParameterEntry entry in parameters.Layout.Settings)
        {
            parameters.Block.Span.Slice(entry.Offset, entry.StorageLength).Clear();
        }
    }

    private static double? Accuracy(ITrainableNetwork network, Minibatch batch)
    {
        Minibatch copy = BatchCopy.Of(batch).Batch;
        return new Evaluator(network, new Examples(copy.Inputs, copy.Targets, copy.Weights), nameof(batch), threads: 1).Run()!.Accuracy;
    }
}
