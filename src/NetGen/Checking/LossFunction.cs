using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>The loss of a batch in training as a function of the parameters and of the inputs, the same masks each time.</summary>
internal sealed class LossFunction
{
    private readonly ITrainableNetwork _network;
    private readonly BatchCopy _batch;
    private readonly Workspace _workspace;
    private readonly Gradients _gradients;

    internal LossFunction(ITrainableNetwork network, Minibatch batch, long seed)
    {
        if (batch.Count == 0)
        {
            throw new ArgumentException("The batch is empty, but at least one example is needed.", nameof(batch));
        }

        _network = network;
        _batch = BatchCopy.Of(batch);
        _workspace = new Workspace(network, batch.Count) { Threads = 1, Seed = seed };
        _gradients = new Gradients(network);
    }

    /// <summary>The loss and its derivatives, as the network computes them, at the present parameters.</summary>
    internal List<CheckedTensor> Differentiate(out double loss)
    {
        loss = Value();
        var tensors = new List<CheckedTensor>();
        AlignedBuffer block = _network.Parameters.Block;
        foreach (ParameterEntry entry in _network.Parameters.Layout.Owners.Where(entry => entry.Trainable))
        {
            tensors.Add(new(entry.Name, entry.Shape, index => ref block.Span[entry.StorageIndex(index)], _gradients[entry.Name].ToArray()));
        }

        for (int i = 0; i < _batch.Inputs.Length && _network.Info.HasInputGradient; i++)
        {
            if (_batch.Inputs[i] is { } input)
            {
                FieldInfo field = _network.Info.Inputs[i];
                tensors.Add(new(field.Name, [_batch.Batch.Count, .. field.Shape], index => ref input[index], _workspace.InputGradientOf(i).ToArray()));
            }
        }

        return tensors;
    }

    /// <summary>The loss with one number of a tensor moved, and by how much that really is, since it is rounded to a float.</summary>
    internal (double Loss, double Moved) At(CheckedTensor tensor, int entry, double delta)
    {
        float before = tensor.At(entry);
        float moved = (float)(before + delta);
        tensor.At(entry) = moved;
        double loss = Value();
        tensor.At(entry) = before;
        return (loss, (double)moved - before);
    }

    // Gradient, because Loss is that of the network that predicts: without masks, and with running statistics.
    private double Value()
    {
        _workspace.Step = 0;
        return _network.Gradient(_batch.Batch, _gradients, _workspace);
    }
}
