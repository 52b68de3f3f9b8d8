namespace NetGen;

/// <summary>Adds strength times sum |w| over the weights of the layer above it to the loss, and strength times sign(w), with sign(0) = 0, to their gradient. Before the first
/// layer: of all layers that have none of their own. Biases and norms never count. Tibshirani: Regression Shrinkage and Selection via the Lasso, 1996.</summary>
/// <remarks>Added once to the loss of a batch, whatever its size and <see cref="Reduction"/>. The strength can be set for each object, and is no part of model files. Keras's
/// l1(lambda) is L1(lambda).</remarks>
/// <param name="strength">The factor, 0 or more.</param>
public sealed class L1Attribute(double strength) : ModifierAttribute
{
    /// <summary>The factor.</summary>
    public double Strength { get; } = strength;
}

/// <summary>Adds strength/2 times sum w^2 over the weights of the layer above it to the loss, and strength times w to their gradient. Before the first layer: of all layers that have none of
/// their own. Biases and norms never count. Hoerl, Kennard: Ridge Regression, 1970.</summary>
/// <remarks>Added once to the loss of a batch, whatever its size and <see cref="Reduction"/>. The strength can be set for each object, and is no part of model files. Keras's
/// l2(lambda) adds lambda sum w^2, without the half: it is L2(2 * lambda). PyTorch's weight_decay of SGD is L2(weight_decay) on all parameters.</remarks>
/// <param name="strength">The factor, 0 or more.</param>
public sealed class L2Attribute(double strength) : ModifierAttribute
{
    /// <summary>The factor.</summary>
    public double Strength { get; } = strength;
}
