using System;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Puts the losses of batches together to the loss of all their examples.</summary>
internal struct LossSum(NetworkInfo info)
{
    private double _sum;

    /// <summary>The sum of the batches' shares.</summary>
    internal double Weight { get; private set; }

    /// <summary>The loss of all batches added; 0 if there is none.</summary>
    internal readonly double Value => Weight == 0 ? 0 : info.Reduction == Reduction.Sum ? _sum : _sum / Weight;

    /// <summary>The numbers that a checkpoint keeps.</summary>
    internal double[] Numbers
    {
        readonly get => [_sum, Weight];
        set => (_sum, Weight) = (value[0], value[1]);
    }

    /// <summary>
    /// The batch's share in a mean: the weight by which its mean was divided. 0 for a batch of examples of weight 0, whose mean is not defined: such a batch has to be left out.
    /// </summary>
    internal readonly double Share(Minibatch batch)
    {
        if (info.Reduction == Reduction.Sum)
        {
            return 1;
        }

        if (!info.ClassWeights.IsEmpty)
        {
            return ExampleWeights.Sum(batch.Weights, batch.IntTarget(0), info.ClassWeights.AsSpan());
        }

        return batch.HasWeights ? ExampleWeights.Sum(batch.Weights) : batch.Count;
    }

    internal void Add(double loss, double share, Workspace workspace)
    {
        _sum += loss * share;
        Weight += share;
    }

    /// <summary>Refuses to take gradients of batches together whose parts would need shares of their own.</summary>
    internal static void RequireOneShare(NetworkInfo info)
    {
    }
}
