using System.Globalization;

namespace NetGen.Generator.Graph;

/// <summary>
/// A block that stands several times in a row, computed by a loop: its nodes and parameters are in the graph once, and the passes go over them <see cref="Count"/> times with other
/// parameters each time. What one block makes is what the next one reads.
/// </summary>
/// <param name="baseName">The blocks' name without number: <c>step</c>.</param>
/// <param name="first">The first block's number.</param>
/// <param name="count">How many blocks.</param>
/// <param name="isReversed">True for a backward pass, which goes from the last block to the first.</param>
internal sealed class Loop(string baseName, int first, int count, bool isReversed = false)
{
    public string Base => baseName;

    public int First => first;

    public int Count => count;

    public bool IsReversed => isReversed;

    /// <summary>What stands before the names of the first block's layers, by which the graph knows the layers of all: <c>step1.</c></summary>
    public string Prefix { get; } = baseName + first.ToString(CultureInfo.InvariantCulture) + ".";

    /// <summary>The name of the last block.</summary>
    public string Last { get; } = baseName + (first + count - 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A text about the first block as one about each.</summary>
    public string Generalize(string text) => text.Replace(Prefix, baseName + ".");

    /// <summary>The same blocks backwards.</summary>
    public Loop Backwards() => new(baseName, first, count, !isReversed);
}
