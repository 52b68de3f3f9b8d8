namespace NetGen;

/// <summary>Dropout: in training each value is dropped with the probability p, independently of all others, and what is kept is scaled up, y = x m / (1 - p) with m = 1 or 0,
/// so that the mean stays; prediction is y = x and costs nothing. The derivative has the same mask. Any shape. Srivastava, Hinton, Krizhevsky, Sutskever,
/// Salakhutdinov: Dropout: A Simple Way to Prevent Neural Networks from Overfitting, 2014.</summary>
/// <remarks>The masks follow from <see cref="Workspace.Seed"/>, <see cref="Workspace.Step"/>, the layer, the row and the element: the same for any number of threads.
/// The rate can be set for each object, <c>model.Dropout1.Rate</c>; model files do not hold it. <c>Loss</c> measures the network that predicts, without masks.</remarks>
/// <param name="rate">The probability p that a value is dropped, from 0 to below 1.</param>
public sealed class DropoutAttribute(double rate = 0.5) : LayerAttribute
{
    /// <summary>The probability p that a value is dropped; 0.5 by default.</summary>
    public double Rate { get; } = rate;

    /// <summary>The plain form of the paper: training y = x m, prediction y = x (1 - p). False by default.</summary>
    public bool Plain { get; set; }
}

/// <summary>DropConnect on the dense layer above it: in training each weight is dropped with the probability p, anew in every step and the same for all examples of it, and what is
/// kept is scaled up, W m / (1 - p) with m[u,i] = 1 or 0; prediction uses W. The bias is never dropped. Wan, Zeiler, Zhang, LeCun, Fergus: Regularization of Neural Networks using
/// DropConnect, 2013, with one mask for a batch.</summary>
/// <remarks>The masks follow from <see cref="Workspace.Seed"/>, <see cref="Workspace.Step"/>, the layer and the weight. The rate can be set for each object; model files do not
/// hold it.</remarks>
/// <example><c>[Dense(100), DropConnect(0.3)]</c></example>
/// <param name="rate">The probability p that a weight is dropped, from 0 to below 1.</param>
public sealed class DropConnectAttribute(double rate = 0.5) : ModifierAttribute
{
    /// <summary>The probability p that a weight is dropped; 0.5 by default.</summary>
    public double Rate { get; } = rate;
}
