namespace NetGen;

/// <summary>A fully connected layer on the last axis of its input: y[u] = sum_i W[u,i] x[i] + b[u].</summary>
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>A layer of a fixed size.</summary>
    /// <param name="units">The number of outputs, the length of the last axis of the output; at least 1.</param>
    public DenseAttribute(int units) => Units = units;

    /// <summary>A layer whose size has a name.</summary>
    /// <param name="units">The name of an int property of the block, or of a variant.</param>
    public DenseAttribute(string units) => UnitsName = units;

    /// <summary>The number of outputs; 0 where a name stands for it.</summary>
    public int Units { get; }

    /// <summary>The name that stands for the number of outputs; null for a number.</summary>
    public string? UnitsName { get; }

    /// <summary>Whether the layer adds a bias b[u]; true by default.</summary>
    public bool Bias { get; set; } = true;
}
