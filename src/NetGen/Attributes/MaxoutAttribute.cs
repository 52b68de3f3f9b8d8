namespace NetGen;

/// <summary>Maxout on the last axis: from n values to n / pieces, y[u] = the largest of x[u * pieces], ..., x[u * pieces + pieces - 1]. The derivative is 1 for
/// the largest, of equals the first, and 0 for the others; NaN counts as larger than all. Goodfellow, Warde-Farley, Mirza, Courville, Bengio:
/// Maxout Networks, 2013.</summary>
/// <param name="pieces">The number of consecutive values of which one output is the largest; it must divide the length of the last axis.</param>
public sealed class MaxoutAttribute(int pieces) : LayerAttribute
{
    /// <summary>The number of consecutive values of which one output is the largest.</summary>
    public int Pieces { get; } = pieces;
}
