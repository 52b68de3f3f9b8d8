namespace NetGen;

/// <summary>Puts the losses of batches together to the loss of all their examples.</summary>
internal struct LossSum(Reduction reduction)
{
    private double _sum;
    private double _weight;

    /// <summary>The loss of all batches added.</summary>
    internal readonly double Value => reduction == Reduction.Sum ? _sum : _sum / _weight;

    /// <summary>
    /// The batch's share in a mean. 0 for a batch of examples of weight 0, whose mean is not defined: such a batch has to be left out.
    /// </summary>
    internal readonly double Share(Minibatch batch)
    {
        if (reduction == Reduction.Sum)
        {
            return 1;
        }

        if (!batch.HasWeights)
        {
            return batch.Count;
        }

        double sum = 0;
        foreach (float weight in batch.Weights)
        {
            sum += weight;
        }

        return sum;
    }

    internal void Add(double loss, double share)
    {
        _sum += loss * share;
        _weight += share;
    }
}
