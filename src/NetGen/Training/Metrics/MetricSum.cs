using System;

namespace NetGen;

/// <summary>A metric on the way over examples.</summary>
public abstract class MetricSum
{
    /// <summary>Takes a batch in.</summary>
    /// <param name="batch">The examples, with targets.</param>
    /// <param name="outputs">What the network predicts for them, as <see cref="INetwork.PredictBatch"/> gives it.</param>
    public abstract void Add(Minibatch batch, ReadOnlySpan<float> outputs);

    /// <summary>The metric of everything taken in; NaN where it is not defined, as the area under a curve for examples of one class.</summary>
    public abstract double Value { get; }
}
