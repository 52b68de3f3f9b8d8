using System;

namespace NetGen;

/// <summary>A network that predicts. Generated for every class with <see cref="NetworkAttribute"/>.</summary>
/// <remarks>Prediction writes only the caller's memory and scratch of its own, so any number of threads may predict with one instance at once.</remarks>
public interface INetwork
{
    /// <summary>What is known of the network at compile time.</summary>
    NetworkInfo Info { get; }

    /// <summary>The network's parameters.</summary>
    ParameterBuffer Parameters { get; }

    /// <summary>Predicts all rows of a batch; targets are ignored.</summary>
    /// <param name="batch">The examples; 0 rows are allowed.</param>
    /// <param name="outputs">Receives <see cref="Minibatch.Count"/> rows of the output, one after the other; with several outputs all rows of the first one, then all rows of the
    /// second one, and so on. Its length is exactly that.</param>
    /// <exception cref="ArgumentException">The batch's fields are not the network's inputs, or <paramref name="outputs"/> has another length or overlaps an input.</exception>
    void PredictBatch(Minibatch batch, Span<float> outputs);

    /// <summary>Fits what the network fits to data without training, the offsets and scales of its <c>Normalize</c> layers, to examples; a network without such a layer does nothing.
    /// Fit it to the training part alone: what is known of the test part is no part of a model.</summary>
    /// <param name="train">The examples.</param>
    /// <exception cref="ArgumentException">They do not suit the network, or a value is NaN or infinite.</exception>
    void Adapt(Examples train)
    {
    }

    /// <summary>Every named value of one example, with its gradient when the network is trainable and the batch has targets. Allocates.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="row">The example looked at, 0 to <see cref="Minibatch.Count"/> less 1.</param>
    /// <returns>The values, in the order of computation; the same bits as the prediction.</returns>
    /// <exception cref="ArgumentException">The batch's fields are not the network's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    Trace Trace(Minibatch batch, int row);
}
