namespace NetGen;

/// <summary>A fully connected layer on the last axis of its input: y[u] = sum_i W[u,i] x[i] + b[u].</summary>
/// <param name="units">The number of outputs, the length of the last axis of the output; at least 1.</param>
public sealed class DenseAttribute(int units) : LayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the layer adds a bias b[u]; true by default.</summary>
    public bool Bias { get; set; } = true;
}
