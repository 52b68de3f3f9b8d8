namespace NetGen;

/// <summary>Maxout on the last axis: from n values to n / pieces, y[u] = the largest of x[u * pieces], ..., x[u * pieces + pieces - 1]. The derivative is 1 for
/// the largest, of equals the first, and 0 for the others; NaN counts as larger than all. Goodfellow, Warde-Farley, Mirza, Courville, Bengio:
/// Maxout Networks, 2013.</summary>
public sealed class MaxoutAttribute : LayerAttribute
{
    /// <summary>A layer of a fixed number of pieces.</summary>
    /// <param name="pieces">The number of consecutive values of which one output is the largest; it must divide the length of the last axis.</param>
    public MaxoutAttribute(int pieces) => Pieces = pieces;

    /// <summary>A layer whose number of pieces has a name.</summary>
    /// <param name="pieces">The name of an int property of the block, or of a variant.</param>
    public MaxoutAttribute(string pieces) => PiecesName = pieces;

    /// <summary>The number of consecutive values of which one output is the largest; 0 where a name stands for it.</summary>
    public int Pieces { get; }

    /// <summary>The name that stands for the number of pieces; null for a number.</summary>
    public string? PiecesName { get; }
}
