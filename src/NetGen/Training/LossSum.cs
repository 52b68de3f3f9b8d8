using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Puts the losses of batches together to the loss of all their examples.</summary>
internal struct LossSum(NetworkInfo info)
{
    private double _sum;
    private double _weight;

    /// <summary>The loss of all batches added.</summary>
    internal readonly double Value => info.Reduction == Reduction.Sum ? _sum : _sum / _weight;

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

    internal void Add(double loss, double share)
    {
        _sum += loss * share;
        _weight += share;
    }
}
