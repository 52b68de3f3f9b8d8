using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Puts the losses of batches together to the loss of all their examples: each objective by its own shares, and the penalty of the parameters, which is one for all batches, once.</summary>
internal sealed class LossSum
{
    private readonly NetworkInfo _info;
    private readonly ImmutableArray<ObjectiveInfo> _objectives;
    private readonly double[] _sums;
    private readonly double[] _weights;
    private readonly double[] _shares;
    private double _penalty;

    internal LossSum(NetworkInfo info)
    {
        _info = info;
        _objectives = ObjectivesOf(info);
        _sums = new double[_objectives.Length];
        _weights = new double[_objectives.Length];
        _shares = new double[_objectives.Length];
    }

    /// <summary>The sum of the first objective's shares.</summary>
    internal double Weight => _weights[0];

    /// <summary>The loss of all batches added; 0 if there is none.</summary>
    internal double Value
    {
        get
        {
            double value = _penalty;
            for (int i = 0; i < _sums.Length; i++)
            {
                value += _weights[i] == 0 ? 0 : _objectives[i].Reduction == Reduction.Sum ? _sums[i] : _sums[i] / _weights[i];
            }

            return value;
        }
    }

    /// <summary>The numbers that a checkpoint keeps.</summary>
    internal double[] Numbers
    {
        get => [.. _sums, .. _weights, _penalty];
        set
        {
            value.AsSpan(0, _sums.Length).CopyTo(_sums);
            value.AsSpan(_sums.Length, _weights.Length).CopyTo(_weights);
            _penalty = value[^1];
        }
    }

    /// <summary>Refuses to take gradients of batches together whose parts would need shares of their own.</summary>
    /// <exception cref="InvalidOperationException">The network is such a one.</exception>
    internal static void RequireOneShare(NetworkInfo info)
    {
        ImmutableArray<ObjectiveInfo> objectives = ObjectivesOf(info);
        bool isOne = objectives.All(objective => objective.Reduction == objectives[0].Reduction && (objectives.Length == 1 || objective.ClassWeights.IsEmpty));
        if (!isOne || (info.HasPenalty && objectives[0].Reduction == Reduction.Sum))
        {
            throw new InvalidOperationException(
                $"The gradients of batches of {info.Name} cannot be added up to one: {(isOne ? "its loss is a sum, but its penalty counts once" : "its losses are averaged in different ways")}. Set AccumulationSteps = 1 and a larger BatchSize instead.");
        }
    }

    /// <summary>Takes another sum's place.</summary>
    internal void CopyFrom(LossSum other)
    {
        other._sums.CopyTo(_sums, 0);
        other._weights.CopyTo(_weights, 0);
        _penalty = other._penalty;
    }

    /// <summary>Starts again.</summary>
    internal void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_weights);
        _penalty = 0;
    }

    /// <summary>
    /// The batch's share in a mean: the weight by which its mean was divided. 0 for a batch of examples of weight 0, whose mean is not defined: such a batch has to be left out.
    /// </summary>
    internal double Share(Minibatch batch)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < _objectives.Length; i++)
        {
            _shares[i] = ShareOf(_objectives[i], batch);
            least = Math.Min(least, _shares[i]);
        }

        return least == 0 ? 0 : _shares[0];
    }

    /// <summary>Takes the loss of the batch in whose <see cref="Share"/> was asked for last.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="workspace">That of the computation, which knows the loss's parts.</param>
    internal void Add(double loss, Workspace workspace)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += (_info.HasLossParts ? workspace.PartOfLoss(i) : loss) * _shares[i];
            _weights[i] += _shares[i];
        }

        _penalty = workspace.Penalty;
    }

    private static ImmutableArray<ObjectiveInfo> ObjectivesOf(NetworkInfo info) =>
        info.Objectives.IsEmpty ? [new ObjectiveInfo(info.Reduction) { ClassWeights = info.ClassWeights }] : info.Objectives;

    private static double ShareOf(ObjectiveInfo objective, Minibatch batch)
    {
        if (objective.Reduction == Reduction.Sum)
        {
            return 1;
        }

        if (!objective.ClassWeights.IsEmpty)
        {
            return ExampleWeights.Sum(batch.Weights, batch.IntTarget(objective.Target), objective.ClassWeights.AsSpan());
        }

        return batch.HasWeights ? ExampleWeights.Sum(batch.Weights) : batch.Count;
    }
}
