using System;

namespace NetGen;

/// <summary>A network with an objective: it can compute its loss and the gradient of the loss. Neither writes the network, so several threads,
/// each with a workspace of its own, may compute gradients of one network at once.</summary>
public interface ITrainableNetwork : INetwork
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="batch">At least 1 and at most <see cref="Workspace.Capacity"/> examples with targets.</param>
    /// <param name="workspace">Scratch of the calling thread, made for this network.</param>
    /// <returns>The loss as its <see cref="Reduction"/> says, summed in double in the order of the rows.</returns>
    /// <exception cref="ArgumentException">The batch's fields are not the network's, a target is impossible, or the workspace does not fit.</exception>
    double Loss(Minibatch batch, Workspace workspace);

    /// <summary>The loss of a batch and its derivatives with respect to all parameters.</summary>
    /// <param name="batch">At least 1 and at most <see cref="Workspace.Capacity"/> examples with targets.</param>
    /// <param name="gradients">Receives the derivatives; what it held before is overwritten.</param>
    /// <param name="workspace">Scratch of the calling thread, made for this network.</param>
    /// <returns>The loss, as <see cref="Loss"/> gives it.</returns>
    /// <exception cref="ArgumentException">The batch's fields are not the network's, a target is impossible, or the gradients or the workspace do not fit.</exception>
    double Gradient(Minibatch batch, Gradients gradients, Workspace workspace);
}
