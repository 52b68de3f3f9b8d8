using System;

namespace NetGen;

/// <summary>The derivatives of a loss with respect to every parameter of a network.</summary>
public sealed class Gradients : ParameterBuffer
{
    /// <summary>Allocates derivatives of 0.</summary>
    /// <param name="network">The network whose parameters they belong to.</param>
    public Gradients(INetwork network)
        : base((network ?? throw new ArgumentNullException(nameof(network))).Info.Layout)
    {
    }
}
