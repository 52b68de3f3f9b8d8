namespace NetGen.Generator.Lowering;

/// <summary>
/// The one table that says in which order a sum is taken. It depends on the layer's shape alone, so one example, a batch, any
/// instruction set and any number of threads give the same bits.
/// <list type="table">
/// <item><term>product, 64 results or more</term><description>in order of k, starting from the bias</description></item>
/// <item><term>product, 17 to 63 results</term><description>2 interleaved sums by k mod 2, the bias in sum 0, combined 0 + 1</description></item>
/// <item><term>product, 2 to 16 results</term><description>4 interleaved sums by k mod 4, the bias in sum 0, combined (0 + 1) + (2 + 3)</description></item>
/// <item><term>dot</term><description>16 virtual lanes by k mod 16, or 64 by k mod 64 from a length of 256 up; tree of i + 32, i + 16, i + 8, i + 4, i + 2, i + 1; then the bias</description></item>
/// <item><term>sums along a row</term><description>16 virtual lanes and their tree</description></item>
/// <item><term>weight and bias gradients</term><description>in order of the rows, starting from 0</description></item>
/// <item><term>loss</term><description>double, elements and rows in order</description></item>
/// </list>
/// A layer's forward pass is a dot with one output and a product otherwise.
/// </summary>
internal static class SummationOrder
{
    /// <summary>
    /// Number of interleaved sums of a product with this many results: 1 means in order. No more than there are terms.
    /// One example must have about 8 independent vectors of sums under way, or it waits for each multiply-add; tiles of several rows have them anyway.
    /// </summary>
    public static int OfProduct(int results, int length)
    {
        int sums = results >= 64 ? 1 : results > 16 ? 2 : 4;
        return length < sums ? length : sums;
    }

    /// <summary>Number of virtual lanes of a dot of this length.</summary>
    public static int VirtualLanes(int length) => length >= 256 ? 64 : 16;
}
